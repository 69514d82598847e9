import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ClientCore } from '../../templates/runtime/client.js';
import { PaginationCeilingError, PaginationLimitError } from '../../templates/runtime/paginator/errors.js';
import type { Limits } from '../../templates/runtime/paginator/options.js';
import { paginate } from '../../templates/runtime/paginator/paginate.js';
import { offset } from '../../templates/runtime/styles/offset.js';
import { type FaultServer, type Reply, type SeenRequest, serve } from '../support/fault-server.ts';
import { answerList, collect, listRows, operationOf, type Row, rows, windows } from '../support/lists.ts';

let answer: (request: SeenRequest, index: number) => Reply;
let server: FaultServer;
beforeAll(async () => {
  server = await serve((request, index) => answer(request, index));
});
beforeEach(() => {
  server.requests.length = 0;
});
afterAll(() => server.close());

/** A server that refuses what lies beyond its limits, as the two seed APIs do. */
function strict(all: readonly Row[], limits: { maxResults?: number; maxOffset?: number }) {
  return (request: SeenRequest): Reply => {
    const limit = Number(request.query['limit'] ?? 10);
    const skip =
      request.path === '/page'
        ? (Number(request.query['page'] ?? 1) - 1) * limit
        : Number(request.query['offset'] ?? 0);
    const beyond =
      skip + limit > (limits.maxResults ?? Number.POSITIVE_INFINITY) ||
      skip > (limits.maxOffset ?? Number.POSITIVE_INFINITY);
    return beyond ? { status: 400, body: { error: 'beyond the limit' } } : answerList(all, {}, request);
  };
}

/** Walks to the ceiling: the items before it, and the error. */
async function toCeiling(walk: AsyncIterable<Row>): Promise<{ items: Row[]; error: unknown }> {
  const items: Row[] = [];
  try {
    for await (const row of walk) items.push(row);
    return { items, error: undefined };
  } catch (error) {
    return { items, error };
  }
}

describe('limits before the first request', () => {
  const limits = { minLimit: 5, maxLimit: 200, maxOffset: 1000, maxPage: 50 };

  test.each([
    ['offset', { limit: 500 }, 'maxLimit', 500, 200],
    ['offset', { limit: 4 }, 'minLimit', 4, 5],
    ['offset', { limit: 10.5 }, 'minLimit', 10.5, 5],
    ['offset', { offset: 1001 }, 'maxOffset', 1001, 1000],
    ['offset', { offset: -1 }, 'maxOffset', -1, 0],
    ['page', { page: 51 }, 'maxPage', 51, 50],
    ['page', { page: 0 }, 'maxPage', 0, 1],
  ] as const)('%s %o is refused', async (style, params, limit, value, allowed) => {
    answer = () => ({ body: {} });
    const failure = await collect(listRows(server.url, style, params, {}, { limits })).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(PaginationLimitError);
    expect(failure).toMatchObject({ code: 'PAGINATION_LIMIT', limit, value, allowed, operation: 'listRows' });
    expect(server.requests).toEqual([]);
  });

  test('the message names the parameter, the value and what is allowed', async () => {
    await expect(listRows(server.url, 'offset', { limit: 500 }, {}, { limits })).rejects.toThrow(
      "listRows: limit is 500, but a page under 'offset' has at most 200 items (maxLimit). Ask for 200 or omit it: the walk requests further pages by itself",
    );
  });

  test("what the client or the call states wins over the document's limits", async () => {
    answer = (request) => answerList(rows(3), {}, request);
    const config = { limits: { listRows: { offset: { maxLimit: 600 } } } };
    expect(await collect(listRows(server.url, 'offset', { limit: 500 }, {}, { limits, config }))).toHaveLength(3);
    const generous = { limits: { maxLimit: 1000 } };
    expect(await collect(listRows(server.url, 'offset', { limit: 900 }, generous, { limits, config }))).toHaveLength(3);
    await expect(collect(listRows(server.url, 'offset', { limit: 601 }, {}, { limits, config }))).rejects.toThrow(
      PaginationLimitError,
    );
  });

  test('maxItems and maxPages stop quietly, never change the page size, and 0 sends nothing', async () => {
    answer = (request) => answerList(rows(100), {}, request);
    expect(await collect(listRows(server.url, 'offset', { limit: 10 }, { maxItems: 15 }))).toEqual(rows(15));
    expect(server.requests.map((request) => request.search)).toEqual(['?limit=10', '?offset=10&limit=10']);
    expect(
      await collect(listRows(server.url, 'offset', { limit: 10 }, { maxPages: 3, prefetch: 5, concurrency: 4 })),
    ).toEqual(rows(30));
    expect(server.requests).toHaveLength(5);
    expect(await collect(listRows(server.url, 'offset', {}, { maxItems: 0 }))).toEqual([]);
    expect(await listRows(server.url, 'offset').toArray({ max: 0 })).toEqual([]);
    expect(server.requests).toHaveLength(5);
    expect(await listRows(server.url, 'offset').toArray({ max: 12 })).toEqual(rows(12));
  });
});

