import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Checkpoint } from '../../templates/runtime/paginator/checkpoint.js';
import { PaginationCeilingError, PaginationProtocolError } from '../../templates/runtime/paginator/errors.js';
import type { PositionListOptions } from '../../templates/runtime/paginator/options.js';
import { type Call, calls, entriesOf, ceilingLists as lists } from '../support/ceiling-arbitraries.ts';
import { type CeilingList, type Entry, listEntries, serveCeilingList } from '../support/ceiling-list.ts';
import type { FaultServer } from '../support/fault-server.ts';
import { runs, stored } from '../support/properties.ts';

/** The laws of walks, against APIs with small ceilings, caps, ties, totals that lie, and bounds that do not fit. */

let list: CeilingList;
let server: FaultServer;
beforeAll(async () => {
  server = await serveCeilingList(() => list);
});
afterAll(() => server.close());

interface Walked {
  readonly ids: string[];
  readonly error: unknown;
  readonly checkpoint: Checkpoint;
}

async function walk(call: Call, options: PositionListOptions, hasWindows: boolean, stop = Infinity): Promise<Walked> {
  const { limit, concurrency, prefetch } = call;
  const own = list.style === 'cursor' ? { prefetch } : { prefetch, concurrency };
  const paginator = listEntries(
    server.url,
    list,
    limit === undefined ? {} : { limit },
    { ...own, ...options },
    hasWindows,
  );
  const ids: string[] = [];
  try {
    if (stop > 0) {
      for await (const { id } of paginator) if (ids.push(id) >= stop) break;
    }
    return { ids, error: undefined, checkpoint: stored(paginator.checkpoint()) };
  } catch (error) {
    const { checkpoint } = error as { checkpoint?: Checkpoint };
    if (checkpoint === undefined) throw error;
    return { ids, error, checkpoint };
  }
}

const idsOf = (entries: readonly Entry[]): string[] => entries.map(({ id }) => id);

/** A walk that ends has returned everything; one that meets a ceiling, a prefix, and there is more. */
function expectLaw({ ids, error }: Walked): void {
  const all = idsOf(list.entries);
  expect(ids).toEqual(all.slice(0, ids.length));
  if (error === undefined) expect(ids).toEqual(all);
  else expect(error).toBeInstanceOf(PaginationCeilingError);
}

describe('a walk returns the list, or a prefix of it and a ceiling error', () => {
  test('whatever page sizes, caps, ceilings and totals', async () => {
    await fc.assert(
      fc.asyncProperty(lists, calls, async (next, call) => {
        list = next;
        expectLaw(await walk(call, {}, false));
      }),
      runs(150),
    );
  }, 120_000);

  test('windows pass every ceiling, unless more equal items than a window holds', async () => {
    await fc.assert(
      fc.asyncProperty(lists, calls, async (next, call) => {
        list = next;
        const walked = await walk(call, list.style === 'cursor' ? { deep: true } : {}, true);
        expectLaw(walked);
        const { maxResults = 99, maxOffset = 99 } = list.limits;
        const page = Math.min(list.cap, call.limit ?? list.size);
        const window = Math.min(maxResults, maxOffset + page, (list.limits.maxPage ?? 99) * page);
        // A window holds the items at its bound again, must reach the next value, and sees the end by an empty page.
        if (window - page > 5) expect(walked.error).toBeUndefined();
      }),
      runs(150),
    );
  }, 120_000);
});

test('every checkpoint resumes with the rest, also of walks that meet a ceiling', async () => {
  await fc.assert(
    fc.asyncProperty(
      lists,
      calls,
      fc.boolean(),
      fc.integer({ min: 0, max: 70 }),
      async (next, call, hasWindows, stop) => {
        list = next;
        const options = hasWindows && list.style === 'cursor' ? { deep: true } : {};
        const whole = await walk(call, options, hasWindows);
        const first = await walk(call, options, hasWindows, stop);
        const rest = await walk(call, { ...options, resume: first.checkpoint }, hasWindows);
        expect([...first.ids, ...(first.error === undefined ? rest.ids : [])]).toEqual(whole.ids);
      },
    ),
    runs(100),
  );
}, 120_000);

