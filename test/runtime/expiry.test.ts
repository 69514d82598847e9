import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CursorExpiredError } from '../../templates/runtime/paginator/errors.js';
import { expiredOn } from '../../templates/runtime/paginator/expiry.js';
import { KeyMemory } from '../../templates/runtime/paginator/key-memory.js';
import type { PositionListOptions } from '../../templates/runtime/paginator/options.js';
import { type FaultServer, type Reply, type SeenRequest, serve } from '../support/fault-server.ts';
import { answerList, collect, type ListStyle, listRows, type Row, rows, windows } from '../support/lists.ts';
import { runs } from '../support/properties.ts';

let answer: (request: SeenRequest, index: number) => Reply;
let server: FaultServer;
beforeEach(async () => {
  server = await serve((request, index) => answer(request, index));
});
afterEach(() => server.close());

const EXPIRED = { status: 410, body: { code: 'expired' } };

/** Adds `expiredOn` to a strategy. */
function expiring(extra: object = {}) {
  return { extra: { response: { expired: expiredOn({ status: 410 }) }, ...extra } };
}

const hasCursor = ({ query, headers, body, path }: SeenRequest): boolean =>
  [query['cursor'], query['after'], query['at'], headers['x-cursor'], (body as { cursor?: unknown })?.cursor].some(
    (value) => value !== undefined,
  ) && path !== '/nothing';

const STYLES: readonly ListStyle[] = ['cursor', 'body', 'header', 'keyset', 'next', 'link'];
const walk = (style: ListStyle, options: PositionListOptions, extra: object = {}) =>
  listRows(server.url, style, {}, options, expiring(extra));

describe('an answer under expiredOn', () => {
  test.each(STYLES)('%s: is a CursorExpiredError after the items of the pages before', async (style) => {
    answer = (request, index) => (index === 2 ? EXPIRED : answerList(rows(30), { size: 5 }, request));
    const items: Row[] = [];
    const walked = (async () => {
      for await (const item of walk(style, {})) items.push(item);
    })();
    await expect(walked).rejects.toMatchObject({
      name: 'CursorExpiredError',
      code: 'CURSOR_EXPIRED',
      status: 410,
      body: { code: 'expired' },
      delivered: 10,
      checkpoint: { operation: 'listRows' },
      cause: { name: 'ApiError' },
    });
    expect(items).toEqual(rows(30).slice(0, 10));
  });

  test('to a request without a cursor is an ordinary error', async () => {
    answer = () => EXPIRED;
    await expect(walk('cursor', {}).first()).rejects.toMatchObject({ name: 'ApiError', status: 410 });
  });

  test('counts only with one of the values at a place, and before `pastEnd`', async () => {
    const expired = expiredOn({ status: 404, at: '/code', is: ['expired', 7] });
    const extra = { extra: { response: { expired, pastEnd: [404] } } };
    const list = () => listRows(server.url, 'cursor', {}, {}, extra);
    const refuse = (code: unknown) => {
      answer = (request, index) =>
        index % 2 === 1
          ? { status: 404, body: { code } }
          : answerList(rows(10), { size: 5, says: { hasMore: false } }, request);
    };
    refuse('expired');
    await expect(collect(list())).rejects.toBeInstanceOf(CursorExpiredError);
    server.requests.length = 0;
    refuse(7);
    await expect(collect(list())).rejects.toBeInstanceOf(CursorExpiredError);
    server.requests.length = 0;
    refuse('gone');
    expect(await collect(list())).toHaveLength(5);
  });

  test('may be a successful status', async () => {
    const expired = expiredOn({ status: 200, at: '/code', is: ['expired'] });
    answer = (request, index) =>
      index === 1 ? { body: { data: [], code: 'expired' } } : answerList(rows(10), { size: 5 }, request);
    const list = listRows(server.url, 'cursor', {}, {}, { extra: { response: { expired } } });
    await expect(collect(list)).rejects.toBeInstanceOf(CursorExpiredError);
  });
});

