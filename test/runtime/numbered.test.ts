import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ClientCore } from '../../templates/runtime/client.js';
import { type PositionPaginator, paginateByPosition } from '../../templates/runtime/paginator/numbered.js';
import type { Limits, PositionListOptions } from '../../templates/runtime/paginator/options.js';
import type { TwoWayPage } from '../../templates/runtime/paginator/two-way.js';
import { type FaultServer, type Reply, type SeenRequest, serve } from '../support/fault-server.ts';
import {
  answerList,
  type Behaviour,
  collect,
  operationOf,
  type Row,
  rows,
  strategyOf,
  windows,
} from '../support/lists.ts';
import { runs } from '../support/properties.ts';

let answer: (request: SeenRequest) => Reply;
let server: FaultServer;
beforeEach(async () => {
  server = await serve((request) => answer(request));
});
afterEach(() => server.close());

type Style = 'offset' | 'page';
const STYLES: readonly Style[] = ['offset', 'page'];
const idsOf = (items: readonly Row[]): number[] => items.map(({ id }) => id);

function list(
  style: Style,
  params: object = {},
  options: PositionListOptions = {},
  { limits = {}, extra = {} }: { limits?: Limits; extra?: Parameters<typeof strategyOf>[2] } = {},
): PositionPaginator<Row> {
  const client = new ClientCore({ baseUrl: server.url }, { retry: false });
  const strategies = [strategyOf(style, limits, extra)];
  return paginateByPosition<Row, unknown>(client, operationOf(style), params, options, strategies);
}

const serveRows = (count: number, behaviour: Behaviour = {}): void => {
  answer = (request) => answerList(rows(count), behaviour, request);
};

describe('previous()', () => {
  test('law: forward and then back gives the same pages', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...STYLES),
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 12 }),
        fc.boolean(),
        async (style, total, limit, cap, says) => {
          serveRows(total, { cap: style === 'offset' ? cap : limit, says: { limit: says, hasMore: says } });
          const pages: TwoWayPage<Row>[] = [];
          for await (const page of list(style, { limit }).pages()) if (page.items.length > 0) pages.push(page);
          let page = pages.at(-1);
          const back: number[][] = [];
          while (page !== undefined) {
            back.unshift(idsOf(page.items));
            page = page.hasPrevious ? await page.previous() : undefined;
          }
          expect(back).toEqual(pages.map(({ items }) => idsOf(items)));
        },
      ),
      runs(60),
    );
  });

  test('of an offset that the caller set, a page does not overlap the one after it', async () => {
    serveRows(40);
    const page = await list('offset', { offset: 25, limit: 10 }).first();
    const before = await page.previous();
    expect(idsOf(before.items)).toEqual(idsOf(rows(40).slice(15, 25)));
    const first = await (await before.previous()).items;
    expect(idsOf(first)).toEqual(idsOf(rows(40).slice(5, 15)));
    const start = await (await (await page.previous()).previous()).previous();
    expect(idsOf(start.items)).toEqual([1, 2, 3, 4, 5]);
    expect(start).toMatchObject({ hasPrevious: false, hasNext: true });
    expect(idsOf((await start.next()).items)).toEqual(idsOf(rows(40).slice(5, 15)));
    await expect(start.previous()).rejects.toMatchObject({ code: 'NO_PREVIOUS_PAGE' });
    const resumed = await collect(list('offset', { limit: 10 }, { resume: start.checkpoint }).pages());
    expect(resumed.flatMap(({ items }) => idsOf(items))).toEqual(idsOf(rows(40).slice(5)));
  });

  test('of a page after the end leads to the last items', async () => {
    serveRows(44);
    const page = await list('offset', { offset: 60, limit: 10 }).first();
    expect(page.items).toHaveLength(0);
    expect((await page.previous()).items).toHaveLength(0);
    expect(idsOf((await (await page.previous()).previous()).items)).toEqual(idsOf(rows(44).slice(40)));
  });

  test('a page that the API caps on the way back is an error, since items would be missing', async () => {
    serveRows(200, { cap: 7, says: { hasMore: true } });
    const page = await list('offset', { offset: 198, limit: 10 }).first();
    await expect(page.previous()).rejects.toThrow('has only 7 of 10 items: the API caps the page size');
  });

  test('pages of windows know no way back', async () => {
    serveRows(40);
    const limits = { maxOffset: 5 };
    const pages = await collect(list('offset', { limit: 5 }, {}, { limits, extra: { deep: windows } }).pages());
    expect(pages.length).toBeGreaterThan(5);
    expect(pages.every(({ hasPrevious }) => !hasPrevious)).toBe(true);
  });
});