describe('ceilings', () => {
  test('offset: the page before maxOffset is shortened so that the last one starts exactly on it', async () => {
    answer = strict(rows(500), { maxOffset: 100 });
    const { items, error } = await toCeiling(
      listRows(server.url, 'offset', { limit: 30 }, {}, { limits: { maxOffset: 100 } }),
    );
    expect(items).toEqual(rows(130));
    expect(error).toBeInstanceOf(PaginationCeilingError);
    expect(error).toMatchObject({ ceiling: 'maxOffset', delivered: 130, code: 'PAGINATION_CEILING' });
    expect(server.requests.map((request) => request.search)).toEqual([
      '?limit=30',
      '?offset=30&limit=30',
      '?offset=60&limit=30',
      '?offset=90&limit=10',
      '?offset=100&limit=30',
    ]);
  });

  test('page: the last pages are fitted to land on page × limit exactly', async () => {
    answer = strict(rows(500), { maxResults: 100 });
    const { items, error } = await toCeiling(
      listRows(server.url, 'page', { limit: 30 }, {}, { limits: { maxResults: 100 } }),
    );
    expect(items).toEqual(rows(100));
    expect(error).toMatchObject({ ceiling: 'maxResults', delivered: 100 });
    expect(server.requests.at(-1)?.search).toBe('?page=10&limit=10');
  });

  test.each(['offset', 'page'] as const)(
    '%s: every reachable item exactly once, then the error, and plan() knew',
    async (style) => {
      await fc.assert(
        fc.asyncProperty(
          fc.integer({ min: 1, max: 12 }),
          fc.integer({ min: 12, max: 60 }),
          fc.integer({ min: 0, max: 60 }),
          fc.integer({ min: 1, max: 4 }),
          async (limit, maxResults, beyond, concurrency) => {
            const all = rows(maxResults + beyond);
            answer = strict(all, { maxResults });
            const list = listRows(server.url, style, { limit }, { concurrency }, { limits: { maxResults } });
            const { reachable } = list.plan();
            const { items, error } = await toCeiling(list);
            expect(items).toEqual(all.slice(0, reachable));
            expect(error).toBeInstanceOf(PaginationCeilingError);
            if (style === 'offset') expect(reachable).toBe(maxResults);
          },
        ),
        { numRuns: 40 },
      );
    },
  );

  test('a cursor walk that ends with maxResults items has met the ceiling, not the end', async () => {
    answer = (request) => answerList(rows(50), {}, request);
    const { items, error } = await toCeiling(
      listRows(server.url, 'cursor', { limit: 10 }, {}, { limits: { maxResults: 50 } }),
    );
    expect(items).toHaveLength(50);
    expect(error).toMatchObject({ ceiling: 'maxResults' });
    // Search engines cap totals at the ceiling, so that an equal total proves nothing.
    answer = (request) => answerList(rows(50), { says: { total: true } }, request);
    const capped = listRows(server.url, 'cursor', { limit: 10 }, {}, { limits: { maxResults: 50 } });
    expect((await toCeiling(capped)).error).toMatchObject({ ceiling: 'maxResults', delivered: 50 });
  });

  test('a cursor walk asks for no more than what is left below the ceiling', async () => {
    answer = (request) => answerList(rows(80), {}, request);
    const { items } = await toCeiling(
      listRows(server.url, 'cursor', { limit: 20 }, {}, { limits: { maxResults: 50 } }),
    );
    expect(items).toEqual(rows(50));
    expect(server.requests.map((request) => request.query['limit'])).toEqual(['20', '20', '10']);
  });

  test('at a ceiling, a total is the end if it lies below the ceiling; one that is capped there proves nothing', async () => {
    answer = (request) => answerList(rows(95), { says: { total: true } }, request);
    const below = listRows(server.url, 'offset', { limit: 10 }, {}, { limits: { maxOffset: 90 } });
    expect(await collect(below)).toHaveLength(95);
    for (const limits of [{ maxResults: 100 }, { maxOffset: 90 }]) {
      answer = (request) => answerList(rows(100), { says: { total: true } }, request);
      const { items, error } = await toCeiling(listRows(server.url, 'offset', { limit: 10 }, {}, { limits }));
      expect(items).toHaveLength(100);
      expect(error).toBeInstanceOf(PaginationCeilingError);
    }
    answer = (request) => answerList(rows(100), { says: { totalPages: true } }, request);
    const pages = await toCeiling(listRows(server.url, 'page', { limit: 10 }, {}, { limits: { maxPage: 10 } }));
    expect(pages.error).toMatchObject({ ceiling: 'maxPage', delivered: 100 });
    answer = (request) => answerList(rows(25), { says: { totalPages: true } }, request);
    const short = listRows(server.url, 'offset', { limit: 10 }, {}, { limits: { maxOffset: 20 } });
    expect(await collect(short)).toHaveLength(25);
  });

  test("onCeiling: 'stop' ends there, and truncated says so", async () => {
    answer = strict(rows(500), { maxResults: 100 });
    const list = listRows(server.url, 'offset', { limit: 30 }, { onCeiling: 'stop' }, { limits: { maxResults: 100 } });
    expect(list.truncated).toBe(false);
    expect(await collect(list)).toHaveLength(100);
    expect(list.truncated).toBe(true);
  });

  test('a page at the ceiling: hasNext is true under throw and next() throws; false under stop', async () => {
    answer = strict(rows(500), { maxResults: 10 });
    const page = await listRows(server.url, 'offset', { limit: 10 }, {}, { limits: { maxResults: 10 } });
    expect(page.hasNext).toBe(true);
    await expect(page.next()).rejects.toBeInstanceOf(PaginationCeilingError);
    const stopped = await listRows(
      server.url,
      'offset',
      { limit: 10 },
      { onCeiling: 'stop' },
      { limits: { maxResults: 10 } },
    );
    expect(stopped.hasNext).toBe(false);
    await expect(stopped.next()).rejects.toMatchObject({ code: 'NO_NEXT_PAGE' });
  });

  test('the checkpoint of a ceiling error goes on under a higher limit', async () => {
    answer = strict(rows(60), {});
    const { items, error } = await toCeiling(
      listRows(server.url, 'offset', { limit: 10 }, {}, { limits: { maxOffset: 30 } }),
    );
    const { checkpoint: resume } = error as PaginationCeilingError;
    if (resume === undefined) throw new Error('no checkpoint');
    const rest = await collect(
      listRows(server.url, 'offset', { limit: 10 }, { resume }, { limits: { maxOffset: 90 } }),
    );
    expect([...items, ...rest]).toEqual(rows(60));
  });
});

