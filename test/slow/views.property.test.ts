import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Checkpoint } from '../../templates/runtime/paginator/checkpoint.js';
import { PaginationCeilingError } from '../../templates/runtime/paginator/errors.js';
import type { PositionListOptions } from '../../templates/runtime/paginator/options.js';
import type { Paginator } from '../../templates/runtime/paginator/paginate.js';
import { type Call, calls, ceilingLists } from '../support/ceiling-arbitraries.ts';
import { type CeilingList, type Entry, listEntries, serveCeilingList } from '../support/ceiling-list.ts';
import type { FaultServer } from '../support/fault-server.ts';
import { runs, stored } from '../support/properties.ts';

/** Iteration, pages, `first()` and `next()`, `toArray`, and caps are views of one walk: they agree with each other. */

let list: CeilingList;
let server: FaultServer;
beforeAll(async () => {
  server = await serveCeilingList(() => list);
});
afterAll(() => server.close());

type View = Paginator<Entry>;
const idsOf = (items: readonly Entry[]): string[] => items.map(({ id }) => id);

function start(call: Call, hasWindows: boolean, options: PositionListOptions = {}): View {
  const { limit, concurrency, prefetch } = call;
  // By default, a walk whose caps keep it below the ceiling has no windows, nor has the walk that resumes it.
  const deep = hasWindows && { deep: true };
  const own = { ...deep, prefetch, ...(list.style !== 'cursor' && { concurrency }) };
  return listEntries(server.url, list, limit === undefined ? {} : { limit }, { ...own, ...options }, hasWindows);
}

interface Result {
  readonly ids: string[];
  readonly error: unknown;
}

/** Collects what an iterable returns, and the ceiling error that ends it. */
async function taken<Value>(from: AsyncIterable<Value>, idsFrom: (value: Value) => string[]): Promise<Result> {
  const ids: string[] = [];
  try {
    for await (const value of from) ids.push(...idsFrom(value));
    return { ids, error: undefined };
  } catch (error) {
    expect(error).toBeInstanceOf(PaginationCeilingError);
    return { ids, error };
  }
}

const walkOf = (view: View): Promise<Result> => taken(view, ({ id }) => [id]);
const kindOf = ({ error }: Result): unknown => error?.constructor;

/** Expects that a checkpoint resumes with the rest of a whole walk. */
async function expectRest(whole: Result, resume: Checkpoint | undefined, before: number, call: Call, deep: boolean) {
  const rest = await walkOf(start(call, deep, { resume: stored(resume as Checkpoint) }));
  expect(rest.ids).toEqual(whole.ids.slice(before));
  expect(kindOf(rest)).toBe(kindOf(whole));
}

const cases = [ceilingLists, calls, fc.boolean(), fc.integer({ min: 0, max: 80 })] as const;

describe('views of one walk', () => {
  test('pages() have the items of the iteration, and each page resumes behind itself', async () => {
    await fc.assert(
      fc.asyncProperty(...cases, async (next, call, hasWindows, pick) => {
        list = next;
        const whole = await walkOf(start(call, hasWindows));
        const seen: { readonly checkpoint: Checkpoint | undefined; readonly end: number }[] = [];
        let end = 0;
        const pages = await taken(start(call, hasWindows).pages(), ({ items, checkpoint }) => {
          end += items.length;
          seen.push({ checkpoint: checkpoint as Checkpoint | undefined, end });
          return idsOf(items);
        });
        expect(pages.ids).toEqual(whole.ids);
        expect(kindOf(pages)).toBe(kindOf(whole));
        const page = seen[pick % Math.max(1, seen.length)];
        if (page !== undefined) await expectRest(whole, page.checkpoint, page.end, call, hasWindows);
      }),
      runs(100),
    );
  }, 120_000);

  test('first() and next() lead through the pages of a walk without windows', async () => {
    await fc.assert(
      fc.asyncProperty(...cases, async (next, call, _, stop) => {
        list = next;
        const whole = await walkOf(start(call, false));
        const ids: string[] = [];
        let error: unknown;
        try {
          let page = await start(call, false).first();
          ids.push(...idsOf(page.items));
          for (let turn = 0; page.hasNext && turn < 200; turn++) {
            page = await page.next();
            ids.push(...idsOf(page.items));
            if (turn === stop % 7) await expectRest(whole, page.checkpoint as Checkpoint, ids.length, call, false);
          }
        } catch (thrown) {
          error = thrown;
        }
        expect(ids).toEqual(whole.ids);
        expect(kindOf({ ids, error })).toBe(kindOf(whole));
      }),
      runs(100),
    );
  }, 120_000);

  test('maxItems, toArray and maxPages return a prefix, behind which the checkpoint resumes', async () => {
    await fc.assert(
      fc.asyncProperty(...cases, async (next, call, hasWindows, max) => {
        list = next;
        const whole = await walkOf(start(call, hasWindows));
        const capped = start(call, hasWindows, { maxItems: max });
        const some = await walkOf(capped);
        expect(some.ids).toEqual(whole.ids.slice(0, max));
        if (some.error === undefined)
          await expectRest(whole, capped.checkpoint() as Checkpoint, some.ids.length, call, hasWindows);
        const array = start(call, hasWindows);
        const items = array.toArray({ max });
        if (some.error === undefined) expect(idsOf(await items)).toEqual(some.ids);
        else await expect(items).rejects.toBeInstanceOf(PaginationCeilingError);
        const maxPages = max % 6;
        const paged = start(call, hasWindows, { maxPages });
        const first = await walkOf(paged);
        expect(first.ids).toEqual(whole.ids.slice(0, first.ids.length));
        if (first.error === undefined)
          await expectRest(whole, paged.checkpoint() as Checkpoint, first.ids.length, call, hasWindows);
      }),
      runs(100),
    );
  }, 120_000);

  test("onCeiling: 'stop' returns the same items, says that it is truncated, and resumes with the ceiling", async () => {
    await fc.assert(
      fc.asyncProperty(...cases, async (next, call, hasWindows, _) => {
        list = next;
        const whole = await walkOf(start(call, hasWindows));
        const quiet = start(call, hasWindows, { onCeiling: 'stop' });
        expect((await walkOf(quiet)).ids).toEqual(whole.ids);
        expect(quiet.truncated).toBe(whole.error !== undefined);
        if (quiet.truncated)
          await expectRest(whole, quiet.checkpoint() as Checkpoint, whole.ids.length, call, hasWindows);
      }),
      runs(100),
    );
  }, 120_000);
});
