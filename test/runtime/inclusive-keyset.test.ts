import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { ClientCore } from '../../templates/runtime/client.js';
import type { Operation } from '../../templates/runtime/operation.js';
import type { PositionListOptions } from '../../templates/runtime/paginator/options.js';
import { type Paginator, paginate } from '../../templates/runtime/paginator/paginate.js';
import { inQuery } from '../../templates/runtime/parameters/parameter.js';
import { cursor } from '../../templates/runtime/styles/cursor.js';
import { inclusiveKeyset } from '../../templates/runtime/styles/inclusive-keyset.js';
import { type FaultServer, serve } from '../support/fault-server.ts';
import { collect } from '../support/lists.ts';
import { runs, walkOn } from '../support/properties.ts';

interface Event {
  readonly id: number;
  readonly at: number;
}

let events: readonly Event[] = [];
let size = 5;
/** Changes the page that the server is about to return. */
let change = (page: readonly Event[]): readonly object[] => page;
let isExclusive = false;
let server: FaultServer;

beforeAll(async () => {
  server = await serve(({ query }) => {
    const since = Number(query['since'] ?? 0);
    const rest = events.filter(({ at }) => (isExclusive && query['since'] !== undefined ? at > since : at >= since));
    return { body: { data: change(rest.slice(0, Number(query['limit'] ?? size))) } };
  });
});
beforeEach(() => {
  server.requests.length = 0;
  size = 5;
  isExclusive = false;
  change = (page) => page;
});
afterAll(() => server.close());

const operation: Operation = {
  name: 'listEvents',
  method: 'GET',
  path: '/events',
  parameters: ['since', 'limit'].map((name) => ({ name, in: inQuery })),
};

function list(params: object = {}, options: PositionListOptions = {}): Paginator<Event> {
  const strategy = cursor({
    style: 'cursor-query',
    request: { cursor: '/since', limit: '/limit' },
    response: { items: '/data', itemCursor: '/at' },
    key: '/id',
  });
  const client = new ClientCore({ baseUrl: server.url }, { retry: false });
  return paginate<Event, unknown>(client, operation, params, options, [inclusiveKeyset(strategy, ['/at'])]);
}

/** Events with these numbers of them at times 1, 2, 3 and so on. */
const eventsAt = (counts: readonly number[]): Event[] =>
  counts
    .flatMap((count, index) => Array.from({ length: count }, () => index + 1))
    .map((at, index) => ({ id: index + 1, at }));

test('a walk returns each item once and resumes after any, whatever items are equal', async () => {
  const settings = {
    counts: fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 12 }),
    size: fc.integer({ min: 5, max: 9 }),
    stops: fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 3 }),
  };
  await fc.assert(
    fc.asyncProperty(fc.record(settings), async (given) => {
      events = eventsAt([...given.counts, 1]);
      size = given.size;
      expect(await walkOn((resume) => list({}, { resume }), { stops: given.stops })).toEqual(events);
    }),
    runs(60),
  );
});

test('items with the value of the cursor may come in another order', async () => {
  events = eventsAt([2, 3, 2]);
  change = (page) => page.toSorted((a, b) => a.at - b.at || b.id - a.id);
  size = 4;
  const walked = await collect(list());
  expect(walked.map(({ id }) => id).sort()).toEqual([1, 2, 3, 4, 5, 6, 7]);
});

test.each([
  ['an empty list', [], 1],
  ['a list of one item', [1], 2],
  ['a page that is full at the end of the list', [1, 1, 1, 1, 1], 2],
])('%s ends', async (_, counts, requests) => {
  events = eventsAt(counts);
  expect(await collect(list())).toEqual(events);
  expect(server.requests).toHaveLength(requests);
});

test('more equal items than fit on a page are a ceiling, after all items within reach', async () => {
  events = eventsAt([2, 9]);
  const walked: number[] = [];
  const walk = async () => {
    for await (const { id } of list({ limit: 4 })) walked.push(id);
  };
  await expect(walk()).rejects.toMatchObject({
    name: 'PaginationCeilingError',
    ceiling: 'maxLimit',
    message: expect.stringContaining('Set a larger page size'),
  });
  expect(walked).toEqual([1, 2, 3, 4, 5, 6]);
});

test('a server that begins after the cursor is refused, since items may be missing', async () => {
  events = eventsAt([2, 5, 2]);
  isExclusive = true;
  await expect(collect(list({ limit: 4 }))).rejects.toMatchObject({
    name: 'PaginationProtocolError',
    message: expect.stringContaining('does not begin with the item'),
  });
});

test('a server that ignores the cursor is refused', async () => {
  events = eventsAt([1, 1, 1, 1, 1, 1]);
  change = () => events.slice(0, 3);
  await expect(collect(list())).rejects.toMatchObject({ name: 'PaginationProtocolError' });
  expect(server.requests).toHaveLength(2);
});

test('an item without a key is refused', async () => {
  events = eventsAt([1, 1, 1]);
  change = (page) => page.map(({ at }) => ({ at }));
  await expect(collect(list())).rejects.toThrow('an item has no /id');
});
