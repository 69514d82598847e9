import type { Reply, SeenRequest } from '../test/support/fault-server.ts';
import { answerList, type Behaviour, type Row as Item, rows } from '../test/support/lists.ts';

/** Answers the requests of one walk; a new one is made for each client, so that it may count. */
type Answer = (request: SeenRequest, index: number) => Reply;

/** One row of the table: how the API misbehaves and what the client should do. */
export interface Row {
  readonly name: string;
  /** operationId of the document. */
  readonly list: 'offset' | 'limited' | 'deep' | 'page' | 'cursor' | 'numbers' | 'arrays' | 'next' | 'link';
  /** The guarantee for the caller: every item once, an error that says that items may be missing, or either of the two. */
  readonly right: 'all' | 'error' | 'either';
  /** Ids that a complete walk returns. Default: 1 to 25. */
  readonly ids?: readonly (number | string)[];
  readonly limit?: number;
  /** Milliseconds that an attempt may take. Default: 10,000. */
  readonly timeout?: number;
  /** Options that only pagegen's client has. */
  readonly own?: object;
  readonly note?: string;
  /** `other`: an origin that is not the API's, which answers lists too. */
  start(other: string): Answer;
}

const ALL = rows(25);
const SAYS = { hasMore: true, total: true };
const list = (request: SeenRequest, how: Behaviour = { says: SAYS }, all: readonly Item[] = ALL, origin = ''): Reply =>
  answerList(all, how, request, origin);
const cursorOf = ({ query }: SeenRequest): string | undefined => query['cursor'] ?? query['at'] ?? query['offset'];
const isSecond = (request: SeenRequest): boolean => /^(c:)?10$/.test(cursorOf(request) ?? '');
const ids = (count: number, first = 1): number[] => Array.from({ length: count }, (_, index) => first + index);
const itemsFrom = (first: number): Item[] => ids(10, first).map((id) => ({ id, at: id }));

interface Body {
  readonly data: readonly Item[];
  readonly meta: Readonly<Record<string, unknown>>;
}

/** A row whose second page is another than it should be. */
const second = (
  name: string,
  on: Row['list'],
  right: Row['right'],
  change: (body: Body, reply: Reply) => Reply,
  more: Partial<Row> = {},
): Row => ({
  name,
  list: on,
  right,
  ...more,
  start: () => (request) => {
    const reply = list(request);
    return isSecond(request) ? change(reply.body as Body, reply) : reply;
  },
});

/** Pages whose cursors or links lead round in a circle. */
const cycle = (length: number, on: 'cursor' | 'next'): Row => ({
  name: `${on === 'cursor' ? 'cursors' : 'next links'} in a cycle of ${length}`,
  list: on,
  right: 'error',
  start: () => (request) => {
    const page = Number((cursorOf(request) ?? 'c:0').replace('c:', ''));
    const next = (page % length) + 1;
    const meta = on === 'cursor' ? { cursor: `c:${next}` } : { next: `/next?at=${next}` };
    return { body: { data: itemsFrom(page * 10 + 1), meta: { ...meta, has_more: true } } };
  },
});

/** A rate limit that ends after four seconds: too long for a retry schedule that ignores the header. */
const haste = (name: string, header: (until: Date) => Record<string, string>): Row => ({
  name: `429 with ${name}`,
  list: 'cursor',
  right: 'all',
  start: () => {
    let until: Date | undefined;
    return (request) => {
      if (!isSecond(request)) return list(request);
      until ??= new Date(Date.now() + 4000);
      const over = Date.now() >= until.getTime() - 20;
      return over ? list(request) : { status: 429, headers: header(until), body: { error: 'slow down' } };
    };
  },
});

/** The second page fails once (or `times`), then comes. */
const passing = (name: string, fault: NonNullable<Reply['fault']>, more: Partial<Row> = {}, times = 1): Row => ({
  name,
  list: 'cursor',
  right: 'all',
  ...more,
  start: () => {
    let left = times;
    return (request) => (isSecond(request) && left-- > 0 ? { ...list(request), fault } : list(request));
  },
});

/** Cursors of another kind than usual: `write` makes one of a position, `read` takes it back. */
const written = (name: string, on: Row['list'], write: (end: number) => unknown): Row => ({
  name,
  list: on,
  right: 'all',
  start: () => (request) => {
    const sent = request.query['cursor'];
    const position = [0, 10, 20].find((end) => sent === text(write(end))) ?? (sent === undefined ? 0 : undefined);
    if (position === undefined) return { status: 400, body: { error: 'no such cursor' } };
    const more = position < 20;
    const meta = { cursor: more ? write(position + 10) : null, has_more: more };
    return { body: { data: ALL.slice(position, position + 10), meta } };
  },
});
const text = (cursor: unknown): string => (typeof cursor === 'string' ? cursor : JSON.stringify(cursor));

