import { describe, expect, it } from 'vitest';
import { document, ITEMS, LIST, NUMBER, object, operation, pageFrom, query, TEXT, walk } from './walk.ts';

describe.each(['x-redocly-pagination', 'x-redoclyPagination'])('%s', (key) => {
  it('moves a cursor', async () => {
    const block = {
      style: 'cursor',
      cursorParam: 'after',
      nextCursor: '/page/next',
      items: '/page/items',
      limitParam: 'limit',
    };
    const paged = { [key]: block, parameters: [query('after'), query('limit', NUMBER)] };
    const schema = object({ page: object({ items: LIST, next: TEXT }) });
    const { items, requests, codes } = await walk(
      document({ '/orders': { get: operation(schema, paged) } }),
      ({ query: sent }) => {
        const { page, next } = pageFrom(Number(sent.get('after') ?? 0));
        return { body: { page: { items: page, ...(next !== undefined && { next: String(next) }) } } };
      },
      { params: { limit: 2 } },
    );
    expect(codes).toEqual([]);
    expect(items).toEqual(ITEMS);
    expect(requests).toEqual(['GET /orders?limit=2', 'GET /orders?after=2&limit=2', 'GET /orders?after=4&limit=2']);
  });

  it('counts pages by offsetParam; the answer may be an array', async () => {
    const paged = { [key]: { style: 'page', offsetParam: 'page', items: '' }, parameters: [query('page', NUMBER)] };
    const { items, requests } = await walk(
      document({ '/orders': { get: operation(LIST, paged) } }),
      ({ query: sent }) => ({
        body: pageFrom((Number(sent.get('page') ?? 1) - 1) * 2).page,
      }),
    );
    expect(items).toEqual(ITEMS);
    expect(requests.at(-1)).toBe('GET /orders?page=4');
  });

  it('follows links in the header, and in the body', async () => {
    const next = (from: number | undefined) => (from === undefined ? undefined : `/orders?from=${from}`);
    const header = await walk(
      document({ '/orders': { get: operation(LIST, { [key]: { style: 'link', items: '' } }) } }),
      ({ query: sent }) => {
        const page = pageFrom(Number(sent.get('from') ?? 0));
        return { body: page.page, headers: page.next === undefined ? {} : { Link: `<${next(page.next)}>; rel=next` } };
      },
    );
    expect(header.items).toEqual(ITEMS);
    const block = { style: 'body-link', items: '/items', nextCursor: '/links/next' };
    const schema = object({ items: LIST, links: object({ next: TEXT }) });
    const body = await walk(
      document({ '/orders': { get: operation(schema, { [key]: block }) } }),
      ({ query: sent }) => {
        const page = pageFrom(Number(sent.get('from') ?? 0));
        return { body: { items: page.page, links: { next: next(page.next) } } };
      },
    );
    expect(body.items).toEqual(ITEMS);
  });
});
