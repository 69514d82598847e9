import { item, items, object, slice, testForm } from './form.ts';

// Forms that differ in how the last page is told.

const integer = { type: 'integer' };
const string = { type: 'string' };
const boolean = { type: 'boolean' };

testForm({
  name: 'Jira: startAt, maxResults, isLast',
  parameters: { startAt: integer, maxResults: integer },
  schema: object({ startAt: integer, maxResults: integer, total: integer, isLast: boolean, '!values': items }),
  serve(all, { query }, size) {
    const startAt = Number(query.get('startAt') ?? 0);
    const maxResults = Number(query.get('maxResults') ?? size);
    const { page, hasMore } = slice(all, startAt, maxResults);
    return { body: { startAt, maxResults, total: all.length, isLast: !hasMore, values: page } };
  },
});

testForm({
  name: 'Svix: iterator, done',
  parameters: { iterator: string, limit: integer },
  schema: object({ '!data': items, '!iterator': string, '!done': boolean }),
  // The iterator is never null: it also serves to ask for what comes later.
  serve(all, { query }, size) {
    const start = Number(query.get('iterator')?.slice(1) ?? 0);
    const { page, hasMore } = slice(all, start, Number(query.get('limit') ?? size));
    return { body: { data: page, iterator: `i${start + page.length}`, done: !hasMore } };
  },
});

testForm({
  name: 'Zendesk incremental export: after_cursor, end_of_stream',
  parameters: { cursor: string, start_time: integer },
  params: { start_time: 0 },
  schema: object({ '!tickets': items, after_cursor: { type: ['string', 'null'] }, end_of_stream: boolean }),
  // The first request has the time, all others the cursor.
  serve(all, { query }, size) {
    if (query.has('cursor') === query.has('start_time')) return { status: 400, body: { error: 'StartTimeOrCursor' } };
    const start = Number(query.get('cursor')?.slice(2) ?? 0);
    const { page, hasMore } = slice(all, start, size);
    return { body: { tickets: page, after_cursor: `MT${start + page.length}`, end_of_stream: !hasMore } };
  },
});

testForm({
  name: 'Spring Data: content, last, number',
  parameters: { page: integer, size: integer },
  schema: object({
    '!content': items,
    '!last': boolean,
    '!totalElements': integer,
    '!totalPages': integer,
    '!number': integer,
    '!size': integer,
  }),
  serve(all, { query }, size) {
    const number = Number(query.get('page') ?? 0);
    const limit = Number(query.get('size') ?? size);
    const { page, hasMore } = slice(all, number * limit, limit);
    const totalPages = Math.ceil(all.length / limit);
    return {
      body: { content: page, last: !hasMore, totalElements: all.length, totalPages, number, size: limit },
    };
  },
});

testForm({
  name: 'Bitbucket Server: nextPageStart, isLastPage',
  parameters: { start: integer, limit: integer },
  schema: object({ '!values': items, isLastPage: boolean, nextPageStart: { type: ['integer', 'null'] } }),
  serve(all, { query }, size) {
    const start = Number(query.get('start') ?? 0);
    const { page, next, hasMore } = slice(all, start, Number(query.get('limit') ?? size));
    return { body: { values: page, isLastPage: !hasMore, nextPageStart: hasMore ? next : null } };
  },
});

testForm({
  name: 'CouchDB _changes: since, last_seq',
  parameters: { since: string, limit: integer },
  schema: object({ '!results': items, '!last_seq': string }),
  // Every answer has a sequence, also the last one.
  serve(all, { query }, size) {
    const start = Number(query.get('since')?.split('-')[0] ?? 0);
    const { page } = slice(all, start, Number(query.get('limit') ?? size));
    return { body: { results: page, last_seq: `${start + page.length}-seq` } };
  },
});

testForm({
  name: 'Salesforce query: nextRecordsUrl, done',
  parameters: { q: string },
  params: { q: 'SELECT Id FROM Thing' },
  schema: object({ '!totalSize': integer, '!done': boolean, nextRecordsUrl: string, '!records': items }),
  serve(all, { query }, size) {
    const start = Number(query.get('at') ?? 0);
    const { page, next, hasMore } = slice(all, start, size);
    const link = hasMore ? { nextRecordsUrl: `/things?at=${next}` } : {};
    return { body: { totalSize: all.length, done: !hasMore, ...link, records: page } };
  },
});

testForm({
  name: 'Discord: snowflakes in a bare array, a short page is the last',
  parameters: { before: string, limit: { type: 'integer', minimum: 1, maximum: 100, default: 5 } },
  schema: { type: 'array', items: item },
  serve(all, { query }, _) {
    const before = query.get('before');
    const start = before === null ? 0 : all.findIndex(({ id }) => id === before) + 1;
    return { body: slice(all, start, Number(query.get('limit') ?? 5)).page };
  },
});
