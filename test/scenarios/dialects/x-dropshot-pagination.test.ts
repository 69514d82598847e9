import { expect, it } from 'vitest';
import { document, ITEMS, LIST, NUMBER, object, operation, pageFrom, query, TEXT, walk } from './walk.ts';

it.each([[{ required: [] }], [true]])('sends filters with the first page only (%j)', async (block) => {
  const paged = {
    'x-dropshot-pagination': block,
    parameters: [query('limit', NUMBER), query('page_token'), query('sort_by'), query('project')],
  };
  const schema = object({ items: LIST, next_page: { type: ['string', 'null'] } });
  const { items, requests, codes } = await walk(
    document({ '/v1/disks': { get: operation(schema, paged) } }),
    ({ query: sent }) => {
      const { page, next } = pageFrom(Number(sent.get('page_token') ?? 0));
      return { body: { items: page, next_page: next === undefined ? null : String(next) } };
    },
    { params: { limit: 2, sort_by: 'name', project: 'p' } },
  );
  expect(codes).toEqual([]);
  expect(items).toEqual(ITEMS);
  expect(requests).toEqual([
    'GET /v1/disks?limit=2&sort_by=name&project=p',
    'GET /v1/disks?limit=2&page_token=2',
    'GET /v1/disks?limit=2&page_token=4',
  ]);
});

it('says that the first page needs parameters', async () => {
  const paged = {
    'x-dropshot-pagination': { required: ['project'] },
    parameters: [query('page_token'), query('project')],
  };
  const { codes } = await walk(
    document({ '/v1/disks': { get: operation(object({ items: LIST, next_page: TEXT }), paged) } }),
    () => ({ body: { items: [] } }),
  );
  expect(codes).toEqual(['dialect-untranslated']);
});
