import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { type LocalServer, listen } from '../support/http.ts';
import { type GeneratedClient, generatedClient } from './generated-client.ts';

/** How clients read answers, by the schema of the document and over real HTTP. */

interface Answer {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
}

let answers: readonly Answer[] = [];
/** The URLs that the last walk requested. */
let requested: string[] = [];
let server: LocalServer;
let folder: string;
const clients: GeneratedClient[] = [];

beforeAll(async () => {
  server = await listen(({ url }) => answers[requested.push(url) - 1] ?? { status: 400, body: {} });
  folder = await mkdtemp(join(tmpdir(), 'pagegen-answers-'));
});
afterAll(async () => {
  await server.close();
  await Promise.all([...clients.map((client) => client.remove()), rm(folder, { recursive: true })]);
});

interface Module {
  createClient(config: { baseUrl: string }): unknown;
  list(client: unknown, params?: object): AsyncIterable<unknown>;
}

type Walk = (answers: readonly Answer[], params?: object) => Promise<{ items: unknown[]; error: unknown }>;

/** Generates the client of one list and returns a function that walks it through a script of answers. */
async function list(
  schema: object,
  response: object,
  more: object = {},
  style = 'page',
  parameter: object = {},
): Promise<Walk> {
  const position = { page: 'page', offset: 'offset' }[style] ?? 'cursor';
  const document = {
    openapi: '3.1.0',
    info: { title: 'Answers', version: '1' },
    paths: {
      '/list': {
        get: {
          operationId: 'list',
          parameters: [
            {
              name: position,
              in: 'query',
              schema: { type: style === 'cursor-query' ? 'string' : 'integer' },
              ...parameter,
            },
          ],
          'x-pagination': { style, request: { [position]: position }, response },
          responses: { 200: { description: 'ok', content: { 'application/json': { schema } } }, ...more },
        },
      },
    },
  };
  const file = join(folder, `${clients.length}.json`);
  await writeFile(file, JSON.stringify(document));
  const client = await generatedClient(file);
  clients.push(client);
  const { createClient, list: call } = client.functions as unknown as Module;
  return async (script, params) => {
    answers = script;
    requested = [];
    const items: unknown[] = [];
    try {
      for await (const item of call(createClient({ baseUrl: server.url }), params)) items.push(item);
      return { items, error: undefined };
    } catch (error) {
      return { items, error };
    }
  };
}

const array = { type: 'array', items: { type: 'string' } };
const object = (properties: object, required: readonly string[] = []) => ({ type: 'object', properties, required });
const page = (...data: string[]): Answer => ({ body: { data } });

describe('items that the schema lets be absent or null', () => {
  it.each([
    ['an optional array', object({ data: array }), { data: null }],
    ['an optional array', object({ data: array }), {}],
    ['a nullable array', object({ data: { ...array, type: ['array', 'null'] } }, ['data']), { data: null }],
    [
      'an optional parent',
      object({ _embedded: object({ data: array }, ['data']), page: { type: 'integer' } }),
      { page: 1 },
    ],
    ['a nullable array at the top', { type: ['array', 'null'], items: { type: 'string' } }, null],
  ])('%s: an empty page (%#)', async (_, schema, body) => {
    const items = 'items' in schema ? '$response.body' : '_embedded' in schema.properties ? '/_embedded/data' : '/data';
    const walk = await list(schema, { items });
    expect(await walk([{ body }])).toEqual({ items: [], error: undefined });
  });

  it('stay an error if the schema requires them', async () => {
    const walk = await list(object({ data: array }, ['data']), { items: 'data' });
    for (const body of [{}, { data: null }]) {
      const { error } = await walk([{ body }]);
      expect(error).toMatchObject({ code: 'PAGINATION_PROTOCOL', status: 200, body });
      expect(String(error)).toContain(JSON.stringify(body));
    }
  });

  it('stay an error in an API that reports errors in such answers, unless the annotation says what an error is', async () => {
    const schema = object({ ok: { type: 'boolean' }, data: array });
    const body = { ok: false, error: 'invalid_auth' };
    const silent = await list(schema, { items: 'data' });
    expect((await silent([{ body }])).error).toMatchObject({ code: 'PAGINATION_PROTOCOL', body });
    const spoken = await list(schema, { items: 'data', error: { at: 'ok', not: true } });
    expect((await spoken([{ body }])).error).toMatchObject({ code: 'ERROR_IN_BODY', status: 200, body });
    expect(await spoken([{ body: { ok: true } }])).toEqual({ items: [], error: undefined });
    expect(requested).toHaveLength(1);
  });

  it('stay an error if the same answer says that there are items', async () => {
    const walk = await list(object({ data: array, total: { type: 'integer' } }), { items: 'data', total: 'total' });
    expect((await walk([{ body: { total: 12 } }])).error).toMatchObject({ code: 'PAGINATION_PROTOCOL' });
    // An explicit null is an empty list.
    expect((await walk([{ body: { data: null, total: 0 } }])).error).toBeUndefined();
  });

  it('stay an error in a body that has none of the declared members', async () => {
    const walk = await list(object({ data: array, total: { type: 'integer' } }), { items: 'data' });
    const { error } = await walk([{ body: { message: 'maintenance' } }]);
    expect(String(error)).toContain('none of the declared members (data, total)');
  });
});

