import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AnsweredRequest, mock, type RunningApi } from '../../src/tasks/mock.ts';
import { SPECS } from './mocked.ts';

const answered: AnsweredRequest[] = [];
let api: RunningApi | undefined;

beforeAll(async () => {
  const document = new URL('../test/simulate/documents/shop.yaml', SPECS);
  ({ api } = await mock({ document: fileURLToPath(document), items: 60, onAnswer: (answer) => answered.push(answer) }));
});
afterAll(() => api?.close());

async function ask(path: string, init: RequestInit = {}) {
  const response = await fetch(`${api?.baseUrl}${path}`, init);
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') === true;
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: isJson && text !== '' ? JSON.parse(text) : undefined,
  };
}

const post = (body: string, type = 'application/json'): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': type },
  body,
});
const BOOK = { title: 'Persuasion', price: 9.95, author: { name: 'Jane Austen' } };

describe('an operation on one item', () => {
  it('answers with the item of the list, and with what only the item has', async () => {
    const { body: page } = await ask('/books?limit=3');
    for (const item of page.data) {
      expect((await ask(`/books/${item.id}`)).body).toEqual({ ...item, chapters: expect.any(Array) });
    }
    expect((await ask('/authors/AU-1002')).body).toEqual({ code: 'AU-1002', name: 'Grace Hopper' });
  });

  it('answers with the key that was asked for, if the list lacks it', async () => {
    expect((await ask('/books/4711')).body).toMatchObject({ id: 4711, title: 'Emma' });
  });

  it('returns what was sent, and leads to an item of the list', async () => {
    const created = await ask('/books', post(JSON.stringify({ ...BOOK, secret: 'x' })));
    expect(created).toMatchObject({ status: 201, body: { ...BOOK, id: 17 } });
    expect(created.body).not.toHaveProperty('secret');
    const location = created.headers.get('location');
    expect(location).toBe(`${api?.baseUrl}/books/17`);
    expect((await ask(String(location).slice(String(api?.baseUrl).length))).body).toMatchObject({ id: 17 });
  });
});

describe('a body', () => {
  it.each([
    ['{"price": 5, "author": {"name": "x"}}', '`/title` of the request body is missing'],
    ['{"title": "x", "price": 5, "author": {}}', '`/author/name` of the request body is missing'],
    ['{"title": 5, "price": 5, "author": {"name": "x"}}', '`/title` of the request body must be of type string'],
    ['[]', 'the request body must be of type object'],
    ['{"title":', 'the request body is not valid JSON'],
    ['', 'the request body is missing; it has the type application/json'],
  ])('that does not fit is rejected: %s', async (body, reason) => {
    const { status, headers, body: error } = await ask('/books', post(body));
    expect({ status, reason: headers.get('x-mock-error'), error }).toEqual({
      status: 422,
      reason,
      error: { detail: reason },
    });
  });

  it('is accepted if a value is null, which many documents do not declare', async () => {
    expect((await ask('/books', post(JSON.stringify({ ...BOOK, title: null })))).status).toBe(201);
  });

  it('is checked too if curl sends it as a form', async () => {
    expect((await ask('/books', post('{"price": 5}', 'application/x-www-form-urlencoded'))).status).toBe(422);
  });
});

describe('another method', () => {
  it('is answered with 405 and the methods that the path has', async () => {
    const { status, headers, body } = await ask('/books/17', { method: 'PATCH' });
    expect(status).toBe(405);
    expect(headers.get('allow')).toBe('GET, DELETE, HEAD');
    expect(body).toEqual({
      error: 'the document has no operation PATCH /v1/books/17; allowed are GET, DELETE, HEAD',
    });
    expect((await ask('/nothing', { method: 'PATCH' })).status).toBe(404);
  });

  it('is fine if it is HEAD', async () => {
    expect(await ask('/books', { method: 'HEAD' })).toMatchObject({ status: 200, text: '' });
    expect((await ask('/books/17', { method: 'DELETE' })).status).toBe(204);
  });
});

describe('declared headers', () => {
  it('are sent, with examples and facts first', async () => {
    const { headers, text } = await ask('/books?limit=2');
    expect(headers.get('x-total-count')).toBe('60');
    expect(headers.get('x-region')).toBe('eu-west-1');
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(headers.get('etag')).toBe('"sample"');
    expect(headers.get('link')).toBeNull();
    expect(JSON.parse(text)).toMatchObject({ total: 60 });
  });
});

describe('the index page', () => {
  interface Entry {
    readonly method: string;
    readonly path: string;
    readonly curl: string;
  }

  const root = async (path: string, accept: string): Promise<Response> =>
    fetch(new URL(path, api?.baseUrl), { headers: { accept } });

  /** Runs a command of the page without a shell. */
  async function runCurl(command: string): Promise<number> {
    const words = [...command.matchAll(/'((?:[^']|'\\'')*)'|(\S+)/g)].map(
      ([, quoted, plain]) => quoted?.replaceAll("'\\''", "'") ?? plain ?? '',
    );
    const valuesAfter = (flag: string) => words.flatMap((word, index) => (words[index - 1] === flag ? [word] : []));
    const headers = valuesAfter('-H').map((line): [string, string] => [
      line.replace(/:.*/s, ''),
      line.replace(/^[^:]*: /, ''),
    ]);
    const url = words.find((word) => word.startsWith('http')) ?? '';
    const [method = 'GET'] = valuesAfter('-X');
    const [body] = valuesAfter('-d');
    return (await fetch(url, { method, headers, ...(body !== undefined && { body }) })).status;
  }

  it('lists the operations with commands that work', async () => {
    const index = (await (await root('/', 'application/json')).json()) as { operations: readonly Entry[] };
    expect(index).toMatchObject({ title: 'Shop', version: '1.0.0', baseUrl: api?.baseUrl });
    expect(index.operations.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /books',
      'POST /books',
      'GET /books/{bookId}',
      'DELETE /books/{bookId}',
      'GET /authors',
      'GET /authors/{code}',
      'GET /tags',
      'GET /samples',
    ]);
    expect(index.operations[0]).toEqual({
      method: 'GET',
      path: '/books',
      operationId: 'listBooks',
      summary: 'List books',
      styles: ['offset'],
      items: 60,
      curl: `curl '${api?.baseUrl}/books'`,
    });
    expect(index.operations[5]?.curl).toBe(`curl '${api?.baseUrl}/authors/AU-1001'`);
    for (const { curl } of index.operations) expect(await runCurl(curl), curl).toBeLessThan(300);
  });

  it.each(['/', '/v1', '/v1/'])('is HTML for browsers, at %s', async (path) => {
    const response = await root(path, 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8');
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const text = await response.text();
    expect(text).toContain('<title>Shop: mock</title>');
    expect(text).toContain(`curl &#39;${api?.baseUrl}/authors/AU-1001&#39;`);
  });
});
