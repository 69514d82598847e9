import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Answer, type LocalServer, listen, type RecordedRequest } from '../support/http.ts';
import { clientOf } from './document-client.ts';
import type { GeneratedClient } from './generated-client.ts';

/** Clients of `--dates date`, over real HTTP: what callers see, and what walks read. */

const time = { type: 'string', format: 'date-time' };
const text = { type: 'string' };
const object = (properties: object, more: object = {}) => ({ type: 'object', properties, ...more });
const json = (schema: object) => ({ description: 'x', content: { 'application/json': { schema } } });
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const query = (name: string, schema: object) => ({ name, in: 'query', schema });

const document = {
  openapi: '3.1.0',
  info: { title: 'Dates', version: '1' },
  paths: {
    '/pages': {
      get: {
        operationId: 'listPages',
        parameters: [query('page', { type: 'integer' }), query('since', time)],
        'x-pagination': { style: 'page', request: { page: 'page' }, response: { items: 'data' }, key: '/at' },
        responses: {
          200: json(object({ data: { type: 'array', items: ref('Event') }, asked: time })),
          409: json(ref('Busy')),
        },
      },
    },
    '/keyset': {
      get: {
        operationId: 'listAfter',
        parameters: [query('after', time)],
        'x-pagination': {
          style: 'cursor-query',
          request: { cursor: 'after' },
          response: { items: '$response.body', itemCursor: 'at' },
        },
        responses: { 200: json({ type: 'array', items: ref('Event') }) },
      },
    },
    '/deep': {
      get: {
        operationId: 'listDeep',
        parameters: [query('offset', { type: 'integer' }), query('limit', { type: 'integer' }), query('from', time)],
        'x-pagination': {
          style: 'offset',
          request: { offset: 'offset', limit: 'limit' },
          response: { items: 'data', total: 'total' },
          limits: { maxOffset: 2, maxLimit: 2, defaultLimit: 2 },
          key: '/id',
          deep: { field: '/at', from: 'from', sort: {} },
        },
        responses: { 200: json(object({ data: { type: 'array', items: ref('Event') }, total: { type: 'integer' } })) },
      },
    },
    '/event/{at}': {
      put: {
        operationId: 'putEvent',
        parameters: [
          { name: 'at', in: 'path', required: true, schema: time },
          { name: 'X-At', in: 'header', schema: time },
          query('times', { type: 'array', items: time }),
        ],
        requestBody: { required: true, content: { 'application/json': { schema: ref('Event') } } },
        responses: { 200: json(ref('Event')), '4XX': json(ref('Busy')) },
      },
    },
    '/stream': {
      get: {
        operationId: 'streamEvents',
        responses: {
          200: {
            description: 'x',
            content: {
              'application/x-ndjson': { schema: ref('Event') },
              'text/event-stream': { schema: ref('Event') },
            },
          },
        },
      },
    },
  },
  components: {
    schemas: {
      Event: object(
        {
          id: text,
          at: time,
          day: { type: 'string', format: 'date' },
          ended: { type: ['string', 'null'], format: 'date-time' },
          parent: ref('Event'),
          entry: {
            oneOf: [ref('Start'), ref('Note')],
            discriminator: {
              propertyName: 'kind',
              mapping: { start: '#/components/schemas/Start', note: '#/components/schemas/Note' },
            },
          },
          times: object({ note: text }, { additionalProperties: time }),
          pair: { type: 'array', prefixItems: [text, time], minItems: 2, maxItems: 2 },
        },
        { required: ['at'] },
      ),
      Start: object({ kind: text, x: time }),
      Note: object({ kind: text, x: text }),
      Busy: object({ until: time }, { required: ['until'] }),
    },
  },
};

const T1 = '2026-01-02T03:04:05.678901Z';
const T2 = '2026-01-02T03:04:06+02:00';
const T3 = '2026-01-03T00:00:00Z';

let answer: (request: RecordedRequest) => Answer;
let server: LocalServer;
let generated: GeneratedClient;
let core: unknown;
let before = 0;

beforeAll(async () => {
  server = await listen((request) => answer(request));
  generated = await clientOf(document, { dates: 'date' });
  core = (generated.functions.createClient as unknown as (config: object) => unknown)({
    baseUrl: server.url,
    retry: false,
  });
}, 60_000);
beforeEach(() => {
  before = server.requests.length;
});
afterAll(async () => {
  await server?.close();
  await generated?.remove();
});

