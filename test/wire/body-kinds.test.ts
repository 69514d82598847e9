import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generate } from '../../src/tasks/generate.ts';
import { type LocalServer, listen, type RecordedRequest } from '../support/http.ts';
import { clientOf } from './document-client.ts';
import type { GeneratedClient } from './generated-client.ts';
import { partsOf } from './multipart.ts';

/** How bodies are sent, by media type, schema and encoding, over real HTTP. */

const binary = { type: 'string', format: 'binary' };
const string = { type: 'string' };
const object = (properties: object) => ({ type: 'object', properties });
const list = (items: object) => ({ type: 'array', items });

let server: LocalServer;
const clients: GeneratedClient[] = [];
beforeAll(async () => {
  server = await listen(() => ({ status: 204 }));
});
afterAll(async () => {
  await server.close();
  await Promise.all(clients.map((client) => client.remove()));
});

function documentOf(content: object, openapi: string): object {
  return {
    openapi,
    info: { title: 'Bodies', version: '1' },
    paths: {
      '/body': {
        post: {
          operationId: 'send',
          requestBody: { required: true, content },
          responses: { 204: { description: 'ok' } },
        },
      },
    },
    components: { schemas: { File: binary, Address: object({ city: string }) } },
  };
}

type Send = (body: unknown) => Promise<RecordedRequest>;

async function sender(document: object): Promise<Send> {
  const client = await clientOf(document);
  clients.push(client);
  const { createClient, send } = client.functions as Record<string, (...given: unknown[]) => unknown>;
  return async (body) => {
    const before = server.requests.length;
    await send?.(createClient?.({ baseUrl: server.url }), body === undefined ? {} : { body });
    const request = server.requests[before];
    if (request === undefined) throw new Error('nothing arrived');
    return request;
  };
}

const sending = (content: object, openapi = '3.1.1'): Promise<Send> => sender(documentOf(content, openapi));

describe('bytes', () => {
  it.each([
    ['a range', { '*/*': { schema: binary } }, 'image/png', 'image/png'],
    ['a range of one type', { 'image/*': { schema: binary } }, 'image/png', 'image/png'],
    ['a range without a type of their own', { '*/*': { schema: binary } }, '', 'application/octet-stream'],
    ['application/*', { 'application/*': { schema: binary } }, 'application/zip', 'application/zip'],
    ['JSON', { 'application/json': { schema: binary } }, 'application/pdf', 'application/pdf'],
    [
      'JSON by a reference',
      { 'application/json': { schema: { $ref: '#/components/schemas/File' } } },
      '',
      'application/octet-stream',
    ],
    ['nullable bytes', { '*/*': { schema: { anyOf: [binary, { type: 'null' }] } } }, 'image/gif', 'image/gif'],
    [
      'one of several types',
      { 'image/png': { schema: binary }, 'image/jpeg': { schema: binary } },
      'image/jpeg',
      'image/jpeg',
    ],
    ['none of several types', { 'image/png': { schema: binary }, 'image/jpeg': { schema: binary } }, '', 'image/png'],
    ['one type', { 'application/pdf': { schema: binary } }, 'text/plain', 'application/pdf'],
    ['octet-stream', { 'application/octet-stream': {} }, '', 'application/octet-stream'],
  ])('declared as %s are sent as they are', async (_, content, own, expected) => {
    const send = await sending(content);
    const { headers, body } = await send(new Blob(['{bytes'], { type: own }));
    expect({ type: headers['content-type'], body }).toEqual({ type: expected, body: '{bytes' });
  });
});

