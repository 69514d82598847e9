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

testForm({
  name: 'A cursor instead of all other parameters',
  parameters: { query: string, sort: string, cursor: string, limit: integer },
  params: { query: 'open', sort: 'rank' },
  schema: object({ '!data': items, next_cursor: { type: ['string', 'null'] } }),
  serve(all, { query }, size) {
    const isFirst = !query.has('cursor');
    if (isFirst !== (query.get('query') === 'open') || isFirst !== query.has('sort')) return { status: 400, body: {} };
    const start = Number(query.get('cursor')?.slice(1) ?? 0);
    const { page, next, hasMore } = slice(all, start, Number(query.get('limit') ?? size));
    return { body: { data: page, next_cursor: hasMore ? `c${next}` : null } };
  },
});

testForm({
  name: 'A token instead of all other members of the body',
  method: 'post',
  body: object({ statement: string, nextToken: string }),
  params: { body: { statement: 'SELECT *' } },
  schema: object({ '!results': items, nextToken: string }),
  serve(all, { body }, size) {
    const { statement, nextToken } = body as { statement?: string; nextToken?: string };
    if ((statement === undefined) !== (nextToken !== undefined)) return { status: 400, body: {} };
    const { page, next, hasMore } = slice(all, Number(nextToken?.slice(1) ?? 0), size);
    return { body: { results: page, ...(hasMore && { nextToken: `t${next}` }) } };
  },
});

const pagePath = { name: 'page', in: 'path', required: true, schema: { type: 'integer', minimum: 1 } };

testForm({
  name: 'Transport for London and Bungie: the page in the path',
  path: '/things/page/{page}',
  operation: { parameters: [pagePath] },
  schema: object({ '!results': items, '!totalPages': integer }),
  serve(all, { path }, size) {
    const number = Number(/^\/things\/page\/(\d+)$/.exec(path)?.[1]);
    const { page } = slice(all, (number - 1) * size, size);
    return { body: { results: page, totalPages: Math.ceil(all.length / size) } };
  },
});

const form = object({ types: string, cursor: string, limit: integer });

testForm({
  name: 'Twilio and others: a token in a form',
  method: 'post',
  operation: { requestBody: { content: { 'application/x-www-form-urlencoded': { schema: form } } } },
  params: { body: { types: 'public channel' } },
  schema: object({ channels: items, response_metadata: object({ next_cursor: string }) }),
  serve(all, { body, headers }, size) {
    const fields = new URLSearchParams(String(body));
    const isForm = headers['content-type'] === 'application/x-www-form-urlencoded';
    if (!isForm || fields.get('types') !== 'public channel')
      return { status: 400, body: { error: 'invalid_arguments' } };
    const start = Number(fields.get('cursor')?.slice(2) ?? 0);
    const { page, next, hasMore } = slice(all, start, Number(fields.get('limit') ?? size));
    return { body: { channels: page, response_metadata: { next_cursor: hasMore ? `c=${next}` : '' } } };
  },
});
