import { expect, it } from 'vitest';
import {
  document,
  ITEMS,
  type JsonObject,
  LIST,
  NUMBER,
  object,
  operation,
  pageFrom,
  query,
  TEXT,
  walk,
} from './walk.ts';

const input = (name: string, type: string, place = 'parameters'): JsonObject => ({ name, type, in: place });

it('moves a cursor in the body, and not the parameter of the same name', async () => {
  const paged = {
    'x-speakeasy-pagination': {
      type: 'cursor',
      inputs: [input('cursor', 'cursor', 'requestBody'), input('limit', 'limit', 'requestBody')],
      outputs: { results: '$.data', nextCursor: "$.meta['next.cursor']" },
    },
    parameters: [query('cursor')],
    requestBody: { content: { 'application/json': { schema: object({ cursor: NUMBER, limit: NUMBER }) } } },
  };
  const schema = object({ data: LIST, meta: object({ 'next.cursor': { type: ['integer', 'null'] } }) });
  const { items, requests, codes } = await walk(
    document({ '/apis.listKeys': { post: operation(schema, paged) } }),
    ({ body }) => {
      const { page, next } = pageFrom((body as { cursor?: number }).cursor ?? 0);
      return { body: { data: page, meta: { 'next.cursor': next ?? null } } };
    },
    { params: { cursor: 'of the query', body: { limit: 2 } } },
  );
  expect(codes).toEqual([]);
  expect(items).toEqual(ITEMS);
  expect(requests).toEqual([
    'POST /apis.listKeys?cursor=of the query {"limit":2}',
    'POST /apis.listKeys?cursor=of the query {"limit":2,"cursor":2}',
    'POST /apis.listKeys?cursor=of the query {"limit":2,"cursor":4}',
  ]);
});

it('counts pages from where the document does', async () => {
  const paged = {
    'x-speakeasy-pagination': {
      type: 'offsetLimit',
      inputs: [input('page[number]', 'page'), input('page[size]', 'limit')],
      outputs: { results: '$.data', numPages: '$.meta.pages' },
    },
    parameters: [query('page[number]', { type: 'integer', default: 0 }), query('page[size]', NUMBER)],
  };
  const schema = object({ data: LIST, meta: object({ pages: NUMBER }) });
  const { items, requests, codes } = await walk(
    document({ '/events#v2': { get: operation(schema, paged) } }),
    ({ query: sent }) => ({
      body: { data: pageFrom(Number(sent.get('page[number]') ?? 0) * 2).page, meta: { pages: 3 } },
    }),
  );
  expect(codes).toEqual([]);
  expect(items).toEqual(ITEMS);
  expect(requests.slice(0, 3)).toEqual([
    'GET /events?page[number]=0',
    'GET /events?page[number]=1',
    'GET /events?page[number]=2',
  ]);
});

it('counts items; a missing output `results` is the only array of the answer', async () => {
  const paged = {
    'x-speakeasy-pagination': { type: 'offsetLimit', inputs: [input('offset', 'offset'), input('limit', 'limit')] },
    parameters: [query('offset', NUMBER), query('limit', NUMBER)],
  };
  const { items, codes } = await walk(
    document({ '/byok': { get: operation(object({ data: LIST, total: NUMBER }), paged) } }),
    ({ query: sent }) => ({
      body: { data: pageFrom(Number(sent.get('offset') ?? 0)).page, total: 5 },
    }),
  );
  expect(codes).toEqual(['dialect-assumed-items']);
  expect(items).toEqual(ITEMS);
});

it('takes the cursor from the last item of a root array', async () => {
  const paged = {
    'x-speakeasy-pagination': {
      type: 'cursor',
      inputs: [input('after', 'cursor')],
      outputs: { results: '$', nextCursor: '$[-1].id' },
    },
    parameters: [query('after')],
  };
  const { items, requests } = await walk(
    document({ '/things': { get: operation(LIST, paged) } }),
    ({ query: sent }) => ({
      body: pageFrom(ITEMS.findIndex(({ id }) => id === sent.get('after')) + 1).page,
    }),
  );
  expect(items).toEqual(ITEMS);
  expect(requests).toEqual(['GET /things', 'GET /things?after=b', 'GET /things?after=d', 'GET /things?after=e']);
});

it('takes the last item itself as the cursor', async () => {
  const paged = {
    'x-speakeasy-pagination': {
      type: 'cursor',
      inputs: [input('cursor', 'cursor')],
      outputs: { results: '$.resultArray', nextCursor: '$.resultArray[(@.length-1)]' },
    },
    parameters: [query('cursor', NUMBER)],
  };
  const schema = object({ resultArray: { type: 'array', items: NUMBER } });
  const { items, codes } = await walk(
    document({ '/numbers': { get: operation(schema, paged) } }),
    ({ query: sent }) => {
      const after = Number(sent.get('cursor') ?? -1);
      return { body: { resultArray: [0, 1, 2, 3, 4].filter((number) => number > after).slice(0, 2) } };
    },
  );
  expect(codes).toEqual([]);
  expect(items).toEqual([0, 1, 2, 3, 4]);
});

it('follows links deep in the answer, on the server of the operation', async () => {
  const paged = {
    'x-speakeasy-pagination': {
      type: 'url',
      outputs: { results: '$._embedded.things', nextUrl: '$._links.next.href' },
    },
    servers: [{ url: 'https://things.example/v2' }],
  };
  const schema = object({
    _embedded: object({ things: LIST }),
    _links: object({ next: object({ href: TEXT }) }),
  });
  const { items, requests } = await walk(
    document({ '/things': { get: operation(schema, paged) } }),
    ({ query: sent }) => {
      const { page, next } = pageFrom(Number(sent.get('from') ?? 0));
      const links = next === undefined ? {} : { next: { href: `?from=${next}` } };
      return { body: { _embedded: { things: page }, _links: links } };
    },
    { base: '/v2' },
  );
  expect(items).toEqual(ITEMS);
  expect(requests).toEqual(['GET /v2/things', 'GET /v2/things?from=2', 'GET /v2/things?from=4']);
});