/** Links to `origin`, which answers them as the API would. */
const away = (name: string, on: 'next' | 'link', to: (other: string) => string): Row => ({
  name,
  list: on,
  right: 'either',
  start: (other) => (request) => list(request, { says: SAYS }, ALL, to(other)),
});

const BIG = 2n ** 53n + 2n;
const bigIds = ids(25).map((_, index) => String(BIG + BigInt(index)));

const LONG = rows(1000);
/** Offsets above 400 are refused, or answered as if nothing were there. */
const ceiling = (name: string, on: 'offset' | 'limited' | 'deep', beyond: Reply, right: Row['right']): Row => ({
  name,
  list: on,
  right,
  limit: 50,
  ids: LONG.map(({ id }) => id),
  start: () => (request) =>
    Number(request.query['offset'] ?? 0) > 400 ? beyond : list({ ...request, path: '/offset' }, {}, LONG),
});
const REFUSED: Reply = { status: 400, body: { error: 'offset above 400' } };
const NOTHING: Reply = { body: { data: [], meta: {} } };

export const ROWS: readonly Row[] = [
  { name: 'none (a list that is in order)', list: 'cursor', right: 'all', start: () => (request) => list(request) },
  { name: 'silent page-size cap: 7 of 10', list: 'offset', right: 'all', start: () => (r) => list(r, { cap: 7 }) },
  { name: 'silent page-size cap: 7 of 10', list: 'page', right: 'all', start: () => (r) => list(r, { cap: 7 }) },
  { name: 'silent page-size cap: 7 of 10', list: 'cursor', right: 'all', start: () => (r) => list(r, { cap: 7 }) },
  ...[1, 2, 3, 7].map((length) => cycle(length, 'cursor')),
  cycle(1, 'next'),
  cycle(3, 'next'),
  {
    name: 'the offset is ignored: the first page for ever',
    list: 'offset',
    right: 'error',
    start: () => (request) => list({ ...request, query: { limit: '10' } }, {}),
  },
  second('the first page served again as the second', 'cursor', 'error', (body) => ({
    body: { ...body, data: ALL.slice(0, 10) },
  })),
  {
    name: 'an empty page in the middle',
    list: 'cursor',
    right: 'all',
    start: () => (request) => {
      const at = cursorOf(request);
      if (at === 'empty') return list({ ...request, query: { ...request.query, cursor: 'c:10' } });
      return isSecond(request) ? { body: { data: [], meta: { cursor: 'empty', has_more: true } } } : list(request);
    },
  },
  {
    name: 'an empty page in the middle, `has_more: true`',
    list: 'page',
    right: 'all',
    start: () => (request) => {
      const page = Number(request.query['page'] ?? 1);
      if (page === 2) return { body: { data: [], meta: { has_more: true } } };
      const before = String(page > 2 ? page - 1 : page);
      return list({ ...request, query: { ...request.query, page: before } });
    },
  },
  {
    name: 'empty pages for ever, each with a new cursor',
    list: 'cursor',
    right: 'error',
    start: () => (_, index) => ({ body: { data: [], meta: { cursor: `c:${index}`, has_more: true } } }),
  },
  second('`has_more: true` without a cursor', 'cursor', 'error', ({ data }) => ({
    body: { data, meta: { cursor: null, has_more: true } },
  })),
  {
    name: '`has_more: true` on empty pages, for ever',
    list: 'offset',
    right: 'either',
    start: () => (request) => {
      const reply = list(request);
      const { data } = reply.body as Body;
      return { body: { data, meta: { has_more: true } } };
    },
  },
  second('`has_more: false` too early', 'offset', 'all', ({ data, meta }) => ({
    body: { data, meta: { ...meta, has_more: false } },
  })),
  second('the field of the items is missing', 'cursor', 'error', ({ meta }) => ({ body: { meta } })),
  second('the field of the items is missing', 'offset', 'error', ({ meta }) => ({ body: { meta } })),
  second('the field of the items is null', 'cursor', 'error', ({ meta }) => ({ body: { data: null, meta } })),
  haste('`Retry-After` in seconds', () => ({ 'retry-after': '4' })),
  haste('`Retry-After` as a date', (until) => ({ 'retry-after': new Date(until.getTime() + 999).toUTCString() })),
  haste('`RateLimit: …, reset=4`', () => ({ ratelimit: 'limit=100, remaining=0, reset=4' })),
  haste('`RateLimit-Reset: 4`', () => ({ 'ratelimit-reset': '4' })),
  haste('`X-RateLimit-Reset` as epoch seconds', (until) => ({
    'x-ratelimit-reset': String(Math.ceil(until.getTime() / 1000)),
  })),
  passing('429 that asks for an hour', { status: 429, headers: { 'retry-after': '3600' } }, { right: 'error' }, 9),
  passing('500 once', { status: 500 }),
  passing('503 twice', { status: 503 }, {}, 2),
  passing('500 for ever', { status: 500 }, { right: 'error' }, 99),
  passing('connection reset before the answer, once', 'reset'),
  passing('connection reset in the middle of the body, once', 'reset-in-body'),
  passing('truncated JSON, once', 'truncated'),
  passing('no answer at all, once', 'silence', { timeout: 2000 }),
  passing('a body that stops halfway and does not end, once', 'stalled-body', { timeout: 2000 }),
  passing('HTML with status 200', 'html', { right: 'error' }, 99),
  passing('HTML with status 200', 'html', { right: 'error', list: 'offset' }, 99),
  passing('204', 'no-content', { right: 'error' }, 99),
  passing('204', 'no-content', { right: 'error', list: 'offset' }, 99),
  passing('the cursor has expired', { status: 410 }, { right: 'error' }, 99),
  ceiling('offsets above 400 are refused, and the document does not say so', 'offset', REFUSED, 'error'),
  ceiling('offsets above 400 give an empty page, and the document does not say so', 'offset', NOTHING, 'error'),
  ceiling('offsets above 400 are refused, as declared', 'limited', REFUSED, 'error'),
  ceiling('offsets above 400 give an empty page; the limit is declared', 'limited', NOTHING, 'error'),
  ceiling('offsets above 400 are refused, as declared; a sorted bound is declared too', 'deep', REFUSED, 'all'),
  {
    name: 'the total says 5 of 25',
    list: 'offset',
    right: 'all',
    start: () => (request) => {
      const { data } = list(request).body as Body;
      return { body: { data, meta: { total: 5 } } };
    },
  },
  {
    name: 'the total says 500 of 25',
    list: 'offset',
    right: 'all',
    start: () => (request) => {
      const { data } = list(request).body as Body;
      return { body: { data, meta: { total: 500 } } };
    },
  },
  {
    name: 'the list grows after its last page was read: 25 items, then 32',
    list: 'page',
    right: 'all',
    ids: ids(32),
    start: () => {
      let all: readonly Item[] = ALL;
      return (request) => {
        if (request.query['page'] === '4') all = rows(32);
        return list(request, {}, all);
      };
    },
  },
  {
    name: 'an item is inserted in front of page 2',
    list: 'offset',
    right: 'all',
    own: { dedupe: true },
    note: 'pagegen: with `dedupe: true`',
    start: () => {
      let all: readonly Item[] = ALL;
      return (request) => {
        if (isSecond(request)) all = [{ id: 0, at: 0 }, ...ALL];
        return list(request, {}, all);
      };
    },
  },
  {
    name: 'cursors above 2^53 as JSON numbers',
    list: 'numbers',
    right: 'either',
    ids: bigIds,
    start: () => (request) => {
      const after = BigInt(request.query['cursor'] ?? 0);
      const left = bigIds.filter((id) => BigInt(id) > after);
      const cursor = left.length > 10 ? left[9] : null;
      const body = {
        data: left.slice(0, 10).map((id) => ({ id, at: 0 })),
        meta: { cursor, has_more: cursor !== null },
      };
      return { text: JSON.stringify(body).replace(/"cursor":"(\d+)"/, '"cursor":$1') };
    },
  },
  written('cursors that are numbers', 'numbers', (end) => end),
  written('cursors that are numbers, the second one 0', 'numbers', (end) => end - 10),
  written('cursors that are arrays', 'arrays', (end) => [0.95, end, 'a,b']),
  written('cursors that need escaping', 'cursor', (end) => `a&b=c d+e/é%2F#?,:"${end}`),
  { name: 'relative next links', list: 'next', right: 'all', start: () => (request) => list(request) },
  {
    name: 'next links with an encoded `&`',
    list: 'next',
    right: 'all',
    start: () => (request) => {
      const at = Number(request.query['at'] ?? 0);
      if (at > 0 && request.query['q'] !== 'R&D') return { status: 400, body: { error: 'another query' } };
      const next = at < 20 ? `/next?q=R%26D&at=${at + 10}` : null;
      return { body: { data: ALL.slice(at, at + 10), meta: { next } } };
    },
  },
  away('next links to another origin', 'next', (other) => other),
  away('`Link` headers to another origin', 'link', (other) => other),
  away('next links with a user name, to another origin', 'next', (other) => other.replace('://', '://api.example@')),
  {
    name: 'a redirect to another origin',
    list: 'cursor',
    right: 'either',
    start: (other) => (request) =>
      isSecond(request)
        ? { status: 307, headers: { location: `${other}${request.path}${request.search}` } }
        : list(request),
  },
];

/** Answers a request to the other origin, with the same lists. */
export function elsewhere(request: SeenRequest): Reply {
  return list(request);
}

export function idsOf(row: Row): readonly (number | string)[] {
  return row.ids ?? ids(25);
}
