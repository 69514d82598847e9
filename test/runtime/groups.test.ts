import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ClientCore } from '../../templates/runtime/client.js';
import { collectItems, withoutSplit } from '../../templates/runtime/fields/collect-items.js';
import type { Operation } from '../../templates/runtime/operation.js';
import type { PositionListOptions } from '../../templates/runtime/paginator/options.js';
import { type Paginator, paginate } from '../../templates/runtime/paginator/paginate.js';
import { inQuery } from '../../templates/runtime/parameters/parameter.js';
import { offset } from '../../templates/runtime/styles/offset.js';
import { page } from '../../templates/runtime/styles/page.js';
import { type FaultServer, serve } from '../support/fault-server.ts';
import { collect } from '../support/lists.ts';
import { runs } from '../support/properties.ts';

/** The number of messages in each thread. */
let threads: readonly number[] = [];
let server: FaultServer;
beforeAll(async () => {
  server = await serve(({ query }) => {
    const size = Number(query['limit'] ?? 4);
    const start = query['page'] === undefined ? Number(query['offset'] ?? 0) : (Number(query['page']) - 1) * size;
    const page = threads
      .slice(start, start + size)
      .map((count, index) => ({ messages: messagesOf(start + index, count) }));
    return { body: { threads: page, total: threads.length } };
  });
});
afterAll(() => server.close());

const messagesOf = (thread: number, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${thread}.${index}`);

const operation: Operation = {
  name: 'listMessages',
  method: 'GET',
  path: '/threads',
  parameters: ['offset', 'page', 'limit'].map((name) => ({ name, in: inQuery })),
};
const response = { items: collectItems('/threads', { each: '/messages', counts: 'groups' }), total: '/total' };
const byPage = page({ request: { page: '/page', limit: '/limit' }, response });
const byOffset = withoutSplit(offset({ request: { offset: '/offset', limit: '/limit' }, response }));

function list(strategy: typeof byPage, options: PositionListOptions = {}): Paginator<string> {
  const client = new ClientCore({ baseUrl: server.url }, { retry: false });
  return paginate<string, unknown>(client, operation, { limit: 3 }, options, [strategy]);
}

test('parts of a walk by page numbers that count groups return the whole list', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(4), { maxLength: 20 }), fc.integer({ min: 1, max: 5 }), async (counts, parts) => {
      threads = counts;
      const walked: string[] = [];
      for (const resume of await list(byPage).split(parts)) walked.push(...(await collect(list(byPage, { resume }))));
      expect(walked).toEqual(counts.flatMap((count, thread) => messagesOf(thread, count)));
    }),
    runs(40),
  );
});

test('a walk by offsets that count groups cannot be split', async () => {
  threads = [2, 2, 2, 2, 2];
  expect(await collect(list(byOffset))).toHaveLength(10);
  await expect(list(byOffset).split(2)).rejects.toMatchObject({
    code: 'INVALID_OPTION',
    message: expect.stringContaining('its offsets count groups of items'),
  });
});
