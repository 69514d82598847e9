import { items, object, slice, testForm } from './form.ts';

// Forms that differ in what a request must say.

const integer = { type: 'integer' };
const string = { type: 'string' };

testForm({
  name: 'Box: usemarker, marker',
  parameters: { usemarker: { type: 'boolean' }, marker: string, limit: integer },
  schema: object({ '!entries': items, next_marker: { type: ['string', 'null'] } }),
  // Without `usemarker`, the server ignores the marker and returns its first page again.
  serve(all, { query }, size) {
    const start = query.get('usemarker') === 'true' ? Number(query.get('marker')?.slice(1) ?? 0) : 0;
    const { page, next, hasMore } = slice(all, start, Number(query.get('limit') ?? size));
    return { body: { entries: page, next_marker: hasMore ? `m${next}` : null } };
  },
});

testForm({
  name: 'PostgREST: offset, limit, Prefer and Content-Range',
  parameters: { offset: integer, limit: integer },
  status: 206,
  headers: { 'Content-Range': string },
  schema: items,
  // The total is `*` unless the request prefers a count.
  serve(all, { query, headers }, size) {
    const start = Number(query.get('offset') ?? 0);
    const { page } = slice(all, start, Number(query.get('limit') ?? size));
    const total = headers.prefer === 'count=exact' ? all.length : '*';
    const range = page.length === 0 ? '*' : `${start}-${start + page.length - 1}`;
    return { status: 206, headers: { 'Content-Range': `${range}/${total}` }, body: page };
  },
});