test('parts of a split return what the walk returns, and its ceiling error', async () => {
  await fc.assert(
    fc.asyncProperty(
      lists.filter(({ style, total }) => style !== 'cursor' && total === 'exact'),
      calls,
      fc.boolean(),
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 0, max: 40 }),
      async (next, call, hasWindows, count, stop) => {
        list = next;
        const { limit } = call;
        const params = limit === undefined ? {} : { limit };
        const start = await walk(call, {}, hasWindows, stop);
        if (start.error !== undefined) return;
        const whole = await walk(call, {}, hasWindows);
        const parts = await listEntries(server.url, list, params, { resume: start.checkpoint }, hasWindows).split(
          count,
        );
        expect(parts.length).toBeLessThanOrEqual(count);
        const walked = [];
        for (const resume of parts) walked.push(await walk(call, { resume: stored(resume) }, hasWindows));
        const ids = [...start.ids, ...walked.flatMap((part) => part.ids)];
        const errors = walked.filter(({ error }) => error !== undefined);
        if (errors.length === 0) expect(ids).toEqual(whole.ids);
        // A part that cannot advance ends early, as the walk does; nothing is lost without its error.
        else for (const { error } of errors) expect(error).toBeInstanceOf(PaginationCeilingError);
        if (whole.error !== undefined) expect(errors.length).toBeGreaterThan(0);
      },
    ),
    runs(100),
  );
}, 120_000);

test('a bound that is exclusive or rounded up is an error with a checkpoint, never a loss', async () => {
  const wrong = fc.constantFrom<Pick<CeilingList, 'bound' | 'isExclusive'>>(
    { isExclusive: true },
    {
      bound: (at) =>
        typeof at === 'number'
          ? Math.ceil(at / 8) * 8
          : `${new Date(Math.ceil(Date.parse(at.endsWith('Z') ? at : `${at}Z`) / 86_400_000) * 86_400_000).toISOString()}`,
    },
  );
  await fc.assert(
    fc.asyncProperty(lists, calls, wrong, fc.integer({ min: 1, max: 6 }), async (next, call, bound, count) => {
      list = { ...next, ...bound };
      const options = list.style === 'cursor' ? { deep: true } : {};
      const { ids, error } = await walk(call, options, true);
      const all = idsOf(list.entries);
      expect(ids).toEqual(all.slice(0, ids.length));
      if (error === undefined) expect(ids).toEqual(all);
      else expect([PaginationCeilingError, PaginationProtocolError].some((kind) => error instanceof kind)).toBe(true);
      if (list.style === 'cursor') return;
      const params = call.limit === undefined ? {} : { limit: call.limit };
      const paginator = listEntries(server.url, list, params, {}, true);
      if (!paginator.plan().deep) return;
      const walked = [];
      for (const resume of await paginator.split(count))
        walked.push(await walk(call, { resume: stored(resume) }, true));
      if (walked.every((part) => part.error === undefined)) expect(walked.flatMap((part) => part.ids)).toEqual(all);
    }),
    runs(100),
  );
}, 120_000);

test.each(['America/Los_Angeles', 'UTC', 'Asia/Tokyo'])('dates without an offset are UTC in %s', async (zone) => {
  const before = process.env['TZ'];
  process.env['TZ'] = zone;
  try {
    list = {
      style: 'offset',
      entries: entriesOf(120, 1, 'local'),
      size: 10,
      cap: 10,
      limits: { maxOffset: 20 },
      total: 'exact',
      hasMore: false,
    };
    const call = { limit: undefined, concurrency: 1, prefetch: 0, foreign: {} };
    for (const count of [2, 3, 7]) {
      const parts = await listEntries(server.url, list, {}, {}, true).split(count);
      const walked = await Promise.all(parts.map((resume) => walk(call, { resume }, true)));
      expect(walked.flatMap(({ ids }) => ids)).toEqual(idsOf(list.entries));
    }
  } finally {
    process.env['TZ'] = before;
  }
});
