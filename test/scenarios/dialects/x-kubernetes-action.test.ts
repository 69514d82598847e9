import { expect, it } from 'vitest';
import { clientOf, document, ITEMS, LIST, NUMBER, object, operation, pageFrom, query, TEXT, walk } from './walk.ts';

const SCHEMA = object({ items: LIST, metadata: object({ continue: TEXT, remainingItemCount: NUMBER }) });
const PARAMETERS = [query('continue'), query('limit', NUMBER), query('labelSelector')];

it('pages a list by `continue`, which is empty at the end', async () => {
  const paged = { 'x-kubernetes-action': 'list', parameters: PARAMETERS };
  const { items, requests, codes } = await walk(
    document({ '/api/v1/pods': { get: operation(SCHEMA, paged) } }),
    ({ query: sent }) => {
      const { page, next } = pageFrom(Number(sent.get('continue') ?? 0));
      return { body: { items: page, metadata: { continue: next === undefined ? '' : String(next) } } };
    },
    { params: { limit: 2, labelSelector: 'app=x' } },
  );
  expect(codes).toEqual([]);
  expect(items).toEqual(ITEMS);
  expect(requests).toEqual([
    'GET /api/v1/pods?limit=2&labelSelector=app=x',
    'GET /api/v1/pods?continue=2&limit=2&labelSelector=app=x',
    'GET /api/v1/pods?continue=4&limit=2&labelSelector=app=x',
  ]);
});

it.each(['watch', 'deletecollection', 'get'])('does not page the verb %s', async (verb) => {
  const { module, codes } = await clientOf(
    document({ '/api/v1/pods': { get: operation(SCHEMA, { 'x-kubernetes-action': verb, parameters: PARAMETERS }) } }),
  );
  expect(codes).toEqual([]);
  expect(Object.keys(module)).not.toContain('PaginationError');
});
