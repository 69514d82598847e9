import { item, items, object, slice, testForm } from './form.ts';

// Cursors that the server returns in its answer.

const integer = { type: 'integer' };
const string = { type: 'string' };
const boolean = { type: 'boolean' };
const nullable = { type: ['string', 'null'] };

/** Reads a cursor that is a text around the index of the next item. */
const indexOf = (cursor: unknown): number => Number(/\d+/.exec(String(cursor ?? ''))?.[0] ?? 0);

testForm({
  name: 'A token in the body of a search, as Google has it',
  method: 'post',
  body: object({ filter: string, pageSize: integer, pageToken: string }),
  params: { body: { filter: 'rank > 0' } },
  schema: object({ things: items, nextPageToken: string }),
  serve(all, { body }, size) {
    const asked = body as { filter?: string; pageSize?: number; pageToken?: string };
    if (asked.filter === undefined) return { status: 400, body: { error: 'the filter has changed' } };
    const { page, next, hasMore } = slice(all, indexOf(asked.pageToken), asked.pageSize ?? size);
    return { body: { ...(page.length > 0 && { things: page }), ...(hasMore && { nextPageToken: `t${next}` }) } };
  },
});

testForm({
  name: 'Jira search: nextPageToken, isLast',
  parameters: { nextPageToken: string, maxResults: integer },
  schema: object({ '!issues': items, nextPageToken: string, isLast: boolean }),
  serve(all, { query }, size) {
    const { page, next, hasMore } = slice(
      all,
      indexOf(query.get('nextPageToken')),
      Number(query.get('maxResults') ?? size),
    );
    return { body: { issues: page, isLast: !hasMore, ...(hasMore && { nextPageToken: `j${next}` }) } };
  },
});

testForm({
  name: 'Zendesk: page[after], meta.has_more',
  parameters: { 'page[after]': string, 'page[size]': integer },
  schema: object({ '!tickets': items, '!meta': object({ '!has_more': boolean, after_cursor: nullable }) }),
  serve(all, { query }, size) {
    const { page, next, hasMore } = slice(
      all,
      indexOf(query.get('page[after]')),
      Number(query.get('page[size]') ?? size),
    );
    // The cursor is there on the last page, too.
    return { body: { tickets: page, meta: { has_more: hasMore, after_cursor: page.length > 0 ? `z${next}` : null } } };
  },
});

testForm({
  name: 'Facebook: paging.cursors.after, paging.next',
  parameters: { after: string, limit: integer },
  schema: object({
    '!data': items,
    paging: object({ cursors: object({ before: string, after: string }), next: string }),
  }),
  serve(all, { query }, size) {
    const { page, next, hasMore } = slice(all, indexOf(query.get('after')), Number(query.get('limit') ?? size));
    const url = `https://graph.example.com/things?after=f${next}`;
    const paging = { cursors: { before: 'f0', after: `f${next}` }, ...(hasMore && { next: url }) };
    return { body: { data: page, ...(page.length > 0 && { paging }) } };
  },
});

testForm({
  name: 'Reddit: after, data.children',
  parameters: { after: string, limit: integer },
  schema: object({
    data: object({ '!children': { type: 'array', items: object({ kind: string, '!data': item }) }, after: nullable }),
  }),
  itemOf: (child) => (child as { data: unknown }).data,
  serve(all, { query }, size) {
    const { page, next, hasMore } = slice(all, indexOf(query.get('after')), Number(query.get('limit') ?? size));
    const children = page.map((data) => ({ kind: 't3', data }));
    return { body: { data: { children, after: hasMore ? `t_${next}` : null } } };
  },
});

