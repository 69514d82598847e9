import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type InfiniteParam, infinitePageOptions } from '../../templates/runtime/integrations/cache.js';
import { infiniteListKeys } from '../../templates/runtime/integrations/swr.js';
import { infiniteListQuery } from '../../templates/runtime/integrations/tanstack.js';
import type { TwoWayPage } from '../../templates/runtime/paginator/two-way.js';
import { type FaultServer, type Reply, type SeenRequest, serve } from '../support/fault-server.ts';
import { collect, type Row, rows } from '../support/lists.ts';
import { runs } from '../support/properties.ts';
import {
  answerBothWays,
  FORMS,
  type Form,
  listBothWays,
  type TwoWayBehaviour,
  WALKS_BACK,
} from '../support/two-way-lists.ts';

let answer: (request: SeenRequest) => Reply;
let server: FaultServer;
beforeEach(async () => {
  server = await serve((request) => answer(request));
});
afterEach(() => server.close());

const idsOf = (items: readonly Row[]): number[] => items.map(({ id }) => id);
const sizeOf = (form: Form, limit: number): object => (form === 'relay' ? { first: limit } : { limit });
/** Relay needs a flag: its cursors are there also if there is no page. */
const mayEnd = (form: Form, { flag }: TwoWayBehaviour): boolean =>
  form !== 'relay' || flag === 'both' || flag === 'direction';

const behaviours = fc.record({
  flag: fc.constantFrom('none', 'direction', 'forward', 'both'),
  isReversed: fc.boolean(),
}) satisfies fc.Arbitrary<TwoWayBehaviour>;

describe('previous()', () => {
  test('law: forward and then back gives the same pages, and forward again', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...FORMS),
        behaviours,
        fc.integer({ min: 0, max: 30 }),
        fc.integer({ min: 1, max: 7 }),
        async (form, behaviour, total, limit) => {
          // A position of its own is needed to know that an answer is reversed.
          const isReversed = behaviour.isReversed && (form === 'keyset' || form === 'relay');
          const own = { ...behaviour, isReversed };
          fc.pre(mayEnd(form, own));
          answer = (request) => answerBothWays(rows(total), own, request);
          const list = listBothWays(server.url, form, own, sizeOf(form, limit), { repeat: 'allow' });
          const pages: TwoWayPage<Row>[] = [];
          for await (const page of list.pages()) if (page.items.length > 0) pages.push(page);
          const forward = pages.map(({ items }) => idsOf(items));
          expect(forward.flat()).toEqual(idsOf(rows(total)));
          let page = pages.at(-1);
          if (page === undefined) return;
          const back = [idsOf(page.items)];
          while (page.hasPrevious) {
            const before: TwoWayPage<Row> = await page.previous();
            if (before.items.length === 0) break;
            page = before;
            back.unshift(idsOf(page.items));
          }
          expect(back).toEqual(forward);
          const again = [idsOf(page.items)];
          while (again.length < forward.length) {
            page = await page.next();
            again.push(idsOf(page.items));
          }
          expect(again).toEqual(forward);
        },
      ),
      runs(60),
    );
  });

  test('a page before another resumes after itself', async () => {
    const behaviour: TwoWayBehaviour = { flag: 'direction', isReversed: false };
    for (const form of FORMS) {
      answer = (request) => answerBothWays(rows(20), behaviour, request);
      const second = await (await listBothWays(server.url, form, behaviour).first()).next();
      const first = await (await second.next()).previous();
      expect(idsOf(first.items)).toEqual([5, 6, 7, 8]);
      const rest = listBothWays(server.url, form, behaviour, {}, { resume: first.checkpoint });
      expect(idsOf(await collect(rest))).toEqual(idsOf(rows(20).slice(8)));
    }
  });

  test('a checkpoint before a page begins with the page before it', async () => {
    const behaviour: TwoWayBehaviour = { flag: 'both', isReversed: true };
    for (const form of ['keyset', 'relay'] as const) {
      answer = (request) => answerBothWays(rows(20), behaviour, request);
      const third = await (
        await (await listBothWays(server.url, form, behaviour, sizeOf(form, 3)).first()).next()
      ).next();
      const resume = third.checkpointBefore();
      const list = listBothWays(server.url, form, behaviour, sizeOf(form, 3), { resume });
      const page = await list.first();
      expect(idsOf(page.items)).toEqual([4, 5, 6]);
      expect(idsOf(await collect(list))).toEqual([6, 5, 4, 3, 2, 1]);
      expect(idsOf((await page.previous()).items)).toEqual([7, 8, 9]);
    }
  });

  test('rejects with NO_PREVIOUS_PAGE at the start', async () => {
    for (const form of FORMS) {
      const behaviour: TwoWayBehaviour = { flag: 'both', isReversed: false };
      answer = (request) => answerBothWays(rows(20), behaviour, request);
      const first = await listBothWays(server.url, form, behaviour).first();
      expect(first.hasPrevious).toBe(false);
      expect(first.checkpointBefore()).toBeUndefined();
      await expect(first.previous()).rejects.toMatchObject({ code: 'NO_PREVIOUS_PAGE', operation: 'listRows' });
    }
  });
});