interface List extends AsyncIterable<unknown>, PromiseLike<DatedPage> {
  pages(): AsyncIterableIterator<DatedPage>;
  toArray(options: { max: number }): Promise<unknown[]>;
  checkpoint(): unknown;
  page(number: number): Promise<DatedPage>;
}
interface DatedPage {
  items: unknown[];
  body: unknown;
  checkpoint: unknown;
  hasNext: boolean;
  next(): Promise<DatedPage>;
  previous(): Promise<DatedPage>;
}
const list = (name: string, params: object = {}, options: object = {}): List =>
  (generated.functions[name] as unknown as (...given: unknown[]) => List)(core, params, options);
const put = (params: object): Promise<unknown> => generated.functions.putEvent?.(core, params) as Promise<unknown>;
const urls = (): string[] => server.requests.slice(before).map(({ url }) => decodeURIComponent(url));

describe('an answer', () => {
  it('has a Date at each declared place, and everything else as it came', async () => {
    const body = {
      id: T1,
      at: T1,
      day: '2026-01-02',
      ended: null,
      parent: { at: T2, extra: T1 },
      entry: { kind: 'start', x: T1 },
      times: { a: T3, note: T3 },
      pair: [T1, T1],
    };
    answer = () => ({ body });
    expect(await put({ at: new Date(T3), body: {} })).toEqual({
      ...body,
      at: new Date('2026-01-02T03:04:05.678Z'),
      parent: { at: new Date('2026-01-02T01:04:06Z'), extra: T1 },
      entry: { kind: 'start', x: new Date(T1) },
      times: { a: new Date(T3), note: T3 },
      pair: [T1, new Date(T1)],
    });
    answer = () => ({ body: { entry: { kind: 'note', x: T1 } } });
    expect(await put({ at: new Date(T3), body: {} })).toEqual({ entry: { kind: 'note', x: T1 } });
  });

  it.each([
    ['2026-01-02 03:04:05+0200', '2026-01-02T01:04:05.000Z'],
    ['2026-01-02t03:04:05z', '2026-01-02T03:04:05.000Z'],
    ['2026-01-02T03:04:05', '2026-01-02T03:04:05.000Z'],
    ['2016-12-31T23:59:60Z', '2016-12-31T23:59:59.000Z'],
  ])('has the time of %s', async (written, expected) => {
    answer = () => ({ body: { at: written } });
    expect(await put({ at: new Date(T3), body: {} })).toEqual({ at: new Date(expected) });
  });

  it.each(['', 'never', '0000-00-00T00:00:00Z', '2026-01-02', 7, { at: T1 }])(
    'keeps what is no time: %j',
    async (at) => {
      answer = () => ({ body: { at } });
      expect(await put({ at: new Date(T3), body: {} })).toEqual({ at });
    },
  );

  it('has dates in errors, by status', async () => {
    answer = () => ({ status: 423, body: { until: T3 } });
    await expect(put({ at: new Date(T3), body: {} })).rejects.toMatchObject({
      status: 423,
      body: { until: new Date(T3) },
    });
    answer = () => ({ status: 500, body: { until: T3 } });
    await expect(put({ at: new Date(T3), body: {} })).rejects.toMatchObject({ status: 500, body: { until: T3 } });
    answer = () => ({ status: 409, body: { until: T3 } });
    const uses = [
      async () => await list('listPages'),
      () => list('listPages').toArray({ max: 1 }),
      () => list('listPages').pages().next(),
      () => list('listPages')[Symbol.asyncIterator]().next(),
    ];
    for (const use of uses) await expect(use()).rejects.toMatchObject({ status: 409, body: { until: new Date(T3) } });
  });

  it('has dates in the values of a stream', async () => {
    const stream = generated.functions.streamEvents as unknown as (
      ...given: unknown[]
    ) => Promise<AsyncIterable<unknown>>;
    answer = ({ headers }) =>
      String(headers.accept).includes('event-stream')
        ? { headers: { 'content-type': 'text/event-stream' }, text: `data: {"at":"${T3}"}\n\n` }
        : { headers: { 'content-type': 'application/x-ndjson' }, text: `{"at":"${T3}"}\n{"id":"x"}\n` };
    const found: unknown[] = [];
    for await (const item of await stream(core)) found.push(item);
    for await (const event of await stream(core, {}, { accept: 'text/event-stream' })) found.push(event);
    expect(found).toEqual([{ at: new Date(T3) }, { id: 'x' }, expect.objectContaining({ data: { at: new Date(T3) } })]);
  });
});

