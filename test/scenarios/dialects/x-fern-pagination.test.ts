import { expect, it } from 'vitest';
import { document, ITEMS, LIST, NUMBER, object, operation, pageFrom, query, TEXT, walk } from './walk.ts';

it('takes `offset` without `step` for the number of a page, from 1', async () => {
  const block = { offset: '$request.page', results: '$response.data', 'has-next-page': '$response.more' };
  const paged = { 'x-fern-pagination': block, parameters: [query('page', NUMBER)] };
  const { items, requests, codes } = await walk(
    document({ '/things': { get: operation(object({ data: LIST, more: { type: 'boolean' } }), paged) } }),
    ({ query: sent }) => {
      const { page, next } = pageFrom((Number(sent.get('page') ?? 1) - 1) * 2);
      return { body: { data: page, more: next !== undefined } };
    },
  );
  expect(codes).toEqual([]);
  expect(items).toEqual(ITEMS);
  expect(requests).toEqual(['GET /things?page=1', 'GET /things?page=2', 'GET /things?page=3']);
});

it('takes `offset` with `step` for an index, and both may be in the body', async () => {
  const block = { offset: '$request.page.from', step: '$request.page.size', results: '$response.data' };
  const paged = {
    'x-fern-pagination': block,
    requestBody: {
      content: { 'application/json': { schema: object({ page: object({ from: NUMBER, size: NUMBER }) }) } },
    },
  };
  const { items, requests } = await walk(
    document({ '/search': { post: operation(object({ data: LIST }), paged) } }),
    ({ body }) => ({ body: { data: pageFrom((body as { page: { from?: number } }).page.from ?? 0).page } }),
    { params: { body: { page: { size: 2 } } } },
  );
  expect(items).toEqual(ITEMS);
  expect(requests[1]).toBe('POST /search {"page":{"size":2,"from":2}}');
});

it('takes what the root of the document says for `true`; an empty cursor ends', async () => {
  const paged = { 'x-fern-pagination': true, parameters: [query('page_token')] };
  const schema = object({ data: LIST, pagination: object({ next: TEXT }) });
  const root = { cursor: '$request.page_token', next_cursor: '$response.pagination.next', results: '$response.data' };
  const { items, requests, codes } = await walk(
    document({ '/sessions': { get: operation(schema, paged) } }, { 'x-fern-pagination': root }),
    ({ query: sent }) => {
      const { page, next } = pageFrom(Number(sent.get('page_token') ?? 0));
      return { body: { data: page, pagination: { next: next === undefined ? '' : String(next) } } };
    },
  );
  expect(codes).toEqual([]);
  expect(items).toEqual(ITEMS);
  expect(requests).toEqual(['GET /sessions', 'GET /sessions?page_token=2', 'GET /sessions?page_token=4']);
});

it('follows next_uri, an absolute URL', async () => {
  const paged = { 'x-fern-pagination': { next_uri: '$response.next', results: '$response.data' } };
  const { items } = await walk(
    document({ '/things': { get: operation(object({ data: LIST, next: TEXT }), paged) } }),
    ({ query: sent }, { url }) => {
      const { page, next } = pageFrom(Number(sent.get('from') ?? 0));
      return { body: { data: page, ...(next !== undefined && { next: `${url}/things?from=${next}` }) } };
    },
  );
  expect(items).toEqual(ITEMS);
});

it.each(['/things?from=', 'things?from=', '/v1/things?from='])(
  'follows next_path (%s…) below the URL of the server',
  async (path) => {
    const paged = { 'x-fern-pagination': { next_path: '$response.next', results: '$response.data' } };
    const { items, requests, codes } = await walk(
      document({ '/things': { get: operation(object({ data: LIST, next: TEXT }), paged) } }),
      ({ query: sent }) => {
        const { page, next } = pageFrom(Number(sent.get('from') ?? 0));
        return { body: { data: page, ...(next !== undefined && { next: path + next }) } };
      },
      { base: '/v1' },
    );
    expect(codes).toEqual([]);
    expect(items).toEqual(ITEMS);
    expect(requests).toEqual(['GET /v1/things', 'GET /v1/things?from=2', 'GET /v1/things?from=4']);
  },
);
