import { item, items, object, slice, testForm } from './form.ts';

// Forms that tell errors in successful answers, or omit empty lists.

const integer = { type: 'integer' };
const string = { type: 'string' };
const boolean = { type: 'boolean' };

testForm({
  name: 'Slack: ok, response_metadata.next_cursor',
  parameters: { cursor: string, limit: integer },
  schema: object({
    '!ok': boolean,
    error: string,
    members: items,
    response_metadata: object({ next_cursor: string }),
  }),
  serve(all, { query }, size) {
    const start = Number(query.get('cursor')?.slice(4) ?? 0);
    const { page, next, hasMore } = slice(all, start, Number(query.get('limit') ?? size));
    return { body: { ok: true, members: page, response_metadata: { next_cursor: hasMore ? `dXNl${next}` : '' } } };
  },
});

const cursor = { type: ['string', 'null'] };
interface Variables {
  readonly first?: number;
  readonly last?: number;
  readonly after?: string | null;
  readonly before?: string | null;
}

testForm({
  name: 'GraphQL connections over HTTP',
  leadsBack: true,
  method: 'post',
  body: object({
    '!query': string,
    variables: object({ first: integer, last: integer, after: cursor, before: cursor }),
  }),
  params: { body: { query: 'query ($first: Int, $after: String) { things(first: $first, after: $after) { … } }' } },
  itemOf: (edge) => (edge as { node: unknown }).node,
  schema: object({
    data: object({
      things: object({
        edges: { type: 'array', items: object({ '!cursor': string, '!node': item }) },
        pageInfo: object({
          '!hasNextPage': boolean,
          '!hasPreviousPage': boolean,
          startCursor: cursor,
          endCursor: cursor,
        }),
      }),
    }),
    errors: { type: 'array', items: object({ message: string }) },
  }),
  serve(all, { body }, size) {
    const { variables = {} } = body as { variables?: Variables };
    const { first, last, after, before } = variables;
    // A connection goes in one direction at a time.
    if ((first !== undefined && last !== undefined) || (after && before))
      return { body: { errors: [{ message: 'both' }] } };
    const end = before ? all.findIndex(({ id }) => id === before) : undefined;
    const start = end === undefined ? all.findIndex(({ id }) => id === after) + 1 : Math.max(0, end - (last ?? size));
    const { page, next } = slice(all, start, end === undefined ? (first ?? size) : end - start);
    const edges = page.map((node) => ({ cursor: node.id, node }));
    const [startCursor = null, endCursor = null] = [edges[0]?.cursor, edges.at(-1)?.cursor];
    const pageInfo = { hasNextPage: next < all.length, hasPreviousPage: start > 0, startCursor, endCursor };
    return { body: { data: { things: { edges, pageInfo } } } };
  },
});

testForm({
  name: 'Google AIP-158: nextPageToken, and an empty list that is omitted',
  parameters: { pageToken: string, pageSize: integer },
  schema: object({ things: items, nextPageToken: string }),
  // Protobuf JSON omits empty lists and empty texts; filters make some pages empty.
  serve(all, { query }, size) {
    const token = query.get('pageToken') ?? '0';
    const start = Number(token.replace('f', ''));
    const isFiltered = !token.endsWith('f') && start > 0;
    if (isFiltered) return { body: { nextPageToken: `${start}f` } };
    const { page, next, hasMore } = slice(all, start, Number(query.get('pageSize') ?? size));
    return { body: { ...(page.length > 0 && { things: page }), ...(hasMore && { nextPageToken: String(next) }) } };
  },
});

testForm({
  name: 'X: data is omitted if result_count is 0',
  parameters: { pagination_token: string, max_results: integer },
  schema: object({
    data: items,
    errors: { type: 'array', items: object({ title: string }) },
    meta: object({ result_count: integer, next_token: string }),
  }),
  // `errors` names what is missing from expansions: the page itself is fine.
  serve(all, { query }, size) {
    const start = Number(query.get('pagination_token')?.slice(1) ?? 0);
    const { page, next, hasMore } = slice(all, start, Number(query.get('max_results') ?? size));
    const meta = { result_count: page.length, ...(hasMore && { next_token: `b${next}` }) };
    return { body: { ...(page.length > 0 && { data: page, errors: [{ title: 'Not Found' }] }), meta } };
  },
});
