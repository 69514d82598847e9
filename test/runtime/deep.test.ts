import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ClientCore } from '../../templates/runtime/client.js';
import type { Checkpoint } from '../../templates/runtime/paginator/checkpoint.js';
import { PaginationCeilingError, PaginationProtocolError } from '../../templates/runtime/paginator/errors.js';
import type { PositionListOptions } from '../../templates/runtime/paginator/options.js';
import { type Paginator, paginate } from '../../templates/runtime/paginator/paginate.js';
import { inQuery } from '../../templates/runtime/parameters/parameter.js';
import { offset } from '../../templates/runtime/styles/offset.js';
import { deep } from '../../templates/runtime/windows/deep.js';
import type { DeepSpec } from '../../templates/runtime/windows/window-scan.js';
import { type FaultServer, type Reply, type SeenRequest, serve } from '../support/fault-server.ts';
import { collect, listRows, rows, windows } from '../support/lists.ts';

let answer: (request: SeenRequest) => Reply;
let server: FaultServer;
beforeAll(async () => {
  server = await serve((request) => answer(request));
});
beforeEach(() => {
  server.requests.length = 0;
});
afterAll(() => server.close());

interface Item {
  readonly id?: unknown;
  readonly at?: unknown;
}

type Compare = (a: unknown, b: unknown) => number;
const byNumber: Compare = (a, b) => Number(a) - Number(b);
const byText: Compare = (a, b) => (String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0);

/** A sorted list with inclusive bounds that refuses an offset beyond 20. */
function sorted(all: readonly Item[], compare: Compare = byNumber, bound: (text: string) => unknown = (text) => text) {
  return ({ query }: SeenRequest): Reply => {
    const skip = Number(query['offset'] ?? 0);
    if (skip > 20) return { status: 400, body: { error: 'offset beyond 20' } };
    const { from, until } = query;
    const list = all.filter(
      ({ at }) =>
        (from === undefined || compare(at, bound(from)) >= 0) &&
        (until === undefined || compare(at, bound(until)) <= 0),
    );
    return { body: { data: list.slice(skip, skip + Number(query['limit'] ?? 10)) } };
  };
}

const ascending: DeepSpec = { field: '/at', key: '/id', from: '/from', sort: { '/sort': 'at' }, type: 'number' };

function walk(spec: Partial<DeepSpec> = {}, params: object = {}, options: PositionListOptions = {}): Paginator<Item> {
  const client = new ClientCore({ baseUrl: server.url }, { retry: false });
  const parameters = ['offset', 'limit', 'from', 'until', 'sort'].map((name) => ({ name, in: inQuery }));
  return paginate<Item, unknown>(client, { name: 'listItems', method: 'GET', path: '/', parameters }, params, options, [
    offset({
      request: { offset: '/offset', limit: '/limit' },
      response: { items: '/data', total: '/total' },
      limits: { maxOffset: 20, defaultLimit: 10 },
      key: '/id',
      deep: deep({ ...ascending, ...spec }),
    }),
  ]);
}

async function attempt(list: AsyncIterable<Item>): Promise<{ items: Item[]; error: unknown }> {
  const items: Item[] = [];
  try {
    for await (const item of list) items.push(item);
  } catch (error) {
    return { items, error };
  }
  return { items, error: undefined };
}

const searches = (): string[] => server.requests.map(({ search }) => search);