testForm({
  name: 'Notion: start_cursor, next_cursor, has_more',
  method: 'post',
  body: object({ start_cursor: string, page_size: { type: 'integer', maximum: 100 } }),
  params: { body: {} },
  schema: object({ '!results': items, '!next_cursor': nullable, '!has_more': boolean }),
  serve(all, { body }, size) {
    const { start_cursor, page_size = size } = body as { start_cursor?: string; page_size?: number };
    const { page, next, hasMore } = slice(all, indexOf(start_cursor), page_size);
    return { body: { results: page, next_cursor: hasMore ? `n${next}` : null, has_more: hasMore } };
  },
});

testForm({
  name: 'HubSpot search: paging.next.after, at most 10,000 results',
  method: 'post',
  body: object({ after: string, limit: integer }),
  params: { body: {} },
  schema: object({ '!results': items, total: integer, paging: object({ next: object({ '!after': string }) }) }),
  serve(all, { body }, size) {
    const { after, limit = size } = body as { after?: string; limit?: number };
    const { page, next, hasMore } = slice(all, indexOf(after), limit);
    const paging = { next: { after: String(next) } };
    return { body: { results: page, total: all.length, ...(hasMore && { paging }) } };
  },
});

testForm({
  name: 'Airtable: an offset that is a token',
  parameters: { offset: string, pageSize: { type: 'integer', maximum: 100 } },
  schema: object({ '!records': items, offset: string }),
  serve(all, { query }, size) {
    const { page, next, hasMore } = slice(all, indexOf(query.get('offset')), Number(query.get('pageSize') ?? size));
    return { body: { records: page, ...(hasMore && { offset: `itr${next}/rec` }) } };
  },
});

testForm({
  name: 'Asana: next_page.offset',
  parameters: { offset: string, limit: integer },
  schema: object({
    '!data': items,
    next_page: { ...object({ '!offset': string, path: string }), type: ['object', 'null'] },
  }),
  serve(all, { query }, size) {
    const { page, next, hasMore } = slice(all, indexOf(query.get('offset')), Number(query.get('limit') ?? size));
    return { body: { data: page, next_page: hasMore ? { offset: `eyJ${next}`, path: '/things' } : null } };
  },
});

testForm({
  name: 'Zoom: a token that stays valid for 15 minutes',
  parameters: { next_page_token: string, page_size: integer },
  schema: object({ '!users': items, next_page_token: string, total_records: integer }),
  serve(all, { query }, size) {
    const { page, next, hasMore } = slice(
      all,
      indexOf(query.get('next_page_token')),
      Number(query.get('page_size') ?? size),
    );
    return { body: { users: page, total_records: all.length, next_page_token: hasMore ? `w${next}` : '' } };
  },
});

testForm({
  name: 'Solr: cursorMark',
  parameters: { cursorMark: string, rows: integer, sort: string },
  params: { sort: 'id asc' },
  schema: object({ '!response': object({ '!docs': items, numFound: integer }), '!nextCursorMark': string }),
  // The mark of the last page is the mark that was sent.
  serve(all, { query }, size) {
    const mark = query.get('cursorMark');
    if (mark === null) return { status: 400, body: { error: 'no cursorMark' } };
    const start = mark === '*' ? 0 : indexOf(mark);
    const { page, next } = slice(all, start, Number(query.get('rows') ?? size));
    const nextCursorMark = page.length === 0 ? mark : `AoE${Math.min(next, all.length)}`;
    return { body: { response: { docs: page, numFound: all.length }, nextCursorMark } };
  },
  withoutMock: 'its marks differ after the last page',
});

testForm({
  name: 'DynamoDB: LastEvaluatedKey, an object',
  method: 'post',
  body: object({
    '!TableName': string,
    Limit: integer,
    ExclusiveStartKey: { type: 'object', additionalProperties: true },
  }),
  params: { body: { TableName: 'things' } },
  schema: object({ Items: items, Count: integer, LastEvaluatedKey: { type: 'object', additionalProperties: true } }),
  serve(all, { body }, size) {
    const { Limit = size, ExclusiveStartKey } = body as { Limit?: number; ExclusiveStartKey?: { id: { S: string } } };
    const start = ExclusiveStartKey === undefined ? 0 : all.findIndex(({ id }) => id === ExclusiveStartKey.id.S) + 1;
    const { page, hasMore } = slice(all, start, Limit);
    const key = { id: { S: page.at(-1)?.id } };
    return { body: { Items: page, Count: page.length, ...(hasMore && { LastEvaluatedKey: key }) } };
  },
});

