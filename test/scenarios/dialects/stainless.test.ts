import { expect, it } from 'vitest';
import { document, ITEM, ITEMS, NUMBER, object, operation, pageFrom, query, TEXT, walk } from './walk.ts';

const KEY = 'x-stainless-pagination-property';

it('reads a cursor as a key-value store returns it: empty at the end, in an envelope of several parts', async () => {
  const result = { type: 'array', items: ITEM, [KEY]: { purpose: 'items' } };
  const info = object({ count: NUMBER, cursor: { ...TEXT, [KEY]: { purpose: 'next_cursor_field' } } });
  const envelope = object({ success: { type: 'boolean' }, errors: { type: 'array', items: object({ code: NUMBER }) } });
  const { items, requests, codes } = await walk(
    document({
      '/accounts/{account}/keys': {
        get: operation(
          { allOf: [envelope, object({ result, result_info: info })] },
          {
            parameters: [
              { name: 'account', in: 'path', required: true, schema: TEXT },
              query('limit', NUMBER),
              query('prefix'),
              query('cursor', { ...TEXT, [KEY]: { purpose: 'next_cursor_param' } }),
            ],
          },
        ),
      },
    }),
    ({ query: sent }) => {
      const { page, next } = pageFrom(Number(sent.get('cursor') ?? 0));
      return {
        body: {
          success: true,
          errors: [],
          result: page,
          result_info: { count: page.length, cursor: String(next ?? '') },
        },
      };
    },
    { params: { account: 'a1', prefix: 'x' } },
  );
  expect(codes).toEqual([]);
  expect(items).toEqual(ITEMS);
  expect(requests).toEqual([
    'GET /accounts/a1/keys?prefix=x',
    'GET /accounts/a1/keys?prefix=x&cursor=2',
    'GET /accounts/a1/keys?prefix=x&cursor=4',
  ]);
});

it('continues after the last item', async () => {
  const id = { ...TEXT, [KEY]: { purpose: 'cursor_item_id' } };
  const data = { type: 'array', items: { ...object({ id }), required: ['id'] }, [KEY]: { purpose: 'items' } };
  const more = { type: 'boolean', [KEY]: { purpose: 'has_next_page' } };
  const { items, requests } = await walk(
    document({
      '/things': {
        get: operation(object({ data, has_more: more }), {
          parameters: [query('after', { ...TEXT, [KEY]: { purpose: 'next_cursor_id_param' } })],
        }),
      },
    }),
    ({ query: sent }) => {
      const start = ITEMS.findIndex((item) => item.id === sent.get('after')) + 1;
      const { page, next } = pageFrom(start, 3);
      return { body: { data: page, has_more: next !== undefined } };
    },
  );
  expect(items).toEqual(ITEMS);
  expect(requests).toEqual(['GET /things', 'GET /things?after=c']);
});
