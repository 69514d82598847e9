import { expect, it } from 'vitest';
import { document, ITEMS, LIST, NUMBER, object, operation, pageFrom, query, walk } from './walk.ts';

it('reads a named scheme from the root: a cursor out of a header into a header', async () => {
  const scheme = {
    name: 'tokens',
    type: 'cursor',
    request: { token: { type: 'cursor', param: 'X-Page', location: 'header' }, limit: { type: 'limit' } },
    response: {
      items: { type: 'items', path: ['data', 'things'] },
      token: { type: 'cursor', location: 'header', headerName: 'X-Next' },
    },
  };
  const paged = {
    'x-scalar-pagination': 'tokens',
    parameters: [{ name: 'X-Page', in: 'header', schema: { type: 'string' } }, query('limit', NUMBER)],
  };
  const plain = operation(object({ data: object({ things: LIST }) }), paged);
  const ok = (plain as { responses: { '200': object } }).responses['200'];
  const responses = { '200': { ...ok, headers: { 'X-Next': { schema: { type: 'string' } } } } };
  const { items, requests, codes } = await walk(
    document({ '/things': { get: { ...plain, responses } as never } }, { 'x-scalar-pagination': [scheme] }),
    ({ headers }) => {
      const { page, next } = pageFrom(Number(headers['x-page'] ?? 0));
      return { body: { data: { things: page } }, headers: next === undefined ? {} : { 'X-Next': String(next) } };
    },
    { params: { limit: 2 } },
  );
  expect(codes).toEqual([]);
  expect(items).toEqual(ITEMS);
  expect(requests).toHaveLength(3);
});

it('takes the cursor from the last item, until the answer says that the list has ended', async () => {
  const scheme = {
    name: 'afterId',
    type: 'cursorId',
    request: { afterId: { type: 'cursorId' }, limit: { type: 'limit' } },
    response: { items: { type: 'items', property: 'data', itemCursor: ['id'] }, hasMore: { type: 'hasMore' } },
  };
  const paged = { 'x-scalar-pagination': scheme, parameters: [query('afterId'), query('limit', NUMBER)] };
  const { items, requests } = await walk(
    document({ '/customers': { get: operation(object({ data: LIST, hasMore: { type: 'boolean' } }), paged) } }),
    ({ query: sent }) => {
      const { page, next } = pageFrom(ITEMS.findIndex(({ id }) => id === sent.get('afterId')) + 1);
      return { body: { data: page, hasMore: next !== undefined } };
    },
  );
  expect(items).toEqual(ITEMS);
  expect(requests).toEqual(['GET /customers', 'GET /customers?afterId=b', 'GET /customers?afterId=d']);
});

it('follows the Link header', async () => {
  const scheme = {
    name: 'links',
    type: 'cursorUrl',
    request: {},
    response: { things: { type: 'items' }, next: { type: 'cursorUrl', location: 'linkHeader' } },
  };
  const { items } = await walk(
    document({ '/things': { get: operation(object({ things: LIST }), { 'x-scalar-pagination': scheme }) } }),
    ({ query: sent }) => {
      const { page, next } = pageFrom(Number(sent.get('from') ?? 0));
      return {
        body: { things: page },
        headers: next === undefined ? {} : { Link: `</things?from=${next}>; rel="next"` },
      };
    },
  );
  expect(items).toEqual(ITEMS);
});

it('counts items', async () => {
  const scheme = {
    name: 'offsetPage',
    type: 'offset',
    request: { offset: { type: 'offset' }, size: { type: 'pageSize' } },
    response: { assets: { type: 'items' }, total: { type: 'total' } },
  };
  const paged = { 'x-scalar-pagination': scheme, parameters: [query('offset', NUMBER), query('size', NUMBER)] };
  const { items } = await walk(
    document({ '/assets': { get: operation(object({ assets: LIST, total: NUMBER }), paged) } }),
    ({ query: sent }) => ({ body: { assets: pageFrom(Number(sent.get('offset') ?? 0)).page, total: 5 } }),
  );
  expect(items).toEqual(ITEMS);
});