testForm({
  name: 'Cosmos DB: x-ms-continuation, in headers both ways',
  parameters: {
    'x-ms-continuation': { in: 'header', schema: string },
    'x-ms-max-item-count': { in: 'header', schema: integer },
  },
  headers: { 'x-ms-continuation': string },
  schema: object({ '!Documents': items, _count: integer }),
  serve(all, { headers }, size) {
    const start = indexOf(headers['x-ms-continuation']);
    const { page, next, hasMore } = slice(all, start, Number(headers['x-ms-max-item-count'] ?? size));
    return {
      headers: hasMore ? { 'x-ms-continuation': `{"token":"${next}"}` } : {},
      body: { Documents: page, _count: page.length },
    };
  },
});

testForm({
  name: 'Salesforce Bulk: Sforce-Locator, which says null at the end',
  parameters: { locator: string, maxRecords: integer },
  headers: { 'Sforce-Locator': string },
  schema: items,
  serve(all, { query }, size) {
    const { page, next, hasMore } = slice(all, indexOf(query.get('locator')), Number(query.get('maxRecords') ?? size));
    return { headers: { 'Sforce-Locator': hasMore ? `M${next}` : 'null' }, body: page };
  },
});

testForm({
  name: 'Heroku: Range and Next-Range, with status 206',
  parameters: { Range: { in: 'header', schema: string } },
  status: 206,
  operation: {
    responses: Object.fromEntries(
      [200, 206].map((status) => [
        status,
        {
          description: 'A part of the list, or the rest of it.',
          headers: { 'Next-Range': { schema: string } },
          content: { 'application/json': { schema: items } },
        },
      ]),
    ),
  },
  schema: items,
  serve(all, { headers }, size) {
    const start = /\](\w+)\.\./.exec(headers.range ?? '')?.[1];
    const { page, hasMore } = slice(all, all.findIndex(({ id }) => id === start) + 1, size);
    return hasMore
      ? { status: 206, headers: { 'Next-Range': `id ]${page.at(-1)?.id}..; max=${size}` }, body: page }
      : { status: 200, body: page };
  },
});

testForm({
  name: 'MediaWiki and Blockscout: several values in one object',
  parameters: {
    cont: {
      in: 'query',
      style: 'form',
      explode: true,
      schema: { type: 'object', additionalProperties: { type: 'string' } },
    },
  },
  schema: object({ '!pages': items, continue: { type: 'object', additionalProperties: { type: 'string' } } }),
  // Which values there are differs from page to page.
  serve(all, { query }, size) {
    const start = Number(query.get('apcontinue') ?? query.get('gapcontinue') ?? 0);
    if (start > 0 && query.get('continue') === null) return { status: 400, body: { error: 'no continue' } };
    const { page, next, hasMore } = slice(all, start, size);
    const name = next % 2 === 0 ? 'apcontinue' : 'gapcontinue';
    return { body: { pages: page, ...(hasMore && { continue: { continue: '-||', [name]: String(next) } }) } };
  },
});

testForm({
  name: 'Algolia browse: a cursor in the body',
  method: 'post',
  body: object({ cursor: string, hitsPerPage: integer }),
  params: { body: {} },
  schema: object({ '!hits': items, cursor: string }),
  serve(all, { body }, size) {
    const { cursor, hitsPerPage = size } = body as { cursor?: string; hitsPerPage?: number };
    const { page, next, hasMore } = slice(all, indexOf(cursor), hitsPerPage);
    return { body: { hits: page, ...(hasMore && { cursor: `AkMP${next}` }) } };
  },
});
