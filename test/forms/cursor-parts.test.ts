import { type Item, items, object, slice, testForm } from './form.ts';

// Cursors whose parts are in fields of their own.

const integer = { type: 'integer' };
const string = { type: 'string' };

testForm({
  name: 'A keyset over two columns',
  parameters: { before_time: integer, before_id: string, limit: integer },
  schema: object({ '!data': items }),
  serve(all, { query }, size) {
    const [time, id] = [query.get('before_time'), query.get('before_id')];
    if ((time === null) !== (id === null)) return { status: 400, body: {} };
    const start = time === null ? 0 : all.findIndex((one) => one.id === id && one.rank === Number(time)) + 1;
    return { body: { data: slice(all, start, Number(query.get('limit') ?? size)).page } };
  },
});

const hit = object({ '!id': string, '!rank': integer, '!sort': { type: 'array', items: {} } });

testForm({
  name: 'Elasticsearch: search_after with a point in time',
  method: 'post',
  body: object({ size: integer, search_after: { type: 'array', items: {} }, pit: object({ id: string }) }),
  params: { body: { pit: { id: 'pit0' } } },
  schema: object({ pit_id: string, '!hits': object({ '!hits': { type: 'array', items: hit } }) }),
  itemOf: (value) => {
    const { id, rank } = value as Item;
    return { id, rank };
  },
  // Only the newest point in time is valid.
  serve(all, { body }, size) {
    const asked = body as { size?: number; search_after?: [number, string]; pit?: { id?: string } };
    const start = asked.search_after?.[0] ?? 0;
    if (asked.pit?.id !== `pit${start}`) return { status: 404, body: { error: 'search_context_missing_exception' } };
    const { page } = slice(all, start, asked.size ?? size);
    const hits = page.map(({ id, rank }) => ({ id, rank, sort: [rank, id] }));
    return { body: { pit_id: `pit${start + page.length}`, hits: { hits } } };
  },
  withoutMock: 'its point in time is always the same, and it never asks for one',
});

testForm({
  name: 'Two markers: key and version',
  parameters: { key_marker: string, version_marker: string, max_keys: integer },
  schema: object({
    '!versions': items,
    '!is_truncated': { type: 'boolean' },
    next_key_marker: string,
    next_version_marker: string,
  }),
  // Three versions of each key: a marker of the version is needed only inside a key.
  serve(all, { query }, size) {
    const key = Number(query.get('key_marker') ?? 0);
    const version = Number(query.get('version_marker') ?? 0);
    const { page, next, hasMore } = slice(all, key * 3 + version, Number(query.get('max_keys') ?? size));
    const markers = {
      next_key_marker: String(Math.floor(next / 3)),
      ...(next % 3 > 0 && { next_version_marker: String(next % 3) }),
    };
    return { body: { versions: page, is_truncated: hasMore, ...(hasMore && markers) } };
  },
});
