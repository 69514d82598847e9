import { describe, expect, it } from 'vitest';
import { readMarked } from './read-marked.ts';

const KEY = 'x-stainless-pagination-property';
const marked = (purpose: string, more: object = {}) => ({ type: 'string', [KEY]: { purpose }, ...more });
const query = (name: string, purpose: string, type = 'string') => ({
  name,
  in: 'query',
  schema: marked(purpose, { type }),
});
const ITEMS = { type: 'array', items: { type: 'object' }, [KEY]: { purpose: 'items' } };

describe(KEY, () => {
  it('reads a cursor, from a nested field of an allOf', async () => {
    const { strategy, faults, key } = await readMarked({
      operation: { parameters: [query('cursor', 'next_cursor_param')] },
      schema: {
        allOf: [
          { type: 'object', properties: { errors: { type: 'array', items: { type: 'string' } } } },
          {
            type: 'object',
            properties: {
              result: ITEMS,
              result_info: { type: 'object', properties: { cursor: marked('next_cursor_field') } },
              more: marked('has_next_page', { type: 'boolean' }),
            },
          },
        ],
      },
    });
    expect(faults).toEqual([]);
    expect(key).toBe(KEY);
    expect(strategy).toEqual({
      style: 'cursor-query',
      request: { cursor: 'cursor' },
      response: { items: '/result', hasMore: '/more', nextCursor: '/result_info/cursor' },
    });
  });

  it('reads a field of the last item', async () => {
    const { strategy } = await readMarked({
      operation: { parameters: [query('after', 'next_cursor_id_param')] },
      schema: {
        type: 'array',
        [KEY]: { is_top_level_array: true },
        items: { type: 'object', properties: { id: marked('cursor_item_id') } },
      },
    });
    expect(strategy).toEqual({
      style: 'cursor-query',
      request: { cursor: 'after' },
      response: { items: '$response.body', itemCursor: '/id' },
    });
  });

  it('reads numbers of pages and of items', async () => {
    const page = await readMarked({
      operation: { parameters: [query('page', 'page_number_param', 'integer')] },
      properties: { data: ITEMS, pages: marked('total_page_count_field', { type: 'integer' }) },
    });
    expect(page.strategy).toEqual({
      style: 'page',
      request: { page: 'page' },
      response: { items: '/data', totalPages: '/pages' },
    });
    const offset = await readMarked({
      operation: { parameters: [query('skip', 'offset_count_param', 'integer')] },
      properties: { data: ITEMS, count: marked('offset_total_count_field', { type: 'integer' }) },
    });
    expect(offset.strategy).toEqual({
      style: 'offset',
      request: { offset: 'skip' },
      response: { items: '/data', total: '/count' },
    });
  });

  it('reads links, from the body or from a header', async () => {
    const body = await readMarked({
      operation: {},
      properties: { data: ITEMS, next: marked('cursor_url_field') },
    });
    expect(body.strategy).toEqual({ style: 'next-url', response: { items: '/data', nextUrl: '/next' } });
    const header = await readMarked({
      operation: {},
      properties: {
        data: ITEMS,
        link: { type: 'string', [KEY]: { purpose: 'cursor_url_field', from_header: 'Link' } },
      },
    });
    expect(header.strategy).toEqual({ style: 'link-header', response: { items: '/data' } });
  });

  it('reads a cursor from a header', async () => {
    const { strategy } = await readMarked({
      operation: { parameters: [query('after', 'next_cursor_param')] },
      headers: { 'X-Next': { schema: { type: 'string' } } },
      schema: {
        type: 'array',
        [KEY]: { is_top_level_array: true },
        items: { type: 'object', [KEY]: { purpose: 'next_cursor_field', from_header: 'X-Next' } },
      },
    });
    expect(strategy?.response).toEqual({ items: '$response.body', nextCursor: '$response.header.X-Next' });
  });

  it('reads each schema once, although 2^30 paths lead to the last', async () => {
    const wrapped = Array.from({ length: 30 }, (_, index) => {
      const next = { $ref: `#/components/schemas/S${index + 1}` };
      return [`S${index}`, { anyOf: [next, { allOf: [next, { type: 'object' }] }] }];
    });
    const last = { type: 'object', properties: { data: ITEMS, next: marked('next_cursor_field') } };
    const { strategy, faults } = await readMarked({
      operation: { parameters: [query('after', 'next_cursor_param')] },
      schema: { $ref: '#/components/schemas/S0' },
      components: { schemas: { ...Object.fromEntries(wrapped), S30: last } },
    });
    expect(faults).toEqual([]);
    expect(strategy).toEqual({
      style: 'cursor-query',
      request: { cursor: 'after' },
      response: { items: '/data', nextCursor: '/next' },
    });
  });

  it('names what is missing and what goes backward', async () => {
    const { strategy, faults } = await readMarked({
      operation: { parameters: [query('after', 'next_cursor_param'), query('before', 'previous_cursor_param')] },
      properties: { data: ITEMS },
    });
    expect(strategy).toBeUndefined();
    expect(faults).toEqual([
      'dialect-untranslated: The way back needs a cursor, and a response field or an item that has the cursor of the page before. @/paths/~1things/get/parameters/1/schema/x-stainless-pagination-property',
      'dialect-unpaginated: No response field is marked `next_cursor_field` or `cursor_item_id`. The operation is not paginated. @/paths/~1things/get/parameters/0/schema/x-stainless-pagination-property',
    ]);
  });

  const back = [query('after', 'next_cursor_param'), query('before', 'previous_cursor_param')];
  it.each<[string, object, object, object]>([
    [
      'by a token',
      { parameters: back },
      { data: ITEMS, next: marked('next_cursor_field'), prev: marked('previous_cursor_field') },
      {
        request: { cursor: 'after', backCursor: 'before' },
        response: { items: '/data', nextCursor: '/next', prevCursor: '/prev' },
      },
    ],
    [
      'by a token in the field of the next page',
      { parameters: [query('after', 'next_cursor_param')] },
      { data: ITEMS, next: marked('next_cursor_field'), prev: marked('previous_cursor_field') },
      { request: { cursor: 'after' }, response: { items: '/data', nextCursor: '/next', prevCursor: '/prev' } },
    ],
    [
      'by the id of an item',
      { parameters: [query('after', 'next_cursor_id_param'), query('before', 'previous_cursor_id_param')] },
      {
        data: {
          type: 'array',
          items: { type: 'object', properties: { id: marked('cursor_item_id') } },
          [KEY]: { purpose: 'items' },
        },
      },
      {
        request: { cursor: 'after', backCursor: 'before' },
        response: { items: '/data', itemCursor: '/id', firstItemCursor: '/id' },
      },
    ],
  ])('reads the way back %s', async (_, operation, properties, expected) => {
    const { strategy, faults } = await readMarked({ operation: { ...operation }, properties: { ...properties } });
    expect(faults).toEqual([]);
    expect(strategy).toEqual({ style: 'cursor-query', ...expected });
  });
});
