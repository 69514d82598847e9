import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ClientCore } from '../../templates/runtime/client.js';
import type { Checkpoint } from '../../templates/runtime/paginator/checkpoint.js';
import { CheckpointError, PaginationCeilingError } from '../../templates/runtime/paginator/errors.js';
import { paginate } from '../../templates/runtime/paginator/paginate.js';
import { nextUrl } from '../../templates/runtime/styles/next-url.js';
import { apiKeyInHeader, apiKeyInQuery } from '../../templates/runtime/transport/credentials.js';
import { type FaultServer, type Reply, type SeenRequest, serve } from '../support/fault-server.ts';
import {
  answerList,
  collect,
  listRows,
  operationOf,
  type Row,
  rows,
  STYLES,
  strategyOf,
  windows,
} from '../support/lists.ts';

let answer: (request: SeenRequest, index: number) => Reply;
let server: FaultServer;
beforeAll(async () => {
  server = await serve((request, index) => answer(request, index));
});
beforeEach(() => {
  server.requests.length = 0;
  answer = (request) => answerList(rows(100), {}, request);
});
afterAll(() => server.close());

/** As it comes back from a file or a queue. */
function stored(checkpoint: Checkpoint): Checkpoint {
  return JSON.parse(JSON.stringify(checkpoint)) as Checkpoint;
}

async function take<Item>(list: AsyncIterable<Item>, count: number): Promise<Item[]> {
  const items: Item[] = [];
  for await (const item of list) {
    items.push(item);
    if (items.length === count) break;
  }
  return items;
}

describe('a checkpoint refers to the items that were returned', () => {
  test.each([{}, { prefetch: 3 }, { concurrency: 4 }, { prefetch: 2, concurrency: 3 }])(
    'never to what was fetched ahead %o',
    async (options) => {
      for (const count of [1, 9, 10, 11, 25, 99, 100]) {
        const list = listRows(server.url, 'offset', {}, options);
        expect(await take(list, count)).toEqual(rows(count));
        const resume = stored(list.checkpoint());
        expect(resume.index).toBe(count % 10);
        expect(await collect(listRows(server.url, 'offset', {}, { ...options, resume }))).toEqual(
          rows(100).slice(count),
        );
      }
    },
  );

  test('before the walk, after its end, and at the first error', async () => {
    const fresh = listRows(server.url, 'cursor').checkpoint();
    expect(server.requests).toEqual([]);
    expect(await collect(listRows(server.url, 'cursor', {}, { resume: stored(fresh) }))).toEqual(rows(100));
    const ended = listRows(server.url, 'cursor');
    await collect(ended);
    const sent = server.requests.length;
    expect(await collect(listRows(server.url, 'cursor', {}, { resume: stored(ended.checkpoint()) }))).toEqual([]);
    expect(server.requests).toHaveLength(sent);
    answer = () => ({ status: 403 });
    const failure = await collect(listRows(server.url, 'cursor')).catch((error: unknown) => error);
    expect(failure).toMatchObject({ delivered: 0, checkpoint: fresh });
  });

  test('of pages(): the page and what it says after it', async () => {
    const list = listRows(server.url, 'page', { limit: 30 });
    const pages = list.pages();
    const { value: page } = await pages.next();
    expect(list.checkpoint()).toEqual(page?.checkpoint);
    await pages.return?.();
    expect(await collect(listRows(server.url, 'page', { limit: 30 }, { resume: list.checkpoint() }))).toEqual(
      rows(100).slice(30),
    );
  });

  test('of toArray: after the last item of the array', async () => {
    const list = listRows(server.url, 'keyset', { limit: 8 });
    expect(await list.toArray({ max: 21 })).toEqual(rows(21));
    expect(await collect(listRows(server.url, 'keyset', { limit: 8 }, { resume: stored(list.checkpoint()) }))).toEqual(
      rows(100).slice(21),
    );
  });

  test('with maxItems and maxPages, which apply again to the resumed walk', async () => {
    const collected: Row[] = [];
    let resume: Checkpoint | undefined;
    for (let turn = 0; turn < 15 && collected.length < 100; turn++) {
      const list = listRows(server.url, 'offset', {}, { resume, maxItems: 7 });
      collected.push(...(await collect(list)));
      resume = stored(list.checkpoint());
    }
    expect(collected).toEqual(rows(100));
    const pages = await collect(listRows(server.url, 'offset', {}, { maxItems: 25 }).pages());
    expect(pages.at(-1)).toMatchObject({ items: rows(25).slice(20), hasNext: false, checkpoint: { index: 5 } });
  });

  test('parameters that are undefined, or in another order, are the same parameters', async () => {
    const list = listRows(server.url, 'offset', { filter: 'x', limit: 10, sort: undefined });
    await take(list, 15);
    const resumed = listRows(
      server.url,
      'offset',
      { limit: 10, offset: undefined, filter: 'x' },
      { resume: list.checkpoint() },
    );
    expect(await collect(resumed)).toEqual(rows(100).slice(15));
    expect(server.requests.at(-1)?.query['filter']).toBe('x');
  });
});