it('a request sends each Date as ISO 8601, wherever it is', async () => {
  answer = () => ({ body: {} });
  const at = new Date(T3);
  await put({ at, 'X-At': at, times: [at, at], body: { at, parent: { at }, day: '2026-01-02' } });
  const iso = '2026-01-03T00:00:00.000Z';
  expect(server.requests[before]).toMatchObject({
    headers: { 'x-at': iso },
    body: { at: iso, parent: { at: iso }, day: '2026-01-02' },
  });
  expect(urls()).toEqual([`/event/${iso}?times=${iso}&times=${iso}`]);
});

describe('a walk', () => {
  const pages: Record<string, object[]> = { 1: [{ id: 'a', at: T1 }], 2: [{ id: 'b', at: T2 }], 3: [] };
  const served = ({ query: asked }: RecordedRequest): Answer => ({
    body: { data: pages[asked.get('page') ?? ''], asked: asked.get('since') },
  });
  const A = { id: 'a', at: new Date(T1) };
  const B = { id: 'b', at: new Date(T2) };

  it('returns items, pages and bodies with dates, however it is used', async () => {
    answer = served;
    const since = new Date(T3);
    const items: unknown[] = [];
    for await (const item of list('listPages', { since })) items.push(item);
    expect(items).toEqual([A, B]);
    expect(await list('listPages', { since }).toArray({ max: 1 })).toEqual([A]);
    const first = await list('listPages', { since });
    const body = { data: [A], asked: since };
    expect(first).toMatchObject({ items: [A], body, hasNext: true, status: 200 });
    expect(first.body).toBe(first.body);
    expect(await first.next()).toMatchObject({ items: [B], body: { data: [B], asked: since } });
    const second = await list('listPages', { since }).page(2);
    expect(second.items).toEqual([B]);
    expect((await second.previous()).items).toEqual([A]);
    const iterator = list('listPages', { since }).pages();
    const [one, two] = await Promise.all([iterator.next(), iterator.next()]);
    expect([one.value?.items, two.value?.items]).toEqual([[A], [B]]);
    expect(await iterator.return?.()).toEqual({ done: true, value: undefined });
  });

  it('resumes from a checkpoint of the same moment, and from no other', async () => {
    answer = served;
    const { checkpoint } = await list('listPages', { since: new Date(T3) });
    const saved: unknown = JSON.parse(JSON.stringify(checkpoint));
    const resumed = list('listPages', { since: new Date(T3) }, { resume: saved });
    expect(await resumed.toArray({ max: 9 })).toEqual([B]);
    const other = list('listPages', { since: new Date(T1) }, { resume: saved });
    await expect(other.toArray({ max: 9 })).rejects.toMatchObject({ name: 'CheckpointError' });
  });

  it('sends the cursor as the server wrote it, to the microsecond', async () => {
    answer = ({ query: asked }) => ({
      body: { [T2]: [{ at: T1 }], [T1]: [] }[asked.get('after') ?? ''] ?? [{ at: T2 }],
    });
    expect(await list('listAfter', { after: new Date(T3) }).toArray({ max: 9 })).toEqual([
      { at: new Date(T2) },
      { at: new Date(T1) },
    ]);
    expect(urls()).toEqual(['/keyset?after=2026-01-03T00:00:00.000Z', `/keyset?after=${T2}`, `/keyset?after=${T1}`]);
  });

  it('passes a ceiling in windows whose bounds are the texts of the server', async () => {
    const rows = Array.from({ length: 11 }, (_, index) => ({
      id: `${index}`,
      at: `2026-01-01T00:00:00.0000${10 + index}Z`,
    }));
    answer = ({ query: asked }) => {
      const [offset, from] = [Number(asked.get('offset') ?? 0), asked.get('from') ?? ''];
      if (offset > 2) return { status: 400, body: {} };
      // The start of the caller is a moment before all rows.
      const left = rows.filter(({ at }) => from.length < 26 || at >= from);
      return { body: { data: left.slice(offset, offset + 2), total: left.length } };
    };
    const from = new Date('2026-01-01T00:00:00Z');
    const found = await list('listDeep', { from }, { deep: true }).toArray({ max: 99 });
    expect(found).toEqual(rows.map(({ id, at }) => ({ id, at: new Date(at) })));
  });
});
