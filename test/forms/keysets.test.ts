import { type Item, items, object, slice, testForm } from './form.ts';

// Cursors that are a field of the last item.

testForm({
  name: 'An inclusive keyset: the item at the cursor comes again',
  parameters: { since_rank: { type: 'integer' }, limit: { type: 'integer', minimum: 2 } },
  schema: object({ '!data': items }),
  serve(all, { query }, size) {
    const since = Number(query.get('since_rank') ?? 0);
    const rest = all.filter(({ rank }) => rank >= since);
    return { body: { data: rest.slice(0, Number(query.get('limit') ?? Math.max(2, size))) } };
  },
});

const integer = { type: 'integer' };
const string = { type: 'string' };

testForm({
  name: 'Stripe: starting_after, ending_before, has_more',
  leadsBack: true,
  parameters: { starting_after: string, ending_before: string, limit: integer },
  schema: object({ '!object': string, '!data': items, '!has_more': { type: 'boolean' } }),
  serve(all, { query }, size) {
    const limit = Number(query.get('limit') ?? size);
    const [after, before] = [query.get('starting_after'), query.get('ending_before')];
    if (after !== null && before !== null) return { status: 400, body: {} };
    if (before !== null) {
      const end = all.findIndex(({ id }) => id === before);
      const start = Math.max(0, end - limit);
      return { body: { object: 'list', data: all.slice(start, end), has_more: start > 0 } };
    }
    const { page, hasMore } = slice(all, all.findIndex(({ id }) => id === after) + 1, limit);
    return { body: { object: 'list', data: page, has_more: hasMore } };
  },
});

testForm({
  name: 'GitHub users: since, a bare array',
  parameters: { since: integer, per_page: integer },
  schema: items,
  serve(all, { query }, size) {
    const since = Number(query.get('since') ?? 0);
    return {
      body: slice(
        all.filter(({ rank }) => rank > since),
        0,
        Number(query.get('per_page') ?? size),
      ).page,
    };
  },
});

const hit = object({ '!id': string, '!rank': integer, '!sort': { type: 'array', items: {} } });

testForm({
  name: 'Elasticsearch: search_after',
  method: 'post',
  body: object({ size: integer, search_after: { type: 'array', items: {} } }),
  params: { body: {} },
  schema: object({ '!hits': object({ '!hits': { type: 'array', items: hit } }) }),
  itemOf: (value) => {
    const { id, rank } = value as Item;
    return { id, rank };
  },
  serve(all, { body }, size) {
    const asked = body as { size?: number; search_after?: [number, string] };
    const { page } = slice(all, asked.search_after?.[0] ?? 0, asked.size ?? size);
    return { body: { hits: { hits: page.map(({ id, rank }) => ({ id, rank, sort: [rank, id] })) } } };
  },
});