describe('what a checkpoint holds', () => {
  test.each(STYLES)('%s: plain JSON of under 1 KB', async (style) => {
    const list = listRows(server.url, style, { filter: 'x'.repeat(5000) });
    await take(list, 25);
    const checkpoint = list.checkpoint();
    expect(stored(checkpoint)).toEqual(checkpoint);
    const position = JSON.stringify(checkpoint.state?.position ?? '').length;
    expect(JSON.stringify(checkpoint).length - position).toBeLessThan(1024);
  });

  test('under windows only the keys at the bound are kept', async () => {
    answer = (request) => answerList(rows(4000), { size: 50 }, request);
    const list = listRows(server.url, 'offset', {}, {}, { limits: { maxResults: 200 }, extra: { deep: windows } });
    await take(list, 3333);
    expect(JSON.stringify(list.checkpoint()).length).toBeLessThan(1024);
  });

  test('no credential: neither of the client nor of a link', async () => {
    const schemes = { key: apiKeyInQuery('key'), token: apiKeyInHeader('X-Token') };
    const config = { auth: { key: 'secret-1', token: 'secret-2' }, headers: { 'X-Mine': 'secret-3' } };
    answer = () => ({
      body: { data: rows(3), meta: { next: `${server.url.replace('//', '//user:secret-4@')}/next?at=3&key=secret-5` } },
    });
    const list = paginate<Row, unknown>(
      new ClientCore({ baseUrl: server.url, schemes }, config),
      { ...operationOf('next'), security: [['key', 'token']] },
      {},
      {},
      [nextUrl({ request: {}, response: { items: '/data', nextUrl: '/meta/next' } })],
    );
    expect(JSON.stringify((await list).checkpoint)).toContain('/next?at=3');
    expect(JSON.stringify((await list).checkpoint)).not.toContain('secret');
  });
});

describe('what does not belong here is refused before any request', () => {
  async function refusal(resume: unknown, style: (typeof STYLES)[number] = 'offset', params: object = {}) {
    const list = listRows(server.url, style, params, { resume: resume as Checkpoint });
    server.requests.length = 0;
    const failure = await collect(list).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(CheckpointError);
    expect(failure).toMatchObject({ code: 'CHECKPOINT', operation: 'listRows' });
    await expect(list.first()).rejects.toBeInstanceOf(CheckpointError);
    expect(server.requests).toEqual([]);
    return String(failure);
  }

  test('other parameters, another page size, another strategy, another operation', async () => {
    const list = listRows(server.url, 'offset', { filter: 'a' });
    await take(list, 5);
    const checkpoint = stored(list.checkpoint());
    expect(await refusal(checkpoint, 'offset', { filter: 'b' })).toContain('other parameters');
    expect(await refusal(checkpoint, 'offset', { filter: 'a', limit: 5 })).toContain('other parameters');
    expect(await refusal(checkpoint, 'page', { filter: 'a' })).toContain('its strategy is "offset", expected "page"');
    expect(await refusal({ ...checkpoint, operation: 'listOthers' }, 'offset', { filter: 'a' })).toContain(
      'listOthers',
    );
  });

  test('another version, damage, and values that are not checkpoints', async () => {
    const checkpoint = stored(listRows(server.url, 'offset').checkpoint());
    expect(await refusal({ ...checkpoint, version: 1 })).toContain('its version is 1, expected 2');
    for (const index of [-1, 1.5, '3', null]) expect(await refusal({ ...checkpoint, index })).toContain('damaged');
    for (const state of [5, 'x', null]) expect(await refusal({ ...checkpoint, state })).toContain('damaged');
    for (const odd of [null, {}, 'text', 7, JSON.stringify(checkpoint)])
      expect(await refusal(odd)).toContain('version');
  });

  test('one that is beyond the limits of this call', async () => {
    const { checkpoint } = await (await listRows(server.url, 'offset')).next();
    server.requests.length = 0;
    const list = listRows(server.url, 'offset', {}, { resume: stored(checkpoint) }, { limits: { maxOffset: 10 } });
    await expect(collect(list)).rejects.toMatchObject({ code: 'PAGINATION_LIMIT', limit: 'maxOffset', value: 20 });
    expect(server.requests).toEqual([]);
  });

  test('one of a deep walk, if the operation is not deep any more', async () => {
    const extra = { deep: windows };
    const list = listRows(server.url, 'offset', {}, { deep: true }, { extra });
    await take(list, 5);
    expect(await refusal(stored(list.checkpoint()))).toContain('deep');
  });
});