describe('page(n)', () => {
  test('law: the pages with numbers are those of the walk, in any order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...STYLES),
        fc.integer({ min: 0, max: 50 }),
        fc.integer({ min: 1, max: 9 }),
        fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 8 }),
        async (style, total, limit, numbers) => {
          serveRows(total, { says: { total: true } });
          const paginator = list(style, { limit });
          for (const number of numbers) {
            const page = await paginator.page(number);
            expect(idsOf(page.items)).toEqual(idsOf(rows(total).slice((number - 1) * limit, number * limit)));
            expect(page.index).toBe(number - 1);
          }
        },
      ),
      runs(60),
    );
  });

  test('leads on and back', async () => {
    serveRows(40);
    for (const style of STYLES) {
      const page = await list(style, { limit: 10 }).page(2);
      expect(idsOf((await page.next()).items)).toEqual(idsOf(rows(40).slice(20, 30)));
      expect(idsOf((await page.previous()).items)).toEqual(idsOf(rows(40).slice(0, 10)));
    }
  });

  test('learns the page size from the limit of an answer', async () => {
    serveRows(40, { size: 8, says: { limit: true } });
    expect(idsOf((await list('offset').page(3)).items)).toEqual(idsOf(rows(40).slice(16, 24)));
    expect(server.requests.map(({ query }) => query)).toEqual([{}, { offset: '16' }]);
    const plain = list('offset', {}, {}, { extra: { response: { limit: undefined } } });
    await expect(plain.page(3)).rejects.toMatchObject({
      code: 'INVALID_OPTION',
      message: 'listRows: page(n) needs a page size to know where page 3 begins: set limit',
    });
    expect(idsOf((await plain.page(1)).items)).toEqual(idsOf(rows(8)));
  });

  test('of a style by page number needs no page size', async () => {
    serveRows(40, { size: 8 });
    expect(idsOf((await list('page').page(3)).items)).toEqual(idsOf(rows(40).slice(16, 24)));
  });

  test('a page that came short makes later ones fail, unless it said that it was the last', async () => {
    serveRows(40, { cap: 6 });
    const capped = list('offset', { limit: 10 });
    expect((await capped.page(2)).items).toHaveLength(6);
    expect((await capped.page(1)).items).toHaveLength(6);
    await expect(capped.page(2)).rejects.toMatchObject({
      code: 'PAGE_SIZE_CAPPED',
      message:
        'listRows: page 1 has only 6 of 10 items, so that page 2 would skip items. The API caps the page size: ask for at most 6',
    });
    serveRows(38, { says: { hasMore: true } });
    const said = list('offset', { limit: 10 });
    expect((await said.page(4)).items).toHaveLength(8);
    expect((await said.page(5)).items).toHaveLength(0);
  });

  test('is never fitted: beyond a limit it is refused before the request', async () => {
    serveRows(400);
    const refusals = [
      ['offset', { maxOffset: 95 }, 11, { limit: 'maxOffset', value: 100, allowed: 95 }],
      ['offset', { maxResults: 95 }, 10, { limit: 'maxResults', value: 100, allowed: 95 }],
      ['page', { maxPage: 3 }, 4, { limit: 'maxPage', value: 4, allowed: 3 }],
      ['page', { maxResults: 95 }, 10, { limit: 'maxResults', value: 100, allowed: 95 }],
    ] as const;
    for (const [style, limits, number, error] of refusals) {
      const refused = list(style, { limit: 10 }, {}, { limits }).page(number);
      await expect(refused, style).rejects.toMatchObject({ name: 'PaginationLimitError', ...error });
    }
    expect(server.requests).toHaveLength(0);
    await list('offset', { limit: 10 }, {}, { limits: { maxOffset: 95 } }).page(10);
    expect(server.requests.map(({ query }) => query)).toEqual([{ limit: '10', offset: '90' }]);
  });

  test('is refused for numbers and calls that it cannot serve', async () => {
    serveRows(10);
    for (const number of [0, -1, 1.5, Number.NaN]) {
      await expect(list('page').page(number)).rejects.toThrow(`takes a whole number from 1; found ${number}`);
    }
    await expect(list('page', { page: 2 }).page(1)).rejects.toThrow('omit page');
    const resume = list('page').checkpoint();
    await expect(list('page', {}, { resume }).page(1)).rejects.toThrow('omit resume');
    expect(server.requests).toHaveLength(0);
  });
});