describe('plan() sends nothing', () => {
  test('and says what the walk would do', () => {
    const limits = { defaultLimit: 100, maxResults: 10_000 };
    expect(listRows(server.url, 'page', {}, {}, { limits, extra: { alternatives: ['exportRows'] } }).plan()).toEqual({
      strategy: 'page',
      pageSize: 100,
      ceiling: { name: 'maxResults', value: 10_000 },
      reachable: 10_000,
      deep: false,
      alternatives: ['exportRows'],
    });
    expect(
      listRows(server.url, 'offset', { limit: 7 }, {}, { limits: { maxOffset: 1_000_000_000 } }).plan().reachable,
    ).toBe(1_000_000_007);
    expect(listRows(server.url, 'offset', {}, {}, { limits, extra: { deep: windows } }).plan()).toMatchObject({
      deep: true,
      reachable: undefined,
    });
    expect(
      listRows(server.url, 'offset', {}, { maxItems: 50 }, { limits, extra: { deep: windows } }).plan(),
    ).toMatchObject({ deep: false });
    expect(server.requests).toEqual([]);
  });
});

test('the error about a refused cursor says how long one stays valid', async () => {
  answer = (request, index) =>
    index === 1 ? { status: 400, body: { error: 'cursor expired' } } : answerList(rows(30), {}, request);
  const walk = listRows(server.url, 'cursor', { limit: 10 }, {}, { limits: { cursorTtl: 30 } });
  await expect(collect(walk)).rejects.toThrow(/cursor expired.*a cursor of this list stays valid for 30 s/);
});

describe('an API that takes certain page sizes alone', () => {
  const sizes = [10, 25, 50];
  const list = (params: object, limits: Limits) =>
    paginate<Row, unknown>(new ClientCore({ baseUrl: server.url }), operationOf('offset'), params, {}, [
      offset({ request: { offset: '/offset', limit: '/limit', sizes }, response: { items: '/data' }, limits }),
    ]);

  test('another size is refused before any request', async () => {
    answer = (request) => answerList(rows(5), {}, request);
    await expect(list({ limit: 30 }, {})).rejects.toThrow(
      'limit is 30, but the API accepts only the page sizes 10, 25, 50',
    );
    await expect(list({ limit: 30 }, {})).rejects.toMatchObject({ value: 30, allowed: 25 });
    expect(server.requests).toEqual([]);
    expect((await list({ limit: 25 }, {})).items).toEqual(rows(5));
  });

  test('a page is fitted to a ceiling by these sizes; if none fits, the ceiling is nearer', async () => {
    answer = strict(rows(500), { maxResults: 97 });
    const { items, error } = await toCeiling(list({ limit: 50 }, { maxResults: 97 }));
    expect(items).toEqual(rows(95));
    expect(error).toBeInstanceOf(PaginationCeilingError);
    expect(server.requests.map((request) => request.query['limit'])).toEqual(['50', '25', '10', '10']);
  });
});