describe('a walk past the ceiling', () => {
  test('ascending: the order is set from the first request, each window begins at the last value', async () => {
    answer = sorted(rows(70));
    expect(await collect(walk())).toEqual(rows(70));
    expect(searches().slice(0, 4)).toEqual([
      '?sort=at',
      '?offset=10&sort=at',
      '?offset=20&sort=at',
      '?offset=0&from=29&sort=at',
    ]);
  });

  test('descending, by an upper bound', async () => {
    const all = rows(70).reverse();
    answer = sorted(all);
    const { from: _, ...rest } = ascending;
    const client = new ClientCore({ baseUrl: server.url }, { retry: false });
    const parameters = ['offset', 'limit', 'until', 'sort'].map((name) => ({ name, in: inQuery }));
    const list = paginate<Item, unknown>(client, { name: 'listItems', method: 'GET', path: '/', parameters }, {}, {}, [
      offset({
        request: { offset: '/offset', limit: '/limit' },
        response: { items: '/data' },
        limits: { maxOffset: 20 },
        key: '/id',
        deep: deep({ ...rest, until: '/until', sort: { '/sort': '-at' } }),
      }),
    ]);
    expect(await collect(list)).toEqual(all);
    expect(searches()[3]).toBe('?offset=0&until=40&sort=-at');
  });

  test('ties may come in another order in another window', async () => {
    const all = rows(90, 7);
    answer = (request) => {
      const turned = request.query['from'] === undefined ? all : [...all].sort((a, b) => a.at - b.at || b.id - a.id);
      return sorted(turned)(request);
    };
    const ids = (await collect(walk())).map(({ id }) => id);
    expect(new Set(ids).size).toBe(90);
    expect(ids).toHaveLength(90);
  });

  test('date-times: by instant, whatever the offset and the number of fraction digits; no offset means UTC', async () => {
    const times = [
      '2024-01-01T00:00:00Z',
      '2024-01-01T01:00:00.000000001+01:00',
      '2024-01-01T00:00:00.00000001',
      '2024-01-01T00:00:00.1Z',
      '2023-12-31T19:00:00.12-05:00',
      '2024-01-01T00:00:01Z',
    ];
    const all = Array.from({ length: 90 }, (_, index) => ({ id: index, at: times[Math.floor(index / 15)] as string }));
    const place: Compare = (a, b) => times.indexOf(String(a)) - times.indexOf(String(b));
    answer = sorted(all, place);
    expect(await collect(walk({ type: 'date-time' }))).toEqual(all);
    expect(server.requests.flatMap(({ query }) => query['from'] ?? [])).toContain(times[1]);
  });

  test('strings by code unit', async () => {
    const all = Array.from({ length: 60 }, (_, index) => ({ id: index, at: String.fromCharCode(33 + index) }));
    answer = sorted(all, byText);
    expect(await collect(walk({ type: 'string' }))).toEqual(all);
  });

  test('bounds that the server truncates bring back old items: they are dropped', async () => {
    const all = rows(80, 3);
    answer = sorted(all, byNumber, (text) => Math.floor(Number(text) / 4) * 4);
    expect(await collect(walk())).toEqual(all);
  });

  test('keys compare by JSON type: 1 and "1" are two items', async () => {
    const all = rows(60).map(({ id, at }) => ({ id: id % 2 === 0 ? String(id - 1) : id, at: Math.floor(at / 2) }));
    answer = sorted(all);
    expect(await collect(walk())).toEqual(all);
  });

  test('concurrency and prefetch change nothing', async () => {
    answer = sorted(rows(150, 4));
    expect(await collect(walk({}, {}, { concurrency: 3, prefetch: 2 }))).toEqual(rows(150, 4));
  });

  test('total is the first window’s', async () => {
    answer = (request) => {
      const { body } = sorted(rows(50))(request);
      return { body: { ...(body as object), total: request.query['from'] === undefined ? 50 : 21 } };
    };
    const totals: unknown[] = [];
    for await (const page of walk().pages()) totals.push(page.total);
    expect(new Set(totals)).toEqual(new Set([50]));
    expect(totals.length).toBeGreaterThan(4);
  });
});

