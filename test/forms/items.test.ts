import { type Item, item, items, object, slice, testForm } from './form.ts';

// Forms whose items are not one array.

const integer = { type: 'integer' };
const string = { type: 'string' };

testForm({
  name: 'Firebase: items as a map',
  parameters: { pageToken: string, pageSize: integer },
  schema: object({ things: { type: 'object', additionalProperties: item }, nextPageToken: string }),
  // PHP writes an empty map as an empty list, others omit it.
  serve(all, { query }, size) {
    const start = Number(query.get('pageToken')?.slice(1) ?? 0);
    const { page, next, hasMore } = slice(all, start, Number(query.get('pageSize') ?? size));
    const things = page.length > 0 ? { things: Object.fromEntries(page.map((one) => [`-${one.id}`, one])) } : {};
    return { body: { ...things, ...(hasMore && { nextPageToken: `p${next}` }) } };
  },
});

testForm({
  name: 'Google Compute aggregatedList: a map of groups',
  parameters: { pageToken: string, maxResults: integer },
  schema: object({
    items: { type: 'object', additionalProperties: object({ instances: items, warning: { type: 'object' } }) },
    nextPageToken: string,
  }),
  // Zones without instances have a warning instead.
  serve(all, { query }, size) {
    const start = Number(query.get('pageToken')?.slice(1) ?? 0);
    const { page, next, hasMore } = slice(all, start, Number(query.get('maxResults') ?? size));
    const zones = [page.slice(0, 2), [], page.slice(2)].map((instances, index) => [
      `zones/${index}`,
      instances.length > 0 ? { instances } : { warning: { code: 'NO_RESULTS_ON_PAGE' } },
    ]);
    return { body: { items: Object.fromEntries(zones), ...(hasMore && { nextPageToken: `p${next}` }) } };
  },
});

testForm({
  name: 'Groups of rows, where the offset counts rows',
  parameters: { offset: integer, limit: integer },
  schema: object({ '!days': { type: 'array', items: object({ date: string, '!events': items }) }, '!total': integer }),
  serve(all, { query }, size) {
    const { page } = slice(all, Number(query.get('offset') ?? 0), Number(query.get('limit') ?? size));
    const days = page.flatMap((_, index) => (index % 3 === 0 ? [{ events: page.slice(index, index + 3) }] : []));
    return { body: { days, total: all.length } };
  },
});

interface Thread {
  readonly thread: number;
  readonly messages: readonly Item[];
}

/** Threads of one to three messages, in order; some have lost all of their messages. */
function threadsOf(all: readonly Item[]): Thread[] {
  const threads: Thread[] = [];
  for (let from = 0; from < all.length; ) {
    const length = threads.length % 4 === 3 ? 0 : (threads.length % 4) + 1;
    threads.push({ thread: threads.length, messages: all.slice(from, from + length) });
    from += length;
  }
  return threads;
}

testForm({
  name: 'Groups of rows, where the page size counts groups',
  countsGroups: true,
  parameters: { page: integer, per_page: integer },
  schema: object({
    '!threads': { type: 'array', items: object({ thread: integer, '!messages': items }) },
    '!pages': integer,
    '!total': integer,
  }),
  serve(all, { query }, size) {
    const threads = threadsOf(all);
    const limit = Number(query.get('per_page') ?? size);
    const start = (Number(query.get('page') ?? 1) - 1) * limit;
    return {
      body: {
        threads: threads.slice(start, start + limit),
        pages: Math.ceil(threads.length / limit),
        total: threads.length,
      },
    };
  },
});
