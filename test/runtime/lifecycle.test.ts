import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ClientCore, type ClientOptions } from '../../templates/runtime/client.js';
import type { PositionListOptions } from '../../templates/runtime/paginator/options.js';
import { paginate } from '../../templates/runtime/paginator/paginate.js';
import { bearer } from '../../templates/runtime/transport/credentials.js';
import { type FaultServer, type Reply, type SeenRequest, serve } from '../support/fault-server.ts';
import { answerList, collect, type ListStyle, listRows, operationOf, rows, strategyOf } from '../support/lists.ts';

let answer: (request: SeenRequest, index: number) => Reply | Promise<Reply>;
let server: FaultServer;
const unhandled: unknown[] = [];
const warnings: string[] = [];
const note = (reason: unknown): void => void unhandled.push(reason);
const warn = (warning: Error): void => void warnings.push(warning.message);
let timers = 0;

beforeEach(async () => {
  server = await serve((request, index) => answer(request, index));
  answer = (request) => answerList(rows(100), {}, request);
  unhandled.length = warnings.length = 0;
  process.on('unhandledRejection', note);
  process.on('warning', warn);
  timers = activeTimers();
});
afterEach(async () => {
  await pause(20);
  process.off('unhandledRejection', note);
  process.off('warning', warn);
  await server.close();
  expect(unhandled).toEqual([]);
  expect(warnings).toEqual([]);
  // The server's own delays run out soon; a timeout of a minute would not.
  await until(() => activeTimers() <= timers);
});