describe('a body of any media type and value', () => {
  it('is sent as it is if it is a file or a form, else as JSON', async () => {
    const send = await sending({ '*/*': {} });
    const sent = async (given: unknown): Promise<unknown> => {
      const { headers, body } = await send(given);
      return { type: headers['content-type'], body };
    };
    expect(await sent(new Blob(['bytes'], { type: 'image/png' }))).toEqual({ type: 'image/png', body: 'bytes' });
    expect(await sent(new TextEncoder().encode('bytes'))).toEqual({ type: 'application/octet-stream', body: 'bytes' });
    expect(await sent(new URLSearchParams({ a: 'b c' }))).toEqual({
      type: 'application/x-www-form-urlencoded;charset=UTF-8',
      body: 'a=b+c',
    });
    expect(await sent({ a: 1 })).toEqual({ type: 'application/json', body: { a: 1 } });
  });

  it('is received by its media type, and as text if the schema is a string', async () => {
    let answer = { type: '', text: '' };
    const texts = createServer((_, response) => response.setHeader('content-type', answer.type).end(answer.text));
    await new Promise<void>((resolve) => texts.listen(0, '127.0.0.1', resolve));
    const responses = (schema: object) => ({ 200: { description: 'ok', content: { '*/*': { schema } } } });
    const client = await clientOf({
      openapi: '3.1.0',
      info: { title: 'Any', version: '1' },
      paths: {
        '/any': { get: { operationId: 'getAny', responses: responses({}) } },
        '/text': { get: { operationId: 'getText', responses: responses(string) } },
      },
    });
    clients.push(client);
    const { createClient, getAny, getText } = client.functions as Record<string, (...given: unknown[]) => unknown>;
    const core = createClient?.({ baseUrl: `http://127.0.0.1:${(texts.address() as AddressInfo).port}`, retry: false });
    const received = async (type: string, text: string): Promise<unknown[]> => {
      answer = { type, text };
      const any = await getAny?.(core);
      return [any instanceof Blob ? `Blob ${await any.text()}` : any, await getText?.(core)];
    };
    expect(await received('application/json', '{"a":1}')).toEqual([{ a: 1 }, '{"a":1}']);
    expect(await received('application/json', '"a"')).toEqual(['a', 'a']);
    expect(await received('application/json', '7')).toEqual([7, '7']);
    expect(await received('text/plain;charset=UTF-8', '{"a":1}')).toEqual(['{"a":1}', '{"a":1}']);
    expect(await received('application/octet-stream', '12345')).toEqual(['Blob 12345', '12345']);
    answer = { type: 'application/json', text: 'plain' };
    expect(await getText?.(core)).toBe('plain');
    texts.close();
  });
});

describe('the media type that the caller chooses', () => {
  it('is that of the body, and must be declared', async () => {
    const content = {
      'text/csv': { schema: string },
      'application/json': { schema: object({}) },
      'application/merge-patch+json': { schema: object({}) },
      'multipart/form-data': { schema: object({ a: string }) },
    };
    const client = await clientOf(documentOf(content, '3.1.0'));
    clients.push(client);
    const { createClient, send } = client.functions as Record<string, (...given: unknown[]) => unknown>;
    const before = server.requests.length;
    const call = (body: unknown, options?: object) =>
      send?.(createClient?.({ baseUrl: server.url }), { body }, options);
    await call({ a: 'x' });
    await call({ a: 'x' }, { contentType: 'application/merge-patch+json' });
    await call({ a: 'x' }, { contentType: 'multipart/form-data' });
    await call('a;b', { contentType: 'text/csv' });
    await expect(call('', { contentType: 'text/html' })).rejects.toMatchObject({ code: 'INVALID_OPTION' });
    const arrived = server.requests.slice(before).map(({ headers }) => headers['content-type']?.split(';')[0]);
    expect(arrived).toEqual(['application/json', 'application/merge-patch+json', 'multipart/form-data', 'text/csv']);
  });
});

