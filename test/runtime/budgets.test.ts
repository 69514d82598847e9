import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { call } from '../../templates/runtime/call.js';
import { ClientCore, type ClientOptions } from '../../templates/runtime/client.js';
import type { Operation } from '../../templates/runtime/operation.js';
import { paginate } from '../../templates/runtime/paginator/paginate.js';
import { type RequestBudget, type RequestBudgets, requestBudgets } from '../../templates/runtime/transport/budgets.js';
import { serve } from '../support/fault-server.ts';
import { collect, operationOf, strategyOf } from '../support/lists.ts';
import { runs } from '../support/properties.ts';

/** Counts requests as servers with a rate limit do. Returns true for a request that is beyond the limit. */
type Meter = (now: number) => boolean;

function slidingWindow({ requests, per }: RequestBudget): Meter {
  const seen: number[] = [];
  return (now) => {
    while (seen[0] !== undefined && seen[0] <= now - per * 1000) seen.shift();
    return seen.push(now) > requests;
  };
}

function fixedWindow({ requests, per }: RequestBudget, offset: number): Meter {
  let current = Number.NaN;
  let count = 0;
  return (now) => {
    const window = Math.floor((now + offset) / (per * 1000));
    if (window !== current) count = 0;
    current = window;
    return ++count > requests;
  };
}

/** A list of 10 items a page, by offset, behind a meter, that answers after a random wait. It is never refused a place. */
class MeteredList {
  readonly arrivals: number[] = [];
  readonly paths: string[] = [];
  refused = 0;
  readonly #meter: Meter;
  readonly #total: number;
  readonly #jitter: () => number;

  constructor(meter: Meter, total: number, jitter: () => number) {
    this.#meter = meter;
    this.#total = total;
    this.#jitter = jitter;
  }