function activeTimers(): number {
  return process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

async function until(reached: () => boolean): Promise<void> {
  for (let turn = 0; !reached(); turn++) {
    if (turn > 400) throw new Error('it did not come to that');
    await pause(5);
  }
}

/** A signal that counts its listeners. */
function watched(): { control: AbortController; listeners: () => number; most: () => number } {
  const control = new AbortController();
  const heard = new Set<unknown>();
  let most = 0;
  const { signal } = control;
  const add = signal.addEventListener.bind(signal);
  const remove = signal.removeEventListener.bind(signal);
  signal.addEventListener = (...given: Parameters<typeof add>) => {
    heard.add(given[1]);
    most = Math.max(most, heard.size);
    add(...given);
  };
  signal.removeEventListener = (...given: Parameters<typeof remove>) => {
    heard.delete(given[1]);
    remove(...given);
  };
  return { control, listeners: () => heard.size, most: () => most };
}

/** The last: requests in all, where the first page alone is answered. */
const ahead: [ListStyle, PositionListOptions, number][] = [
  ['offset', {}, 1],
  ['offset', { prefetch: 3 }, 2],
  ['offset', { concurrency: 4 }, 5],
  ['page', { prefetch: 2, concurrency: 4 }, 5],
  ['cursor', { prefetch: 2 }, 2],
  ['link', {}, 1],
];

/** Answers the first page; the others never. */
function firstPageOnly(): void {
  answer = (request, index) => ({ ...answerList(rows(100), {}, request), ...(index > 0 && { fault: 'silence' }) });
}

describe('leaving a loop early', () => {
  test.each(ahead)('%s %o: break ends the requests in flight and sends no more', async (style, options, sent) => {
    firstPageOnly();
    const { control, listeners } = watched();
    for await (const row of listRows(server.url, style, {}, { ...options, signal: control.signal })) {
      if (row.id === 5) {
        await until(() => server.requests.length === sent);
        break;
      }
    }
    await until(() => server.load.now === 0);
    await pause(20);
    expect(server.requests).toHaveLength(sent);
    expect(server.aborted.count).toBe(sent - 1);
    expect(listeners()).toBe(0);
  });

  test('throw inside the loop reaches the caller as it is', async () => {
    const mine = new Error('mine');
    const loop = async () => {
      for await (const _ of listRows(server.url, 'offset', {}, { prefetch: 2 })) throw mine;
    };
    await expect(loop()).rejects.toBe(mine);
    await until(() => server.load.now === 0);
  });

  test('return() while next() is pending: that next() is answered as done', async () => {
    answer = () => ({ fault: 'silence' });
    const iterator = listRows(server.url, 'offset')[Symbol.asyncIterator]();
    const pending = [iterator.next(), iterator.next()];
    await until(() => server.requests.length === 1);
    expect(await iterator.return?.()).toEqual({ done: true, value: undefined });
    expect(await Promise.all(pending)).toEqual(Array.from({ length: 2 }, () => ({ done: true, value: undefined })));
    expect(await iterator.next()).toEqual({ done: true, value: undefined });
    await until(() => server.load.now === 0);
  });

  test('return() before anything was asked for sends nothing', async () => {
    const iterator = listRows(server.url, 'offset')[Symbol.asyncIterator]();
    await iterator.return?.();
    expect(await iterator.next()).toEqual({ done: true, value: undefined });
    const pages = listRows(server.url, 'offset').pages();
    await expect(pages.throw?.(new Error('mine'))).rejects.toThrow('mine');
    expect(server.requests).toEqual([]);
  });
});

describe('an abort rejects with the reason of the signal', () => {
  const reason = { mine: true };

  test.each(ahead)('%s %o: before, during and between pages', async (style, options) => {
    const early = listRows(server.url, style, {}, { ...options, signal: AbortSignal.abort(reason) });
    await expect(collect(early)).rejects.toBe(reason);
    await expect(early.first()).rejects.toBe(reason);
    expect(server.requests).toEqual([]);

    firstPageOnly();
    const during = watched();
    const walk = collect(listRows(server.url, style, {}, { ...options, signal: during.control.signal }));
    walk.catch(() => {});
    await until(() => server.requests.length > 1);
    during.control.abort(reason);
    await expect(walk).rejects.toBe(reason);
    expect(during.listeners()).toBe(0);

    answer = (request) => answerList(rows(100), {}, request);
    const between = watched();
    const iterator = listRows(server.url, style, {}, { ...options, signal: between.control.signal }).pages();
    await iterator.next();
    await pause(20);
    between.control.abort(reason);
    await expect(iterator.next()).rejects.toBe(reason);
    expect(await iterator.next()).toEqual({ done: true, value: undefined });
    expect(between.listeners()).toBe(0);
    await until(() => server.load.now === 0);
  });

  test('between the items of a page', async () => {
    const control = new AbortController();
    const taken: number[] = [];
    const loop = async () => {
      for await (const row of listRows(server.url, 'offset', {}, { signal: control.signal })) {
        taken.push(row.id);
        if (row.id === 3) control.abort(reason);
      }
    };
    await expect(loop()).rejects.toBe(reason);
    expect(taken).toEqual([1, 2, 3]);
  });

  test('while waiting for a retry, for a free place and for a credential', async () => {
    answer = () => ({ status: 503, headers: { 'retry-after': '30' } });
    const abortSoon = () => {
      const { control, listeners } = watched();
      setTimeout(() => control.abort(reason), 40);
      return { signal: control.signal, listeners };
    };
    const retrying = abortSoon();
    const slow = { config: { retry: { attempts: 1, maxWait: 60_000 } } };
    await expect(collect(listRows(server.url, 'offset', {}, retrying, slow))).rejects.toBe(reason);
    expect(retrying.listeners()).toBe(0);

    answer = () => ({ fault: 'silence' });
    const config: ClientOptions & { auth: object } = {
      maxConcurrency: 1,
      auth: { token: () => new Promise(() => {}) },
    };
    const client = new ClientCore({ baseUrl: server.url, schemes: { token: bearer } }, config);
    const list = (options: object, security?: string[][]) =>
      paginate(client, { ...operationOf('offset'), ...(security && { security }) }, {}, options, [
        strategyOf('offset'),
      ]);
    const holder = abortSoon();
    const held = collect(list(holder));
    held.catch(() => {});
    const queued = abortSoon();
    await expect(collect(list(queued))).rejects.toBe(reason);
    await expect(held).rejects.toBe(reason);
    const asking = abortSoon();
    await expect(collect(list(asking, [['token']]))).rejects.toBe(reason);
    expect([holder.listeners(), queued.listeners(), asking.listeners()]).toEqual([0, 0, 0]);
  });

  test('a signal has one listener for all requests that follow it', async () => {
    answer = (request) => ({ ...answerList(rows(400), {}, request), delay: 10 });
    const { control, listeners, most } = watched();
    const options = { concurrency: 15, signal: control.signal };
    const lists = [1, 2].map(() => collect(listRows(server.url, 'offset', {}, options)));
    for (const all of await Promise.all(lists)) expect(all).toEqual(rows(400));
    expect(server.load.most).toBeGreaterThan(10);
    expect(most()).toBe(1);
    expect(listeners()).toBe(0);
  });
});

describe('several readers', () => {
  test('two loops over one paginator are two walks; checkpoint() speaks of the one started last', async () => {
    const list = listRows(server.url, 'offset', { limit: 10 });
    const one = list[Symbol.asyncIterator]();
    const two = list[Symbol.asyncIterator]();
    const ids: unknown[] = [];
    for (let turn = 0; turn < 25; turn++) ids.push((await one.next()).value?.id, (await two.next()).value?.id);
    expect(ids).toEqual(rows(25).flatMap(({ id }) => [id, id]));
    await one.return?.();
    expect((await two.next()).value?.id).toBe(26);
    await two.return?.();
    const rest = await collect(listRows(server.url, 'offset', { limit: 10 }, { resume: list.checkpoint() }));
    expect(rest).toEqual(rows(100).slice(26));
  });

  test.each([{}, { prefetch: 2 }, { concurrency: 3 }])(
    'parallel next() calls are answered in order %o',
    async (options) => {
      answer = (request) => ({
        ...answerList(rows(35), {}, request),
        delay: request.query['offset'] === '10' ? 40 : 0,
      });
      const items = listRows(server.url, 'offset', {}, options)[Symbol.asyncIterator]();
      const results = await Promise.all(Array.from({ length: 40 }, () => items.next()));
      expect(results.flatMap(({ value }) => value ?? [])).toEqual(rows(35));
      expect(results.slice(35).every(({ done }) => done)).toBe(true);
      const pages = listRows(server.url, 'offset', {}, options).pages();
      const four = await Promise.all(Array.from({ length: 5 }, () => pages.next()));
      expect(four.map(({ value }) => value?.items.length)).toEqual([10, 10, 10, 5, undefined]);
    },
  );

  test('of parallel next() calls the one that meets the error rejects, those after it are done', async () => {
    answer = (request, index) => (index === 0 ? answerList(rows(100), {}, request) : { status: 400 });
    const pages = listRows(server.url, 'offset').pages();
    const results = await Promise.allSettled([pages.next(), pages.next(), pages.next()]);
    expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  test('awaiting requests the first page once; loops do not use it', async () => {
    const list = listRows(server.url, 'offset', { limit: 50 });
    expect(server.requests).toEqual([]);
    const [one, two] = await Promise.all([list, list.first()]);
    expect(one).toBe(two);
    expect(server.requests).toHaveLength(1);
    await collect(list);
    expect(server.requests).toHaveLength(4);
  });
});

describe('prefetch and concurrency', () => {
  test('prefetch: n pages ahead of the caller and no more', async () => {
    const pages = listRows(server.url, 'cursor', {}, { prefetch: 2 }).pages();
    for (let turn = 1; turn <= 4; turn++) {
      await pages.next();
      await until(() => server.requests.length >= turn + 2);
      await pause(20);
      expect(server.requests).toHaveLength(turn + 2);
    }
    await pages.return?.();
  });

  test('without prefetch nothing is requested while the caller works', async () => {
    const pages = listRows(server.url, 'cursor').pages();
    await pages.next();
    await pause(30);
    expect(server.requests).toHaveLength(1);
    await pages.return?.();
  });

  test('concurrency: never more than n in flight, the first page alone, results in order', async () => {
    answer = (request, index) => ({ ...answerList(rows(200), {}, request), delay: index === 0 ? 300 : 15 });
    const walk = collect(listRows(server.url, 'page', { limit: 10 }, { concurrency: 4, prefetch: 2 }));
    await until(() => server.requests.length > 0);
    await pause(10);
    expect(server.requests).toHaveLength(1);
    expect(await walk).toEqual(rows(200));
    expect(server.load.most).toBe(4);
  });

  test('a lookahead without end is refused before any request', async () => {
    for (const options of [{ prefetch: Infinity }, { concurrency: Infinity }, { prefetch: 1.5 }, { maxItems: -1 }]) {
      await expect(collect(listRows(server.url, 'offset', {}, options))).rejects.toMatchObject({
        code: 'INVALID_OPTION',
      });
    }
    await expect(collect(listRows(server.url, 'cursor', {}, { concurrency: 2 }))).rejects.toThrow(/Use prefetch/);
    expect(server.requests).toEqual([]);
    expect(await collect(listRows(server.url, 'offset', {}, { maxItems: Infinity, maxPages: Infinity }))).toEqual(
      rows(100),
    );
  });

  test('errors behind the end are nobody’s', async () => {
    answer = (request) => {
      const beyond = Number(request.query['offset'] ?? 0) > 30;
      return beyond ? { status: 403 } : answerList(rows(25), { says: { hasMore: true } }, request);
    };
    expect(await collect(listRows(server.url, 'offset', { limit: 10 }, { concurrency: 8 }))).toEqual(rows(25));
  });

  test('an error in the middle comes after all items before it', async () => {
    answer = (request) =>
      request.query['offset'] === '30' ? { status: 403, body: {} } : answerList(rows(100), {}, request);
    for (const options of [{ concurrency: 6 }, { prefetch: 6 }, { concurrency: 3, prefetch: 3 }]) {
      const taken: unknown[] = [];
      const loop = async () => {
        for await (const row of listRows(server.url, 'offset', { limit: 10 }, options)) taken.push(row);
      };
      await expect(loop()).rejects.toMatchObject({ status: 403, delivered: 30, checkpoint: { index: 0 } });
      expect(taken).toEqual(rows(30));
    }
  });
});