describe('a walk back', () => {
  test('law: its items are those of the walk forward, reversed, and its pages have the order of the list', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...WALKS_BACK),
        behaviours,
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 1, max: 7 }),
        fc.integer({ min: 0, max: 3 }),
        async (form, behaviour, total, limit, prefetch) => {
          fc.pre(mayEnd(form, behaviour));
          const all = rows(total);
          answer = (request) => answerBothWays(all, behaviour, request);
          const from = form === 'keyset' ? { ending_before: total, limit } : { before: String(total), last: limit };
          const list = listBothWays(server.url, form, behaviour, from, { prefetch });
          const expected = idsOf(all.slice(0, -1));
          expect(idsOf(await collect(list))).toEqual([...expected].reverse());
          const pages = [];
          for await (const page of list.pages()) pages.unshift(idsOf(page.items));
          expect(pages.flat()).toEqual(expected);
          const most = Math.floor(total / 2);
          expect(idsOf(await list.toArray({ max: most }))).toEqual([...expected].reverse().slice(0, most));
          const rest = listBothWays(server.url, form, behaviour, from, { resume: list.checkpoint() });
          expect(idsOf(await collect(rest))).toEqual([...expected].reverse().slice(most));
        },
      ),
      runs(60),
    );
  });

  const behaviour: TwoWayBehaviour = { flag: 'direction', isReversed: false };
  const refusal = (params: object, options: object = {}, extra: object = {}, form: Form = 'keyset') =>
    collect(listBothWays(server.url, form, behaviour, params, options, extra));

  test('is refused together with things that it cannot do, before any request', async () => {
    answer = (request) => answerBothWays(rows(9), behaviour, request);
    await expect(refusal({ ending_before: 5, starting_after: 2 })).rejects.toMatchObject({ code: 'STRATEGY_CONFLICT' });
    await expect(refusal({ before: '5', first: 2 }, {}, {}, 'relay')).rejects.toThrow('first is for the way forward');
    await expect(refusal({ ending_before: 5 }, { deep: true })).rejects.toThrow('deep: true needs a deep declaration');
    await expect(refusal({ ending_before: 5 }, {}, { limits: { maxResults: 100 } })).rejects.toThrow('maxResults');
    const list = listBothWays(server.url, 'keyset', behaviour, { ending_before: 5 });
    await expect(list.split(2)).rejects.toMatchObject({ code: 'INVALID_OPTION' });
    const forward = listBothWays(server.url, 'keyset', behaviour, { limit: 2 });
    await expect(refusal({ limit: 2 }, { resume: { ...forward.checkpoint(), direction: 'backward' } })).rejects.toThrow(
      'the document has since changed how this list pages',
    );
    const resume = forward.checkpoint();
    await expect(refusal({ ending_before: 5, limit: 2 }, { resume })).rejects.toThrow(
      'its direction is undefined, expected "backward"',
    );
    expect(server.requests).toHaveLength(0);
  });
});

describe('caches of infinite lists', () => {
  const behaviour: TwoWayBehaviour = { flag: 'direction', isReversed: false };
  const query = (form: Form) =>
    infiniteListQuery<Row, readonly string[]>(['rows'], (page) =>
      listBothWays(server.url, form, behaviour, sizeOf(form, 3), infinitePageOptions({}, page)),
    );

  test.each(FORMS)('%s: fetch the pages before a page, and the pages after those', async (form) => {
    answer = (request) => answerBothWays(rows(12), behaviour, request);
    const { queryFn, getNextPageParam, getPreviousPageParam } = query(form);
    const { signal } = new AbortController();
    const load = (pageParam: InfiniteParam) => queryFn({ pageParam, signal });
    const first = await load(null);
    expect(getPreviousPageParam(first)).toBeNull();
    let page = await load(getNextPageParam(await load(getNextPageParam(first))));
    expect(idsOf(page.items)).toEqual([7, 8, 9]);
    page = await load(JSON.parse(JSON.stringify(getPreviousPageParam(page))));
    expect(idsOf(page.items)).toEqual([4, 5, 6]);
    page = await load(getPreviousPageParam(page));
    expect(idsOf(page.items)).toEqual([1, 2, 3]);
    expect(getPreviousPageParam(page)).toBeNull();
    page = await load(getNextPageParam(page));
    expect(idsOf(page.items)).toEqual([4, 5, 6]);
  });

  test('SWR gets the keys of the pages before a page', async () => {
    answer = (request) => answerBothWays(rows(12), behaviour, request);
    const { getKey, getKeyBefore, fetcher } = infiniteListKeys<Row, readonly string[]>(['rows'], (page) =>
      listBothWays(server.url, 'keyset', behaviour, { limit: 3 }, infinitePageOptions({}, page)),
    );
    const load = (key: ReturnType<typeof getKey>) => fetcher(key ?? ['none', null]);
    const first = await load(getKey(0, null));
    const third = await load(getKey(2, await load(getKey(1, first))));
    const keyOf = getKeyBefore(third);
    const second = await load(keyOf(0, null));
    expect(idsOf(second.items)).toEqual([4, 5, 6]);
    const start = await load(keyOf(1, second));
    expect(idsOf(start.items)).toEqual([1, 2, 3]);
    expect(keyOf(2, start)).toBeNull();
  });
});