describe('items that are not one array', () => {
  const groups = { type: 'array', items: object({ rows: array }, ['rows']) };

  it.each([
    [
      'a map, or an empty list that PHP writes for an empty map',
      { data: { a: 'x', b: 'y' } },
      { data: [] },
      ['x', 'y'],
    ],
    ['a map that is absent', { data: { a: 'x' } }, {}, ['x']],
  ])('%s', async (_, first, last, expected) => {
    const schema = object({ data: { type: 'object', additionalProperties: { type: 'string' } } });
    const walk = await list(schema, { items: { at: 'data', map: true } });
    expect(await walk([{ body: first }, { body: last }])).toEqual({ items: expected, error: undefined });
  });

  it('a list with items is not a map', async () => {
    const schema = object({ data: { type: 'object', additionalProperties: { type: 'string' } } });
    const walk = await list(schema, { items: { at: 'data', map: true } });
    expect(String((await walk([{ body: { data: ['x'] } }])).error)).toContain('at body#/data/*; found {"0":"x"}');
  });

  it('a group without the array that the schema requires is an error, and names it', async () => {
    const walk = await list(object({ data: groups }), { items: { at: 'data', each: 'rows', counts: 'rows' } });
    const { error } = await walk([{ body: { data: [{ rows: ['x'] }, { row: [] }] } }]);
    expect(String(error)).toContain('at body#/data/*/rows; found {"row":[]}');
  });

  it('groups without rows do not end a walk that counts groups', async () => {
    const items = { at: 'data', each: 'rows', counts: 'groups' };
    const walk = await list(object({ data: groups }), { items }, {}, 'offset');
    const body = (...rows: string[][]) => ({ body: { data: rows.map((one) => ({ rows: one })) } });
    expect(await walk([body(['a'], []), body([], []), body(['b', 'c']), body()])).toEqual({
      items: ['a', 'b', 'c'],
      error: undefined,
    });
    expect(requested).toEqual(['/list', '/list?offset=2', '/list?offset=4', '/list?offset=5']);
  });
});

describe('answers without content', () => {
  const schema = object({ data: array }, ['data']);
  const empty = { 204: { description: 'nothing' } };

  it('are an empty page if the document declares them', async () => {
    const walk = await list(schema, { items: 'data' }, empty);
    expect(await walk([{ status: 204 }])).toEqual({ items: [], error: undefined });
    expect((await walk([page('a'), { status: 204 }])).items).toEqual(['a']);
  });

  it('are the end if pastEnd names them, and never on the first page', async () => {
    const walk = await list(schema, { items: 'data', pastEnd: [204] });
    expect(await walk([page('a'), { status: 204 }])).toEqual({ items: ['a'], error: undefined });
    expect((await walk([{ status: 204 }])).error).toMatchObject({ code: 'PAGINATION_PROTOCOL', status: 204 });
  });
});