describe('multipart', () => {
  const file = (text: string, type = '') => new Blob([text], { type });
  const multipart = (properties: object, encoding?: object) => ({
    'multipart/form-data': { schema: object(properties), ...(encoding && { encoding }) },
  });

  async function parts(content: object, body: unknown, openapi?: string) {
    const request = await (await sending(content, openapi))(body);
    return partsOf(request.headers['content-type'], request.body);
  }

  it.each(['image/png, image/jpeg', 'image/*', '*/*'])(
    'a list of files has a part for each (%s)',
    async (contentType) => {
      const content = multipart({ photos: list(binary) }, { photos: { contentType } });
      expect(await parts(content, { photos: [file('a', 'image/png'), file('b')] })).toEqual([
        { name: 'photos', filename: 'blob', type: 'image/png', text: 'a' },
        { name: 'photos', filename: 'blob', type: 'application/octet-stream', text: 'b' },
      ]);
    },
  );

  it('a file without a type has the declared one, and keeps its name', async () => {
    const content = multipart({ photo: binary }, { photo: { contentType: 'image/png' } });
    expect(await parts(content, { photo: new File(['x'], 'my "cat".png') })).toEqual([
      { name: 'photo', filename: 'my %22cat%22.png', type: 'image/png', text: 'x' },
    ]);
  });

  it('texts with a media type are no files, and a list of them has a part for each', async () => {
    const content = multipart(
      { tags: list(string), note: string },
      { tags: { contentType: 'text/plain' }, note: { contentType: 'text/markdown' } },
    );
    expect(await parts(content, { tags: ['a', 'b'], note: '# x' })).toEqual([
      { name: 'tags', filename: undefined, type: 'text/plain', text: 'a' },
      { name: 'tags', filename: undefined, type: 'text/plain', text: 'b' },
      { name: 'note', filename: undefined, type: 'text/markdown', text: '# x' },
    ]);
  });

  it('a list is one part only if it is declared as JSON', async () => {
    const content = multipart({ ids: list({ type: 'integer' }) }, { ids: { contentType: 'application/json' } });
    expect(await parts(content, { ids: [1, 2] })).toEqual([
      { name: 'ids', filename: undefined, type: 'application/json', text: '[1,2]' },
    ]);
  });

  it('objects are JSON, each element of a list too', async () => {
    const content = multipart({ meta: { $ref: '#/components/schemas/Address' }, more: list(object({})) });
    expect(await parts(content, { meta: { city: 'Oslo' }, more: [{ a: 1 }, { a: 2 }] })).toEqual([
      { name: 'meta', filename: undefined, type: 'application/json', text: '{"city":"Oslo"}' },
      { name: 'more', filename: undefined, type: 'application/json', text: '{"a":1}' },
      { name: 'more', filename: undefined, type: 'application/json', text: '{"a":2}' },
    ]);
  });

  const styled = multipart(
    { address: object({ city: string }), pages: list({ type: 'integer' }), words: list(string) },
    {
      address: { style: 'deepObject', explode: true },
      pages: { style: 'form', explode: false },
      words: { style: 'pipeDelimited', explode: false },
    },
  );
  const value = { address: { city: 'São Paulo' }, pages: [1, 2], words: ['a&b', 'c'] };

  it.each(['3.1.0', '3.2.0'])('styles apply in OpenAPI %s', async (openapi) => {
    const arrived = await parts(styled, value, openapi);
    expect(arrived.map(({ name, text, type }) => [name, text, type])).toEqual([
      ['address[city]', 'São Paulo', undefined],
      ['pages', '1,2', undefined],
      ['words', 'a&b|c', undefined],
    ]);
  });

  it('styles do not apply in OpenAPI 3.0', async () => {
    const arrived = await parts(styled, value, '3.0.3');
    expect(arrived.map(({ name, text }) => [name, text])).toEqual([
      ['address', '{"city":"São Paulo"}'],
      ['pages', '1'],
      ['pages', '2'],
      ['words', 'a&b'],
      ['words', 'c'],
    ]);
  });

  it('a style does not turn files into text', async () => {
    const content = multipart({ photos: list(binary) }, { photos: { style: 'form', explode: true } });
    expect(await parts(content, { photos: [file('a'), file('b')] })).toHaveLength(2);
  });

  it('a FormData is sent as it is', async () => {
    const form = new FormData();
    form.append('x', 'y');
    const request = await (await sending({ 'multipart/form-data': {} }))(form);
    expect(request.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
    expect(String(request.body)).toContain('name="x"\r\n\r\ny');
  });

  it('bytes and lists without a name are parts called file, with a warning', async () => {
    expect(await parts({ 'multipart/form-data': { schema: binary } }, file('x', 'a/b'))).toEqual([
      { name: 'file', filename: 'blob', type: 'a/b', text: 'x' },
    ]);
    expect(await parts({ 'multipart/form-data': { schema: list(binary) } }, [file('x'), file('y')])).toHaveLength(2);
    const text = JSON.stringify(documentOf({ 'multipart/form-data': { schema: binary } }, '3.1.0'));
    const { diagnostics } = await generate({ document: { file: '/api.json', text } });
    expect(diagnostics).toMatchObject([{ code: 'nameless-parts', severity: 'warning' }]);
  });

  it('other kinds of multipart keep their media type', async () => {
    const content = { 'multipart/mixed': { schema: object({ a: string }) } };
    const request = await (await sending(content))({ a: 'x' });
    expect(request.headers['content-type']).toMatch(/^multipart\/mixed; boundary=/);
  });
});

describe('application/x-www-form-urlencoded', () => {
  const form = (properties: object, encoding?: object) => ({
    'application/x-www-form-urlencoded': { schema: object(properties), ...(encoding && { encoding }) },
  });

  async function pairs(content: object, body: unknown): Promise<string[][]> {
    const request = await (await sending(content))(body);
    return [...new URLSearchParams(String(request.body))];
  }

  it('an object keeps its name, as JSON', async () => {
    const properties = { billing: object({ city: string }), ship: { $ref: '#/components/schemas/Address' }, any: {} };
    expect(
      await pairs(form(properties), { billing: { city: 'Oslo' }, ship: { city: 'Bern' }, any: { a: [1] } }),
    ).toEqual([
      ['billing', '{"city":"Oslo"}'],
      ['ship', '{"city":"Bern"}'],
      ['any', '{"a":[1]}'],
    ]);
  });

  it('lists have a pair for each element, dates are ISO 8601', async () => {
    const body = { tags: ['a', 'b'], rows: [{ a: 1 }, { a: 2 }], at: new Date(0) };
    expect(await pairs(form({ tags: list(string), rows: list(object({})), at: {} }), body)).toEqual([
      ['tags', 'a'],
      ['tags', 'b'],
      ['rows', '{"a":1}'],
      ['rows', '{"a":2}'],
      ['at', '1970-01-01T00:00:00.000Z'],
    ]);
  });

  it('a declared style applies', async () => {
    const encoding = {
      a: { style: 'form', explode: true },
      items: { style: 'deepObject', explode: true },
      expand: { style: 'deepObject', explode: true },
    };
    const body = { a: { city: 'Oslo' }, items: [{ price: 'p', n: 1 }, { price: 'q' }], expand: ['x'] };
    expect(await pairs(form({ a: object({}), items: list(object({})), expand: list(string) }, encoding), body)).toEqual(
      [
        ['city', 'Oslo'],
        ['items[0][price]', 'p'],
        ['items[0][n]', '1'],
        ['items[1][price]', 'q'],
        ['expand[0]', 'x'],
      ],
    );
  });
});

describe('collectionFormat of Swagger 2.0', () => {
  const swagger = (consumes: string, parameters: object[], path = '/body') => ({
    swagger: '2.0',
    info: { title: 'Bodies', version: '1' },
    paths: {
      [path]: {
        post: { operationId: 'send', consumes: [consumes], parameters, responses: { 204: { description: 'ok' } } },
      },
    },
  });
  const field = (name: string, collectionFormat?: string) => ({
    name,
    in: 'formData',
    type: 'array',
    items: string,
    ...(collectionFormat && { collectionFormat }),
  });
  const fields = [field('c'), field('s', 'ssv'), field('t', 'tsv'), field('p', 'pipes'), field('m', 'multi')];
  const body = { c: ['a', 'b'], s: ['a', 'b'], t: ['a', 'b'], p: ['a', 'b'], m: ['a', 'b'] };
  const expected = [
    ['c', 'a,b'],
    ['s', 'a b'],
    ['t', 'a\tb'],
    ['p', 'a|b'],
    ['m', 'a'],
    ['m', 'b'],
  ];

  it('applies in multipart forms', async () => {
    const request = await (await sender(swagger('multipart/form-data', fields)))(body);
    const arrived = partsOf(request.headers['content-type'], request.body);
    expect(arrived.map(({ name, text }) => [name, text])).toEqual(expected);
  });

  it('applies in urlencoded forms', async () => {
    const request = await (await sender(swagger('application/x-www-form-urlencoded', fields)))(body);
    expect([...new URLSearchParams(String(request.body))]).toEqual(expected);
  });

  it('applies in queries, headers and paths', async () => {
    const parameters = ['csv', 'ssv', 'tsv', 'pipes'].flatMap((format) => [
      { name: `q_${format}`, in: 'query', type: 'array', items: string, collectionFormat: format },
      { name: `x-${format}`, in: 'header', type: 'array', items: string, collectionFormat: format },
      { name: `p_${format}`, in: 'path', required: true, type: 'array', items: string, collectionFormat: format },
    ]);
    const client = await clientOf(swagger('application/json', parameters, '/{p_csv}/{p_ssv}/{p_tsv}/{p_pipes}'));
    clients.push(client);
    const { createClient, send } = client.functions as Record<string, (...given: unknown[]) => unknown>;
    const before = server.requests.length;
    const params = Object.fromEntries(parameters.map(({ name }) => [name, ['a', 'b']]));
    await send?.(createClient?.({ baseUrl: server.url }), params);
    const { url, headers } = server.requests[before] as RecordedRequest;
    expect(url).toBe('/a,b/a%20b/a%09b/a%7Cb?q_csv=a,b&q_ssv=a%20b&q_tsv=a%09b&q_pipes=a%7Cb');
    expect(headers).toMatchObject({ 'x-csv': 'a,b', 'x-ssv': 'a b', 'x-tsv': 'a\tb', 'x-pipes': 'a|b' });
  });

  it.each([
    ['application/x-www-form-urlencoded', (request: RecordedRequest) => [...new URLSearchParams(String(request.body))]],
    [
      'multipart/form-data',
      ({ headers, body: sent }: RecordedRequest) =>
        partsOf(headers['content-type'], sent).map(({ name, text }) => [name, text]),
    ],
  ])('applies to arrays inside arrays, in %s, too', async (consumes, fieldsOf) => {
    const inner = (collectionFormat?: string, items: object = { type: 'integer' }) => ({
      type: 'array',
      items,
      ...(collectionFormat && { collectionFormat }),
    });
    const parameters = [
      { name: 'p', in: 'path', required: true, ...inner(undefined, inner('pipes')) },
      { name: 'q', in: 'query', ...inner('multi', inner('pipes')) },
      { name: 'deep', in: 'query', ...inner('pipes', inner('ssv', inner())) },
      { name: 'X-H', in: 'header', ...inner('pipes', inner()) },
      { name: 'f', in: 'formData', ...inner('multi', inner()) },
      { name: 'g', in: 'formData', ...inner(undefined, inner('ssv')) },
    ];
    const client = await clientOf(swagger(consumes, parameters, '/{p}'));
    clients.push(client);
    const { createClient, send } = client.functions as Record<string, (...given: unknown[]) => unknown>;
    const before = server.requests.length;
    const rows = [[1, 2], [3]];
    await send?.(createClient?.({ baseUrl: server.url }), {
      ...{ p: rows, q: rows, deep: [[[1, 2], [3]], [[4]]], 'X-H': rows },
      body: { f: rows, g: rows },
    });
    const request = server.requests[before] as RecordedRequest;
    expect(decodeURIComponent(request.url)).toBe('/1|2,3?q=1|2&q=3&deep=1,2 3|4');
    expect(request.headers).toMatchObject({ 'x-h': '1,2|3' });
    expect(fieldsOf(request)).toEqual([
      ['f', '1,2'],
      ['f', '3'],
      ['g', '1 2,3'],
    ]);
  });

  it('is a warning if it does not exist', async () => {
    const parameters = [
      { ...field('a', 'semicolons'), in: 'query' },
      { ...field('b', 'multi'), in: 'header' },
      { ...field('c'), in: 'query', items: { type: 'array', items: string, collectionFormat: 'multi' } },
    ];
    const text = JSON.stringify(swagger('application/json', parameters));
    const { files, diagnostics } = await generate({ document: { file: '/api.json', text } });
    expect(files.length).toBeGreaterThan(0);
    expect(diagnostics.filter(({ message }) => message.includes('`collectionFormat` must be'))).toHaveLength(3);
  });
});

describe('a list', () => {
  const page = { $ref: '#/components/schemas/Page' };
  const asked = { $ref: '#/components/schemas/Asked' };
  const document = {
    openapi: '3.1.0',
    info: { title: 'Lists', version: '1' },
    paths: {
      '/search': {
        post: {
          operationId: 'search',
          requestBody: {
            content: { 'application/json': { schema: asked }, 'application/x-www-form-urlencoded': { schema: asked } },
          },
          'x-pagination': {
            style: 'cursor-body',
            request: { cursor: 'cursor' },
            response: { items: 'data', nextCursor: 'next' },
          },
          responses: {
            200: {
              description: 'ok',
              content: {
                'application/json': { schema: page },
                'application/vnd.acme.v2+json': { schema: page },
                'text/csv': { schema: string },
              },
            },
          },
        },
      },
    },
    components: {
      schemas: { Page: object({ data: list(string), next: string }), Asked: object({ q: string, cursor: string }) },
    },
  };

  it('asks for pages in the media type that the caller chooses, and sends every request in another', async () => {
    const pages = await listen(({ body }) => ({
      body: String(body).includes('cursor=b') ? { data: ['b'] } : { data: ['a'], next: 'b' },
    }));
    const client = await clientOf(document);
    clients.push(client);
    const { createClient, search } = client.functions as Record<string, (...given: unknown[]) => unknown>;
    const core = createClient?.({ baseUrl: pages.url });
    const options = { accept: 'application/vnd.acme.v2+json', contentType: 'application/x-www-form-urlencoded' };
    const found = search?.(core, { body: { q: 'x y' } }, options) as { toArray(cap: object): Promise<unknown[]> };
    expect(await found.toArray({ max: 9 })).toEqual(['a', 'b']);
    expect(pages.requests.map(({ headers, body }) => [headers.accept, headers['content-type'], body])).toEqual([
      [options.accept, options.contentType, 'q=x+y'],
      [options.accept, options.contentType, 'q=x+y&cursor=b'],
    ]);
    await pages.close();
  });
});
