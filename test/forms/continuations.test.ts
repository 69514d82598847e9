import { items, object, slice, testForm } from './form.ts';

// Cursors that another operation takes.

const integer = { type: 'integer' };
const string = { type: 'string' };

/** Returns the response of an operation. */
const answers = (schema: object) => ({
  200: { description: 'One page.', content: { 'application/json': { schema } } },
});
const body = (schema: object) => ({ required: true, content: { 'application/json': { schema } } });

const entries = object({ '!entries': items, '!cursor': string, '!has_more': { type: 'boolean' } });

testForm({
  name: 'Dropbox: list_folder, list_folder/continue',
  method: 'post',
  body: object({ '!path': string, limit: integer }),
  params: { body: { path: '/photos' } },
  schema: entries,
  paths: {
    '/things/continue': {
      post: {
        operationId: 'listThingsContinue',
        requestBody: body(object({ '!cursor': string })),
        responses: answers(entries),
      },
    },
  },
  serve(all, { path, body: sent }, size) {
    const { cursor, path: folder, limit = size } = sent as { cursor?: string; path?: string; limit?: number };
    const isFirst = path === '/things';
    // Each of the two refuses what belongs to the other.
    if (isFirst !== (folder !== undefined) || isFirst === (cursor !== undefined)) return { status: 400, body: {} };
    const [start, own] = isFirst ? [0, limit] : (cursor ?? '').slice(1).split('/').map(Number);
    const { page, next, hasMore } = slice(all, start ?? 0, own ?? size);
    return { body: { entries: page, cursor: `c${next}/${own}`, has_more: hasMore } };
  },
});

const hits = object({ '!_scroll_id': string, '!hits': object({ '!hits': items }) });
const scrolls = new Map<string, number>();

testForm({
  name: 'Elasticsearch: scroll',
  method: 'post',
  parameters: { scroll: { type: 'string', default: '1m' } },
  params: { scroll: '1m', body: {} },
  body: object({ size: integer }),
  schema: hits,
  paths: {
    '/_search/scroll': {
      post: {
        operationId: 'scroll',
        requestBody: body(object({ '!scroll_id': string, scroll: { type: 'string', default: '1m' } })),
        responses: answers(hits),
      },
    },
  },
  cannotResume: true,
  // The server keeps the position: the same id leads to another page each time.
  serve(all, { path, query, body: sent }, size) {
    const { scroll_id, scroll, size: own = size } = sent as { scroll_id?: string; scroll?: string; size?: number };
    if (path === '/things' ? query.get('scroll') === null : scroll === undefined) return { status: 400, body: {} };
    const id = path === '/things' ? `s${scrolls.size}/${own}` : String(scroll_id);
    const start = path === '/things' ? 0 : (scrolls.get(id) ?? 0);
    const { page, next } = slice(all, start, Number(id.split('/')[1]));
    scrolls.set(id, next);
    return { body: { _scroll_id: id, hits: { hits: page } } };
  },
});