describe('split: parts that together are the walk', () => {
  test.each(['offset', 'page'] as const)(
    '%s, whatever the sizes, caps and numbers of parts',
    async (style) => {
      await fc.assert(
        fc.asyncProperty(
          fc.integer({ min: 0, max: 60 }),
          fc.integer({ min: 1, max: 12 }),
          fc.integer({ min: 1, max: 12 }),
          fc.integer({ min: 1, max: 8 }),
          fc.boolean(),
          fc.integer({ min: 1, max: 3 }),
          async (count, limit, cap, parts, pages, concurrency) => {
            const says = pages ? { totalPages: true } : { total: true };
            answer = (request) => answerList(rows(count), { cap, says }, request);
            const cut = (await listRows(server.url, style, { limit }).split(parts)).map(stored);
            expect(cut.length).toBeLessThanOrEqual(parts);
            const walks = cut.map((resume) => collect(listRows(server.url, style, { limit }, { resume, concurrency })));
            expect((await Promise.all(walks)).flat()).toEqual(rows(count));
          },
        ),
        { numRuns: 60 },
      );
    },
    60_000,
  );

  test('a part can itself be left and resumed; the last one finds what was added meanwhile', async () => {
    answer = (request) => answerList(rows(100), { says: { total: true } }, request);
    const parts = await listRows(server.url, 'offset').split(4);
    expect(parts).toHaveLength(4);
    const second = listRows(server.url, 'offset', {}, { resume: parts[1] });
    const head = await take(second, 13);
    const tail = await collect(listRows(server.url, 'offset', {}, { resume: stored(second.checkpoint()) }));
    answer = (request) => answerList(rows(120), { says: { total: true } }, request);
    const last = await collect(listRows(server.url, 'offset', {}, { resume: parts[3] }));
    expect(last.at(-1)?.id).toBe(120);
    expect(head[0]?.id).toBe((parts[1]?.state?.position as number) + 1);
    expect(tail.at(-1)?.id).toBe(parts[1]?.state?.end);
  });

  test.each(['offset', 'page'] as const)(
    '%s: no part lies beyond a ceiling; the last part tells of it',
    async (style) => {
      for (const limits of [{ maxResults: 50 }, style === 'offset' ? { maxOffset: 40 } : { maxPage: 5 }]) {
        answer = (request) => answerList(rows(300), { says: { total: true } }, request);
        const settings = { limits };
        const parts = await listRows(server.url, style, { limit: 10 }, {}, settings).split(3);
        const items: Row[] = [];
        const failures: unknown[] = [];
        for (const resume of parts) {
          try {
            for await (const row of listRows(server.url, style, { limit: 10 }, { resume }, settings)) items.push(row);
          } catch (error) {
            failures.push(error);
          }
        }
        expect(items).toEqual(rows(50));
        expect(failures).toHaveLength(1);
        expect(failures[0]).toBeInstanceOf(PaginationCeilingError);
      }
    },
  );

  test('a deep walk is cut by its field, ties and all, and each part passes ceilings by itself', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 120 }),
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 6 }),
        fc.constantFrom('offset' as const, 'page' as const),
        async (count, ties, parts, style) => {
          answer = (request) => answerList(rows(count, ties), { size: 5 }, request);
          const settings = { limits: { maxResults: 15 }, extra: { deep: windows } };
          const list = (resume?: Checkpoint) => listRows(server.url, style, { limit: 5 }, { resume }, settings);
          const cut = (await list().split(parts)).map(stored);
          expect(cut.length).toBeLessThanOrEqual(parts);
          const walks = cut.map((resume) => collect(list(resume)));
          expect((await Promise.all(walks)).flat()).toEqual(rows(count, ties));
        },
      ),
      { numRuns: 40 },
    );
  }, 60_000);

  test('without a total, with a cursor, or into no parts, it says why not', async () => {
    await expect(listRows(server.url, 'offset').split(3)).rejects.toThrow(/split\(n\) needs a total/);
    await expect(listRows(server.url, 'cursor').split(3)).rejects.toMatchObject({ code: 'INVALID_OPTION' });
    for (const parts of [0, -1, Number.NaN]) {
      await expect(listRows(server.url, 'offset').split(parts)).rejects.toMatchObject({ code: 'INVALID_OPTION' });
    }
  });
});

test('the comparison ignores the position in a body, but not the rest of the body', async () => {
  const body = { query: 'x' };
  const list = paginate<Row, unknown>(new ClientCore({ baseUrl: server.url }), operationOf('body'), { body }, {}, [
    strategyOf('body'),
  ]);
  await take(list, 15);
  const resume = stored(list.checkpoint());
  expect(await collect(listRows(server.url, 'body', { body: { query: 'x' } }, { resume }))).toEqual(
    rows(100).slice(15),
  );
  await expect(collect(listRows(server.url, 'body', { body: { query: 'y' } }, { resume }))).rejects.toBeInstanceOf(
    CheckpointError,
  );
});