  readonly fetch: typeof fetch = async (input, init) => {
    const url = new URL(String(input));
    const wait = this.#jitter();
    const early = Math.random() * wait;
    await pause(early, init?.signal);
    this.arrivals.push(performance.now());
    this.paths.push(url.pathname);
    const isRefused = this.#meter(performance.now());
    await pause(wait - early, init?.signal);
    if (isRefused) {
      this.refused++;
      return Response.json({}, { status: 429, headers: { 'retry-after': '0' } });
    }
    const offset = Number(url.searchParams.get('offset') ?? 0);
    const length = Math.min(10, Math.max(0, this.#total - offset));
    const data = Array.from({ length }, (_, index) => ({ id: offset + index, at: offset + index, name: '' }));
    return Response.json({ data, meta: { total: this.#total } });
  };
}

function pause(ms: number, signal: AbortSignal | null | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}

const PLACES = { api: { requests: 60, per: 60 } };

function clientOf(
  fetcher: typeof fetch,
  declared: Readonly<Record<string, RequestBudget>>,
  config: ClientOptions & { budgets?: RequestBudgets<string> } = {},
): ClientCore {
  const api = { baseUrl: 'http://api.test', budgets: requestBudgets(declared) };
  return new ClientCore(api, { retry: false, fetch: fetcher, ...config });
}

const LIST: Operation = { ...operationOf('offset'), budgets: ['api'] };

function list(client: ClientCore, options: object = {}, operation: Operation = LIST) {
  return paginate<{ id: number }, unknown>(client, operation, { limit: 10 }, options, [strategyOf('offset')]);
}

describe('walks within a budget', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const meters = fc.oneof(
    fc.constant((budget: RequestBudget) => slidingWindow(budget)),
    fc.integer({ min: 0, max: 60_000 }).map((offset) => (budget: RequestBudget) => fixedWindow(budget, offset)),
  );

  test('several walks with prefetch and concurrency are never refused, and use at least 0.95 of the rate', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({ requests: fc.integer({ min: 1, max: 60 }), per: fc.integer({ min: 10, max: 60 }) }),
        meters,
        fc.array(fc.record({ prefetch: fc.integer({ min: 0, max: 4 }), concurrency: fc.integer({ min: 1, max: 6 }) }), {
          minLength: 2,
          maxLength: 4,
        }),
        fc.integer({ min: 1, max: 9 }),
        async (budget, meterOf, walks, rounds) => {
          // One walk without look-ahead cannot use the rate if answers take longer than `per / requests`.
          fc.pre((budget.per / budget.requests) * walks.length >= 0.45);
          const pages = Math.ceil((budget.requests * rounds) / walks.length) + 1;
          const server = new MeteredList(meterOf(budget), pages * 10, () => 20 + Math.random() * 380);
          const client = clientOf(server.fetch, { api: budget });
          const started = performance.now();
          const all = Promise.all(walks.map((options) => collect(list(client, options))));
          await vi.runAllTimersAsync();
          for (const items of await all) expect(items.map(({ id }) => id)).toEqual([...Array(pages * 10).keys()]);
          expect(server.refused).toBe(0);
          const needed = Math.floor((server.arrivals.length - 1) / budget.requests) * budget.per * 1000;
          const last = Math.max(...server.arrivals);
          // The last burst needs the time of its own answers, which is not the budget's.
          const burst = Math.ceil(budget.requests / walks.length) * 400;
          expect(last - started).toBeLessThanOrEqual(needed / 0.95 + burst);
        },
      ),
      runs(12),
    );
  });

  test('retries count, and walks of calls that are not paginated share the budget', async () => {
    const server = new MeteredList(slidingWindow(PLACES.api), 1500, () => 50);
    let failed = 0;
    const flaky: typeof fetch = async (input, init) => {
      const answer = await server.fetch(input, init);
      return server.arrivals.length % 7 === 0 && ++failed ? new Response('', { status: 503 }) : answer;
    };
    const client = clientOf(flaky, PLACES, { retry: { attempts: 5, maxWait: 0 } });
    const single: Operation = { name: 'getPlace', method: 'GET', path: '/place', budgets: ['api'] };
    const all = Promise.all([
      collect(list(client, { concurrency: 8 })),
      ...Array.from({ length: 100 }, () => call(client, single, {}, {})),
    ]);
    await vi.runAllTimersAsync();
    expect((await all)[0]).toHaveLength(1500);
    expect(failed).toBeGreaterThan(10);
    expect(server.refused).toBe(0);
  });

  test('the wait is outside of timeout and maxWait', async () => {
    const server = new MeteredList(slidingWindow(PLACES.api), 2000, () => 50);
    const client = clientOf(server.fetch, PLACES, { timeout: 100, retry: { attempts: 0, maxWait: 10 } });
    const items = collect(list(client));
    await vi.runAllTimersAsync();
    expect(await items).toHaveLength(2000);
  });

  test('an attempt that is too slow still times out after a wait', async () => {
    const server = new MeteredList(slidingWindow({ requests: 1, per: 10 }), 20, () => 500);
    const client = clientOf(server.fetch, { api: { requests: 1, per: 10 } }, { timeout: 100 });
    const failures = Promise.allSettled([list(client).first(), list(client).first()]);
    await vi.runAllTimersAsync();
    for (const result of await failures) expect(result).toMatchObject({ reason: { code: 'TIMEOUT' } });
  });

  test('redirects count', async () => {
    const server = new MeteredList(slidingWindow({ requests: 2, per: 10 }), 40, () => 20);
    const moved: typeof fetch = async (input, init) => {
      const answer = await server.fetch(input, init);
      const url = new URL(String(input));
      if (answer.status === 429 || url.pathname === '/new') return answer;
      return new Response(null, { status: 307, headers: { location: `/new${url.search}` } });
    };
    const items = collect(list(clientOf(moved, { api: { requests: 2, per: 10 } }, { headers: { 'x-key': 'secret' } })));
    await vi.runAllTimersAsync();
    expect(await items).toHaveLength(40);
    expect(server.refused).toBe(0);
    expect(server.paths.filter((path) => path === '/new')).toHaveLength(server.paths.length / 2);
  });

  test('a wait is abortable, and its place goes to the next call', async () => {
    const server = new MeteredList(slidingWindow({ requests: 1, per: 10 }), 5, () => 20);
    const client = clientOf(server.fetch, { api: { requests: 1, per: 10 } });
    const control = new AbortController();
    const first = list(client).first();
    const second = list(client, { signal: control.signal }).first();
    const third = list(client).first();
    const settled = Promise.allSettled([first, second, third]);
    await vi.advanceTimersByTimeAsync(5000);
    control.abort(new Error('enough'));
    await expect(second).rejects.toThrow('enough');
    await vi.advanceTimersByTimeAsync(5100);
    await expect(third).resolves.toBeDefined();
    await settled;
    expect(vi.getTimerCount()).toBe(0);
  });

  test('a call that waits for its budget does not keep other calls from sending', async () => {
    const server = new MeteredList(
      () => false,
      5,
      () => 20,
    );
    const client = clientOf(server.fetch, { api: { requests: 1, per: 100 } }, { maxConcurrency: 1 });
    const waiting = Promise.all([list(client).first(), list(client).first(), list(client).first()]);
    await vi.advanceTimersByTimeAsync(1000);
    const free = call(client, { name: 'getFree', method: 'GET', path: '/free' }, {}, {});
    await vi.advanceTimersByTimeAsync(50);
    await expect(free).resolves.toBeDefined();
    await vi.runAllTimersAsync();
    await waiting;
  });

  test('a cursor that expires goes first', async () => {
    const server = new MeteredList(
      () => false,
      100,
      () => 10,
    );
    const cursorPage: typeof fetch = async (input, init) => {
      await server.fetch(input, init);
      return Response.json({ data: [{ id: 1 }], meta: { cursor: 'x' } });
    };
    const client = clientOf(cursorPage, { api: { requests: 1, per: 10 } });
    const operation: Operation = { ...operationOf('cursor'), budgets: ['api'] };
    const strategy = strategyOf('cursor', { cursorTtl: 30 }, { repeat: 'allow' });
    const pages = paginate(client, operation, {}, { repeat: 'allow', maxPages: 3 }, [strategy]).pages();
    const begun = pages.next();
    await vi.advanceTimersByTimeAsync(100);
    await begun;
    const other: Operation = { name: 'getOther', method: 'GET', path: '/other', budgets: ['api'] };
    const others = Promise.all([1, 2, 3].map(() => call(client, other, {}, {})));
    await vi.advanceTimersByTimeAsync(100);
    const second = pages.next();
    await vi.runAllTimersAsync();
    await Promise.all([others, second]);
    expect(server.paths.slice(0, 2)).toEqual(['/cursor', '/cursor']);
  });

  test('an operation with two budgets keeps within both', async () => {
    const both = { api: { requests: 10, per: 10 }, search: { requests: 2, per: 10 } };
    const [outer, inner] = [slidingWindow(both.api), slidingWindow(both.search)];
    const server = new MeteredList(
      (now) => [outer(now), inner(now)].includes(true),
      60,
      () => 30,
    );
    const client = clientOf(server.fetch, both);
    const items = collect(list(client, {}, { ...LIST, budgets: ['api', 'search'] }));
    await vi.runAllTimersAsync();
    expect(await items).toHaveLength(60);
    expect(server.refused).toBe(0);
    expect(server.arrivals.at(-1)).toBeGreaterThanOrEqual((server.arrivals[0] ?? 0) + 20_000);
  });

  test('the client replaces a budget or turns all off', async () => {
    const quick = new MeteredList(
      () => false,
      200,
      () => 10,
    );
    const off = collect(list(clientOf(quick.fetch, { api: { requests: 1, per: 60 } }, { budgets: false })));
    await vi.advanceTimersByTimeAsync(1000);
    expect(await off).toHaveLength(200);
    const replaced = new MeteredList(slidingWindow({ requests: 100, per: 60 }), 200, () => 10);
    const config = { budgets: { api: { requests: 100, per: 60 } } };
    const more = collect(list(clientOf(replaced.fetch, { api: { requests: 1, per: 60 } }, config)));
    await vi.advanceTimersByTimeAsync(1000);
    expect(await more).toHaveLength(200);
    expect(replaced.refused).toBe(0);
  });
});

test.each([
  [{ api: { requests: 0, per: 1 } }, 'budgets.api must be { requests, per }'],
  [{ api: { requests: 1, per: Number.NaN } }, 'budgets.api must be { requests, per }'],
  [{ api: { requests: 1.5, per: 1 } }, 'budgets.api must be { requests, per }'],
  [{ apl: { requests: 1, per: 1 } }, "no budget is called 'apl'; there are api"],
])('the option %j is refused', (own, message) => {
  expect(() => clientOf(fetch, PLACES, { budgets: own })).toThrow(message);
});

test('plan({ total }) counts requests and the shortest duration', () => {
  const client = clientOf(fetch, PLACES);
  expect(list(client).plan({ total: 12_000 })).toMatchObject({ requests: 1200, duration: 19 * 60_000 });
  expect(list(client).plan({ total: 0 })).toMatchObject({ requests: 1, duration: 0 });
  expect(list(client, { maxItems: 25 }).plan({ total: 12_000 })).toMatchObject({ requests: 3, duration: 0 });
  expect(list(client).plan()).not.toHaveProperty('requests');
  const withoutBudgets = list(clientOf(fetch, PLACES, { budgets: false })).plan({ total: 70 });
  expect(withoutBudgets).toMatchObject({ requests: 7 });
  expect(withoutBudgets).not.toHaveProperty('duration');
  expect(() => list(client).plan({ total: 1.5 })).toThrow('plan({ total }) takes a whole number from 0; found 1.5');
});

test('over a real connection, nothing is refused and the rate is used', async () => {
  const budget = { requests: 10, per: 0.6 };
  const meter = slidingWindow(budget);
  let refused = 0;
  const server = await serve(({ query }) => {
    if (meter(performance.now())) refused++;
    const offset = Number(query['offset'] ?? 0);
    const data = Array.from({ length: Math.min(10, 450 - offset) }, (_, index) => ({ id: offset + index }));
    return { body: { data, meta: { total: 450 } }, delay: 2 + Math.random() * 10 };
  });
  const client = new ClientCore({ baseUrl: server.url, budgets: requestBudgets({ api: budget }) }, { retry: false });
  const started = performance.now();
  expect(await collect(list(client, { concurrency: 4, prefetch: 2 }))).toHaveLength(450);
  const duration = performance.now() - started;
  await server.close();
  expect(refused).toBe(0);
  expect(duration).toBeGreaterThan(4 * 600);
});
