import { expect, it } from 'vitest';
import { document, ITEMS, LIST, NUMBER, object, operation, pageFrom, query, TEXT, walk } from './walk.ts';

const VALUE = { ...LIST, 'x-ms-list-page-items': true };

it('passes a marked token from the response to the request', async () => {
  const next = { ...TEXT, 'x-ms-list-continuation-token': true };
  const { items, requests, codes } = await walk(
    document({
      '/widgets': {
        get: operation(object({ value: VALUE, continuationToken: next }), {
          'x-ms-list': true,
          parameters: [
            query('continuationToken', TEXT, { 'x-ms-list-continuation-token': true }),
            query('pageSize', NUMBER, { 'x-ms-list-page-size': true }),
          ],
        }),
      },
    }),
    ({ query: sent }) => {
      const { page, next: token } = pageFrom(
        Number(sent.get('continuationToken') ?? 0),
        Number(sent.get('pageSize') ?? 2),
      );
      return { body: { value: page, ...(token !== undefined && { continuationToken: String(token) }) } };
    },
    { params: { pageSize: 3 } },
  );
  expect(codes).toEqual([]);
  expect(items).toEqual(ITEMS);
  expect(requests).toEqual(['GET /widgets?pageSize=3', 'GET /widgets?continuationToken=3&pageSize=3']);
});

it('follows a marked link, behind a shared schema', async () => {
  const shared = object({ value: VALUE, nextLink: { ...TEXT, 'x-ms-list-next-link': true } });
  const { items, requests } = await walk(
    document(
      { '/items': { get: operation({ $ref: '#/components/schemas/Page' }, { 'x-ms-list': true }) } },
      { components: { schemas: { Page: shared } } },
    ),
    ({ query: sent }, { url }) => {
      const { page, next } = pageFrom(Number(sent.get('from') ?? 0), 3);
      return { body: { value: page, ...(next !== undefined && { nextLink: `${url}/items?from=${next}` }) } };
    },
  );
  expect(items).toEqual(ITEMS);
  expect(requests).toEqual(['GET /items', 'GET /items?from=3']);
});

it('counts pages from the minimum of the marked index', async () => {
  const { items, requests } = await walk(
    document({
      '/items': {
        get: operation(object({ value: VALUE }), {
          'x-ms-list': true,
          parameters: [query('page', { type: 'integer', minimum: 0 }, { 'x-ms-list-page-index': true })],
        }),
      },
    }),
    ({ query: sent }) => ({ body: { value: pageFrom(Number(sent.get('page')) * 3, 3).page } }),
  );
  expect(items).toEqual(ITEMS);
  expect(requests).toEqual(['GET /items?page=0', 'GET /items?page=1', 'GET /items?page=2']);
});