describe('what could lose items is a protocol error with a checkpoint', () => {
  const exclusive =
    (all: readonly Item[], shift = 1) =>
    (request: SeenRequest): Reply =>
      sorted(all, byNumber, (text) => Number(text) + shift)(request);

  test.each([0.5, 1, 100])('an exclusive or rounded bound (%d too high)', async (shift) => {
    answer = exclusive(rows(70), shift);
    const { items, error } = await attempt(walk());
    expect(items).toEqual(rows(30));
    expect(error).toBeInstanceOf(PaginationProtocolError);
    expect(error).toMatchObject({ delivered: 30, checkpoint: { operation: 'listItems' } });
    expect((error as Error).message).toContain('/from is exclusive or was rounded');
  });

  test('the checkpoint of that error goes on once the server is right', async () => {
    answer = exclusive(rows(70));
    const { items, error } = await attempt(walk());
    answer = sorted(rows(70));
    const { checkpoint: resume } = error as PaginationProtocolError;
    expect([...items, ...(await collect(walk({}, {}, { resume })))]).toEqual(rows(70));
  });

  test.each([
    ['a value that is null', { id: 7, at: null }, /no usable \/at or \/id/],
    ['a value that is missing', { id: 7 }, /no usable \/at or \/id/],
    ['a missing key', { at: 6 }, /no usable \/at or \/id/],
    ['a value out of order', { id: 7, at: 1 }, /not in the order of \/at ascending/],
    ['a rounded value', { id: 7, at: 2 ** 53 }, /beyond 2\^53 - 1/],
  ])('%s: only when a further window is needed, after all items of this one', async (_, odd, message) => {
    const withOdd = (count: number): Item[] => rows(count).map((row) => (row.id === 7 ? odd : row));
    const served = (all: readonly Item[]) => (request: SeenRequest) => {
      const skip = Number(request.query['offset'] ?? 0);
      return { body: { data: all.slice(skip, skip + 10) } };
    };
    answer = served(withOdd(15));
    expect(await collect(walk())).toEqual(withOdd(15));
    answer = served(withOdd(50));
    const { items, error } = await attempt(walk());
    expect(items).toEqual(withOdd(30));
    expect(error).toBeInstanceOf(PaginationProtocolError);
    expect(String(error)).toMatch(message);
  });

  test('an order that breaks in a later window', async () => {
    const all = rows(90);
    answer = (request) => {
      const reply = sorted(all)(request);
      const { data } = reply.body as { data: Item[] };
      const odd = request.query['from'] !== undefined && request.query['offset'] === '10';
      return odd ? { body: { data: [...data.slice(0, 5), { id: 'late', at: 3 }, ...data.slice(5)] } } : reply;
    };
    const { error } = await attempt(walk());
    expect(String(error)).toMatch(/not in the order/);
  });
});

describe('where windows end', () => {
  test('one that brings nothing new cannot advance: the ceiling error, after every reachable item', async () => {
    answer = sorted(rows(60, 60));
    const { items, error } = await attempt(walk());
    expect(items).toEqual(rows(60, 60).slice(0, 30));
    expect(error).toBeInstanceOf(PaginationCeilingError);
    expect(error).toMatchObject({ ceiling: 'maxOffset', delivered: 30 });
  });

  test('a list that ends exactly with a window', async () => {
    for (const count of [0, 1, 29, 30, 31, 58, 59, 60]) {
      answer = sorted(rows(count));
      expect(await collect(walk())).toEqual(rows(count));
    }
  });
});