describe("onExpired: 'restart'", () => {
  const options = { onExpired: 'restart' } as const;

  test('law: if a walk can advance between expiries, every item comes once', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...STYLES),
        fc.boolean(),
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 0, max: 3 }),
        fc.array(fc.boolean(), { minLength: 100, maxLength: 100 }),
        async (style, byWindows, total, size, prefetch, dice) => {
          const list = rows(total);
          const sorted = [...list].sort((a, b) => a.at - b.at || a.id - b.id);
          const returned = new Set<number>();
          // The largest number of items at the time of the last expiry.
          let before = -1;
          let turn = 0;
          answer = (request) => {
            const reply = answerList(byWindows ? sorted : list, { size }, request);
            const fresh = ((reply.body as { data: Row[] }).data ?? []).filter(({ id }) => !returned.has(id));
            const mayExpire = returned.size > before && hasCursor(request);
            if (mayExpire && dice[turn++ % dice.length]) {
              before = returned.size;
              return EXPIRED;
            }
            for (const { id } of fresh) returned.add(id);
            return reply;
          };
          const extra = byWindows ? { deep: windows } : {};
          const ids = (await collect(walk(style, { ...options, prefetch }, extra))).map(({ id }) => id);
          expect(ids).toEqual((byWindows ? sorted : list).map(({ id }) => id));
        },
      ),
      runs(60),
    );
  });

  test.each([
    ['by key', {}, 1],
    ['by windows, none of which gets past equal values', { deep: windows }, 30],
  ])('law: %s, if no walk can advance, there is one CursorExpiredError', async (_, extra, ties) => {
    answer = (request) => (hasCursor(request) ? EXPIRED : answerList(rows(30, ties), { size: 5 }, request));
    const items: Row[] = [];
    const walked = (async () => {
      for await (const item of walk('cursor', options, extra)) items.push(item);
    })();
    await expect(walked).rejects.toBeInstanceOf(CursorExpiredError);
    expect(items.map(({ id }) => id)).toEqual([...new Set(items.map(({ id }) => id))]);
    expect(server.requests.length).toBeLessThan(20);
  });

  test('maxItems and maxPages count what is returned, and pages() returns no page of known items', async () => {
    answer = (request, index) => (index === 2 ? EXPIRED : answerList(rows(40), { size: 5 }, request));
    expect(await walk('cursor', options).toArray({ max: 23 })).toEqual(rows(40).slice(0, 23));
    server.requests.length = 0;
    const pages = [];
    for await (const page of walk('cursor', { ...options, maxPages: 4 }).pages()) pages.push(page);
    expect(pages.map(({ index }) => index)).toEqual([0, 1, 2, 3]);
    expect(pages.flatMap(({ items }) => items)).toEqual(rows(40).slice(0, 20));
  });

  test('a checkpoint after a restart resumes with the rest', async () => {
    answer = (request, index) => (index === 2 ? EXPIRED : answerList(rows(40), { size: 5 }, request));
    const list = walk('cursor', { ...options, maxItems: 17 });
    const first = await collect(list);
    const rest = await collect(walk('cursor', { resume: list.checkpoint() }));
    expect([...first, ...rest]).toEqual(rows(40));
  });

  test('is refused if it is not possible', async () => {
    answer = (request) => answerList(rows(10), { size: 5 }, request);
    const plain = listRows(server.url, 'cursor', {}, options);
    await expect(collect(plain)).rejects.toThrow("onExpired: 'restart' needs expiredOn");
    await expect(collect(walk('cursor', options, { key: undefined }))).rejects.toThrow(
      "onExpired: 'restart' needs deep or key",
    );
    const resume = (await walk('cursor', {}).first()).checkpoint;
    await expect(collect(walk('cursor', { ...options, resume }))).rejects.toThrow(
      'not possible by key on a resumed walk',
    );
    expect(server.requests).toHaveLength(1);
  });

  test('a walk with an item without a key cannot begin again', async () => {
    const list = rows(20).map((row) => (row.id === 3 ? { ...row, id: null } : row)) as Row[];
    answer = (request, index) => (index === 2 ? EXPIRED : answerList(list, { size: 5 }, request));
    await expect(collect(walk('cursor', options))).rejects.toThrow('The walk cannot begin again: an item has no /id');
  });
});

test('a key memory has what was added, and nothing else', () => {
  const memory = new KeyMemory();
  for (let number = 0; number < 50_000; number++) memory.add(`"key_${number}"`);
  for (let number = 0; number < 50_000; number++) expect(memory.has(`"key_${number}"`)).toBe(true);
  for (let number = 50_000; number < 100_000; number++) expect(memory.has(`"key_${number}"`)).toBe(false);
});
