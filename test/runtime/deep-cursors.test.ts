import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ClientCore } from '../../templates/runtime/client.js';
import type { Operation } from '../../templates/runtime/operation.js';
import type { PositionListOptions } from '../../templates/runtime/paginator/options.js';
import { paginate } from '../../templates/runtime/paginator/paginate.js';
import { inQuery } from '../../templates/runtime/parameters/parameter.js';
import { cursor } from '../../templates/runtime/styles/cursor.js';
import { nextUrl } from '../../templates/runtime/styles/next-url.js';
import type { Strategy } from '../../templates/runtime/styles/strategy.js';
import { deep } from '../../templates/runtime/windows/deep.js';
import { type FaultServer, type Reply, type SeenRequest, serve } from '../support/fault-server.ts';
import { collect } from '../support/lists.ts';

const CEILING = 2000;

interface Contact {
  readonly id: string;
  readonly created: string;
}

/** Contacts in order of creation, `ties` of them in each second. */
function contacts(count: number, ties = 3): Contact[] {
  const start = Date.UTC(2024, 0, 1);
  return Array.from({ length: count }, (_, index) => ({
    id: String(index * 7),
    created: new Date(start + Math.floor(index / ties) * 1000).toISOString(),
  }));
}

interface SearchBody {
  readonly limit?: number;
  readonly after?: string;
  readonly createdFrom?: string;
  readonly sort?: string;
}

let list: Contact[];
/** Whether the search refuses a cursor at its ceiling, or stops sending one. */
let atCeiling: 'refuses' | 'stops';
let server: FaultServer;
beforeEach(async () => {
  server = await serve(answer);
});
afterEach(() => server.close());

/**
 * Answers as contact searches do: the cursor is the number of items before the page, the same in every window, nothing
 * beyond its ceiling is served, and the total counts the items that match the filter.
 */
function answer(request: SeenRequest): Reply {
  const { limit = 100, after = '0', createdFrom = '', sort } = { ...(request.body as SearchBody), ...request.query };
  const start = Number(after);
  if (start >= CEILING) return { status: 400, body: { message: 'cannot page beyond the ceiling' } };
  const found = list.filter(({ created }) => created >= createdFrom);
  // Without an order, the best match comes first.
  const sorted = sort === 'created' ? found : found.toReversed();
  const end = Math.min(start + Number(limit), CEILING, sorted.length);
  const isLast = end >= sorted.length || (end >= CEILING && atCeiling === 'stops');
  const query = new URLSearchParams({ ...request.query, after: String(end) });
  return {
    body: {
      results: sorted.slice(start, end),
      total: found.length,
      ...(!isLast && { paging: { next: { after: String(end), link: `/search?${query}` } } }),
    },
  };
}

const known = { key: '/id', limits: { maxResults: CEILING, maxLimit: 200, defaultLimit: 100 } };
const response = { items: '/results', total: '/total' };
const windowsIn = (place: string) =>
  deep({
    field: '/created',
    key: '/id',
    from: `${place}/createdFrom`,
    sort: { [`${place}/sort`]: 'created' },
    type: 'date-time',
  });

const BY_CURSOR: readonly [Operation, Strategy] = [
  { name: 'searchContacts', method: 'POST', path: '/search' },
  cursor({
    ...known,
    style: 'cursor-body',
    request: { cursor: '/body/after', limit: '/body/limit' },
    response: { ...response, nextCursor: '/paging/next/after' },
    deep: windowsIn('/body'),
  }),
];

const BY_URL: readonly [Operation, Strategy] = [
  {
    name: 'listContacts',
    method: 'GET',
    path: '/search',
    parameters: ['limit', 'after', 'createdFrom', 'sort'].map((name) => ({
      name,
      in: inQuery,
    })),
  },
  nextUrl({
    ...known,
    request: { limit: '/limit' },
    response: { ...response, nextUrl: '/paging/next/link' },
    deep: windowsIn(''),
  }),
];

function search(
  [operation, strategy]: readonly [Operation, Strategy],
  params: object,
  options: PositionListOptions = {},
) {
  const client = new ClientCore({ baseUrl: server.url }, { retry: false });
  return paginate<Contact, unknown>(client, operation, params, options, [strategy]);
}

describe.each([
  ['cursor', BY_CURSOR, (limit: number) => ({ body: { limit } })],
  ['next-url', BY_URL, (limit: number) => ({ limit })],
] as const)('deep: true, %s', (_, style, sized) => {
  test.each(['refuses', 'stops'] as const)(
    'returns every contact once if the search %s at its ceiling',
    async (how) => {
      list = contacts(4711);
      atCeiling = how;
      const walk = search(style, sized(200), { deep: true });
      expect(walk.plan()).toMatchObject({ deep: true, reachable: undefined });
      expect(await collect(walk)).toEqual(list);
      expect(server.requests.length).toBeLessThan(4711 / 200 + 6);
    },
  );

  test('turns the order of the search into that of the field from the first request on', async () => {
    list = contacts(30);
    atCeiling = 'refuses';
    expect(await collect(search(style, sized(10), { deep: true }))).toEqual(list);
    expect(await collect(search(style, sized(10)))).toEqual(list.toReversed());
  });

  test('is not used without being asked for: the error names it', async () => {
    list = contacts(2001);
    atCeiling = 'refuses';
    const items: Contact[] = [];
    const walked = (async () => {
      for await (const item of search(style, sized(200))) items.push(item);
    })();
    await expect(walked).rejects.toMatchObject({ name: 'PaginationCeilingError', ceiling: 'maxResults' });
    await expect(walked).rejects.toThrow('set deep: true');
    expect(items).toHaveLength(CEILING);
  });

  test('resumes in the middle of a window', async () => {
    list = contacts(4100);
    atCeiling = 'refuses';
    const walk = search(style, sized(200), { deep: true, maxItems: 3123 });
    const first = await collect(walk);
    const resume = JSON.parse(JSON.stringify(walk.checkpoint()));
    expect([...first, ...(await collect(search(style, sized(200), { resume })))]).toEqual(list);
  });

  test('more equal values than the search serves cannot be passed', async () => {
    list = contacts(2100, 2100);
    atCeiling = 'refuses';
    await expect(collect(search(style, sized(200), { deep: true }))).rejects.toMatchObject({
      name: 'PaginationCeilingError',
      delivered: CEILING,
    });
  });

  test('notices a cursor that leads back within a window', async () => {
    list = contacts(500);
    atCeiling = 'refuses';
    const looping = await serve((request) => {
      const reply = answer(request) as { body: { paging?: { next: { after: string; link: string } } } };
      const { after } = { ...(request.body as SearchBody), ...request.query };
      if (after !== '200' || reply.body.paging === undefined) return reply;
      const link = reply.body.paging.next.link.replace(/after=\d+/, 'after=100');
      return { body: { ...reply.body, paging: { next: { after: '100', link } } } };
    });
    const client = new ClientCore({ baseUrl: looping.url }, { retry: false });
    const walk = paginate<Contact, unknown>(client, style[0], sized(100), { deep: true }, [style[1]]);
    await expect(collect(walk)).rejects.toMatchObject({ name: 'PaginationLoopError' });
    await looping.close();
  });
});

test('deep: true is refused with a cursor of the caller and without a declaration', async () => {
  const own = search(BY_CURSOR, { body: { after: '100' } }, { deep: true });
  await expect(collect(own)).rejects.toThrow('the call sets its own cursor');
  expect(server.requests).toHaveLength(0);
});