describe('types follow the schema', () => {
  it.each([
    ['text', { type: 'string' }, ['TRUE', 'false']],
    ['an integer', { type: 'integer' }, [1, 0]],
    ['nothing', {}, [true, 'false']],
  ])('hasMore declared as %s', async (_, type, values) => {
    const walk = await list(object({ data: array, more: type }, ['data']), { items: 'data', hasMore: 'more' });
    const script = values.map((more, index) => ({ body: { data: [`${index}`], more } }));
    expect(await walk(script)).toEqual({ items: ['0', '1'], error: undefined });
  });

  it.each([
    ['a boolean', { type: 'boolean' }, [false, true]],
    ['text', { type: 'string' }, ['False', 'true']],
    ['an integer', { type: 'integer' }, [0, 1]],
  ])('isLast declared as %s', async (_, type, values) => {
    const walk = await list(object({ data: array, last: type }, ['data']), { items: 'data', isLast: 'last' });
    const script = values.map((last, index) => ({ body: { data: [`${index}`], last } }));
    expect(await walk(script)).toEqual({ items: ['0', '1'], error: undefined });
    expect(String((await walk([{ body: { data: ['a'], last: 'maybe' } }])).error)).toContain(
      'at body#/last; found "maybe"',
    );
  });

  it('isLast: false means that there are more: no items, or no cursor, is an error then', async () => {
    const schema = object({ data: array, last: { type: 'boolean' }, next: { type: 'string' } });
    const walk = await list(schema, { items: 'data', isLast: 'last', nextCursor: 'next' }, {}, 'cursor-query');
    for (const body of [{ last: false }, { data: ['a'], last: false }])
      expect((await walk([{ body }])).error).toMatchObject({ code: 'PAGINATION_PROTOCOL', status: 200 });
  });

  it('a value that the schema forbids is an error for hasMore, and counts as absent for a total', async () => {
    const more = await list(object({ data: array, more: { type: 'boolean' } }), { items: 'data', hasMore: 'more' });
    expect(String((await more([{ body: { data: ['a'], more: 'yes' } }])).error)).toContain('found "yes"');
    const total = await list(object({ data: array, total: { type: 'integer' } }), { items: 'data', total: 'total' });
    expect((await total([{ body: { data: ['a'], total: 'many' } }, { body: { data: [] } }])).items).toEqual(['a']);
  });

  it('a total declared as text is read', async () => {
    const schema = object({ data: array, total: { type: 'string' }, limit: { type: 'integer' } }, ['data']);
    const walk = await list(schema, { items: 'data', total: 'total', limit: 'limit' }, {}, 'offset');
    expect((await walk([{ body: { data: ['a'], total: '1', limit: 5 } }])).items).toEqual(['a']);
    expect(requested).toHaveLength(1);
  });
});

describe('the position that the server says it served', () => {
  it('must be the requested one', async () => {
    const schema = object({ data: array, number: { type: 'integer' } }, ['data']);
    const walk = await list(schema, { items: 'data', position: { at: 'number', start: 0 } });
    const served = (number: number, ...data: string[]): Answer => ({ body: { data, number } });
    expect((await walk([served(0, 'a'), served(1, 'b'), served(2)])).items).toEqual(['a', 'b']);
    const { items, error } = await walk([served(0, 'a'), served(0, 'b')]);
    expect(items).toEqual(['a']);
    expect(String(error)).toContain('asked for position 1, but the answer says that it begins at 0');
  });

  it('ends a walk that only confirms its end on a server that clamps', async () => {
    const fields = { number: { type: 'integer' }, pages: { type: 'integer' } };
    const schema = object({ data: array, ...fields }, ['data']);
    const walk = await list(schema, { items: 'data', position: 'number', totalPages: 'pages' });
    const served = (number: number, ...data: string[]): Answer => ({ body: { data, number, pages: 2 } });
    expect(await walk([served(1, 'a', 'b'), served(2, 'c', 'd'), served(2, 'c', 'd')])).toEqual({
      items: ['a', 'b', 'c', 'd'],
      error: undefined,
    });
  });
});

describe('errors in successful answers', () => {
  const schema = object({ data: array, errors: { type: 'array' }, status: { type: 'string' } }, ['data']);

  test.each([
    ['errors', { errors: [{ message: 'denied' }] }, { errors: [] }],
    [{ at: 'status', is: ['OVER_QUERY_LIMIT', 'DENIED'] }, { status: 'DENIED' }, { status: 'ZERO_RESULTS' }],
    [{ at: 'status', not: ['OK', 'ZERO_RESULTS'] }, { status: 'DENIED' }, { status: 'OK' }],
    [['errors', { at: 'status', is: 'DENIED' }], { status: 'DENIED' }, { status: null }],
  ])('%j', async (error, wrong, right) => {
    const walk = await list(schema, { items: 'data', error });
    const failed = await walk([{ body: { data: ['a'], ...wrong } }]);
    expect(failed).toMatchObject({ items: [], error: { code: 'ERROR_IN_BODY', status: 200, name: 'ApiError' } });
    expect(requested).toHaveLength(1);
    expect((await walk([{ body: { data: ['a'], ...right } }, { body: { data: [] } }])).items).toEqual(['a']);
  });
});

test('a page style sends its first position: servers differ in what a missing page number means', async () => {
  const walk = await list(object({ data: array }, ['data']), { items: 'data' });
  await walk([page('a'), page()]);
  expect(requested).toEqual(['/list?page=1', '/list?page=2']);
});

test('a required cursor is supplied by the caller, and is where the walk starts', async () => {
  const schema = object({ data: array, next: { type: ['integer', 'null'] } }, ['data']);
  const walk = await list(schema, { items: 'data', nextCursor: 'next' }, {}, 'cursor-query', {
    required: true,
    schema: { type: 'integer' },
  });
  const script = [{ body: { data: ['a'], next: 9 } }, { body: { data: ['b'], next: null } }];
  const { items } = await walk(script, { cursor: -1 });
  expect(items).toEqual(['a', 'b']);
  expect(requested).toEqual(['/list?cursor=-1', '/list?cursor=9']);
});
