import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { ClientCore } from '../../templates/runtime/client.js';
import type { Operation } from '../../templates/runtime/operation.js';
import type { PositionListOptions } from '../../templates/runtime/paginator/options.js';
import { type Paginator, paginate } from '../../templates/runtime/paginator/paginate.js';
import { inQuery } from '../../templates/runtime/parameters/parameter.js';
import { cursor } from '../../templates/runtime/styles/cursor.js';
import { type FixedSpec, fixedValues } from '../../templates/runtime/styles/fixed-values.js';
import { offset } from '../../templates/runtime/styles/offset.js';
import { type FaultServer, serve } from '../support/fault-server.ts';
import { collect, type Row, rows } from '../support/lists.ts';
import { runs, walkOn } from '../support/properties.ts';

const LIST = rows(13);

/** A server that pages by markers only if the request says so, and otherwise returns its first rows again and again. */
let server: FaultServer;
beforeAll(async () => {
  server = await serve(({ query, headers }) => {
    const isMarked = query['usemarker'] === 'true' && String(headers['prefer'] ?? '').includes('markers');
    const start = isMarked ? Number(query['marker'] ?? 0) : 0;
    const end = start + 4;
    return { body: { data: LIST.slice(start, end), ...(end < LIST.length && { next: String(end) }) } };
  });
});
beforeEach(() => {
  server.requests.length = 0;
});
afterAll(() => server.close());

const operation: Operation = {
  name: 'listRows',
  method: 'GET',
  path: '/rows',
  parameters: ['marker', 'usemarker', 'skip'].map((name) => ({ name, in: inQuery })),
};
const byMarker = (fixed: FixedSpec) =>
  cursor({
    style: 'cursor-query',
    request: { cursor: '/marker', fixed: fixedValues(fixed) },
    response: { items: '/data', nextCursor: '/next' },
  });
const MARKED: FixedSpec = { params: { '/usemarker': true }, headers: { Prefer: 'markers' }, lists: ['Prefer'] };

function list(params: object = {}, options: PositionListOptions = {}, fixed: FixedSpec = MARKED): Paginator<Row> {
  const bySkip = offset({
    request: { offset: '/skip', fixed: fixedValues({ needed: ['/usemarker'] }) },
    response: { items: '/data' },
  });
  const client = new ClientCore({ baseUrl: server.url });
  return paginate<Row, unknown>(client, operation, params, options, [byMarker(fixed), bySkip]);
}

test('a walk returns every item once, and a resumed walk the rest', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat({ max: 6 }), { maxLength: 4 }), async (stops) => {
      expect(await walkOn((resume) => list({}, resume === undefined ? {} : { resume }), { stops })).toEqual(LIST);
    }),
    runs(15),
  );
});

test('each request has the values, and a list has what the caller asks for too', async () => {
  await collect(list({ usemarker: true }, { headers: { prefer: 'return=minimal' } }));
  expect(server.requests.map(({ search, headers }) => [search, headers['prefer']])).toEqual([
    ['?usemarker=true', 'return=minimal, markers'],
    ['?marker=4&usemarker=true', 'return=minimal, markers'],
    ['?marker=8&usemarker=true', 'return=minimal, markers'],
    ['?marker=12&usemarker=true', 'return=minimal, markers'],
  ]);
});

test.each([
  [{ usemarker: false }, {}, MARKED, /usemarker is false, but the strategy needs true: omit it/],
  [{}, { headers: { Mode: 'b' } }, { headers: { Mode: 'a' } }, /the header Mode is "b", but the strategy needs "a"/],
  [
    {},
    { headers: { Prefer: 'count=none' } },
    { headers: { Prefer: 'count=exact' }, lists: ['Prefer'] },
    /the header Prefer is "count=none", but the strategy needs "count=exact"/,
  ],
  [{}, { strategy: 'offset' }, MARKED, /usemarker is required under this strategy/],
] as const)('refuses a different value before any request: %j %j', async (params, options, fixed, message) => {
  await expect(collect(list(params, options, fixed))).rejects.toThrow(message);
  expect(server.requests).toEqual([]);
});

test('a checkpoint of other fixed values is refused', async () => {
  const walk = list();
  for await (const _ of walk) break;
  const resume = walk.checkpoint();
  const other = list({}, { resume }, { ...MARKED, params: { '/usemarker': 'yes' } });
  await expect(collect(other)).rejects.toMatchObject({ name: 'CheckpointError' });
});