describe('when windows are used', () => {
  beforeEach(() => {
    answer = sorted(rows(70));
  });

  test('not by the awaited first page and its next()', async () => {
    let page = await walk();
    while (page.index < 2) page = await page.next();
    await expect(page.next()).rejects.toBeInstanceOf(PaginationCeilingError);
    expect(searches()).toEqual(['', '?offset=10', '?offset=20']);
  });

  test.each([
    ['maxItems', { maxItems: 30 }],
    ['maxPages with the declared page size', { maxPages: 2 }],
    ['deep: false', { deep: false, onCeiling: 'stop' as const }],
  ])('not if %s keeps the walk below the ceiling', async (_, options) => {
    expect(walk({}, {}, options).plan().deep).toBe(false);
    await collect(walk({}, {}, options));
    expect(searches().join()).not.toContain('sort');
    expect(walk({}, {}, { maxItems: 31 }).plan().deep).toBe(true);
    expect(await walk().toArray({ max: 31 })).toEqual(rows(31));
    expect(searches().join()).toContain('sort');
  });

  test('not with a sort of the caller’s own, which the ceiling error says', async () => {
    const { items, error } = await attempt(walk({}, { sort: 'name' }));
    expect(items).toHaveLength(30);
    expect(String(error)).toContain('omit your own order');
    expect(searches()[0]).toBe('?sort=name');
  });

  test('deep: true forces them, or is refused before any request', async () => {
    await collect(walk({}, {}, { deep: true, maxItems: 5 }));
    expect(searches()).toEqual(['?sort=at']);
    await expect(collect(walk({}, { sort: 'name' }, { deep: true }))).rejects.toThrow(/deep: true is not possible/);
    await expect(collect(listRows(server.url, 'offset', {}, { deep: true }))).rejects.toThrow(
      /needs a deep declaration, and the strategy 'offset' has none/,
    );
    expect(searches()).toHaveLength(1);
  });

  test('the caller’s own bound is the first window’s, and later ones only narrow it', async () => {
    expect(await collect(walk({}, { from: 35 }))).toEqual(rows(70).slice(35));
    expect(searches()[0]).toBe('?from=35&sort=at');
    answer = sorted(rows(90), byNumber, (text) => Number(text) - (Number(text) % 40));
    server.requests.length = 0;
    await attempt(walk({}, { from: 75 }));
    const bounds = server.requests.map(({ query }) => Number(query['from']));
    expect(Math.min(...bounds)).toBe(75);
  });

  test('the caller’s own start keeps the first window; the next begin at the style’s own', async () => {
    expect(await collect(walk({}, { offset: 15 }))).toEqual(rows(70).slice(15));
    expect(server.requests[0]?.query).toMatchObject({ offset: '15', sort: 'at' });
    expect(server.requests.find(({ query }) => query['from'] !== undefined)?.query['offset']).toBe('0');
  });

  test('page style', async () => {
    answer = (request) => {
      const { page = '1', limit = '5', from = '0' } = request.query;
      const list = rows(70, 2).filter(({ at }) => at >= Number(from));
      if (Number(page) > 4) return { status: 400 };
      return { body: { data: list.slice((Number(page) - 1) * Number(limit), Number(page) * Number(limit)) } };
    };
    const list = listRows(server.url, 'page', { limit: 5 }, {}, { limits: { maxPage: 4 }, extra: { deep: windows } });
    expect(await collect(list)).toEqual(rows(70, 2));
  });
});

test('a deep walk resumed inside a page, by its first page', async () => {
  const all = rows(90, 4);
  answer = sorted(all);
  for (let stop = 25; stop < 45; stop++) {
    const first = walk();
    const taken: Item[] = [];
    for await (const item of first) {
      taken.push(item);
      if (taken.length === stop) break;
    }
    let page = await walk({}, {}, { resume: JSON.parse(JSON.stringify(first.checkpoint())) });
    taken.push(...page.items);
    while (page.hasNext) {
      page = await page.next().catch((error: { code?: string }) => {
        if (error.code !== 'NO_NEXT_PAGE') throw error;
        return { ...page, items: [], hasNext: false };
      });
      taken.push(...page.items);
    }
    expect(taken).toEqual(all);
  }
});

test('a walk in small batches: without deep: true it meets the ceiling, which says so', async () => {
  const all = rows(50);
  answer = sorted(all);
  const inBatches = async (options: PositionListOptions): Promise<Item[]> => {
    const taken: Item[] = [];
    for (let resume = undefined as Checkpoint | undefined; ; ) {
      const batch = walk({}, {}, { ...options, maxItems: 15, resume });
      const items = await collect(batch);
      taken.push(...items);
      if (items.length < 15) return taken;
      resume = batch.checkpoint();
    }
  };
  expect(await inBatches({ deep: true })).toEqual(all);
  await expect(inBatches({})).rejects.toThrow(
    'To get the rest, begin a walk with deep: true instead of this checkpoint, or narrow the query',
  );
});
