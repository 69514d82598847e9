import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { ClientCore } from '../../templates/runtime/client.js';
import type { Operation } from '../../templates/runtime/operation.js';
import type { PositionListOptions } from '../../templates/runtime/paginator/options.js';
import { type Paginator, paginate } from '../../templates/runtime/paginator/paginate.js';
import { inQuery } from '../../templates/runtime/parameters/parameter.js';
import { cursorParts } from '../../templates/runtime/styles/cursor-parts.js';
import { type FaultServer, serve } from '../support/fault-server.ts';
import { collect, type Row } from '../support/lists.ts';

let answers: object[] = [];
let server: FaultServer;
beforeAll(async () => {
  server = await serve((_, index) => ({ body: answers[index] ?? { data: [] } }));
});
beforeEach(() => {
  server.requests.length = 0;
});
afterAll(() => server.close());

const operation: Operation = {
  name: 'listRows',
  method: 'GET',
  path: '/rows',
  parameters: ['time', 'id', 'view'].map((name) => ({ name, in: inQuery })),
};

function list(params: object = {}, options: PositionListOptions = {}): Paginator<Row> {
  const strategy = cursorParts({
    style: 'cursor-query',
    request: {},
    parts: {
      time: { to: '/time', next: '/time' },
      id: { to: '/id', next: '/id', isOptional: true },
      view: { to: '/view', next: '/view', isKept: true },
    },
    response: { items: '/data' },
  });
  const client = new ClientCore({ baseUrl: server.url }, { retry: false });
  return paginate<Row, unknown>(client, operation, params, options, [strategy]);
}
const searches = () => server.requests.map(({ search }) => search);

test('an optional part is sent if it is there, and a kept one until a newer one comes', async () => {
  answers = [
    { data: [1], time: 'a', view: 'v1' },
    { data: [2], time: 'b', id: 7 },
    { data: [3], time: 'c', view: 'v2' },
    { data: [4], time: '', view: 'v3' },
  ];
  expect(await collect(list())).toEqual([1, 2, 3, 4]);
  expect(searches()).toEqual(['', '?time=a&view=v1', '?time=b&id=7&view=v1', '?time=c&view=v2']);
});

test('a checkpoint has the kept part, and the caller may set the first one', async () => {
  answers = [{ data: [1], time: 'a' }, { data: [2] }];
  const walk = list({ view: 'own' });
  for await (const _ of walk) break;
  const resume = walk.checkpoint();
  expect(resume?.state).toMatchObject({ position: { time: 'a' }, kept: { view: 'own' } });
  expect(await collect(list({ view: 'own' }, { resume: resume as never }))).toEqual([2]);
  expect(searches()).toEqual(['?view=own', '?time=a&view=own']);
});

test('a repeated cursor is a loop, whatever the kept part is', async () => {
  answers = [1, 2, 3].map((id) => ({ data: [id], time: 'a', view: `v${id}` }));
  await expect(collect(list())).rejects.toMatchObject({ name: 'PaginationLoopError' });
  expect(server.requests).toHaveLength(2);
});

test('a part that was rounded is refused', async () => {
  answers = [{ data: [1], time: 'a', id: 2 ** 53 }];
  await expect(collect(list())).rejects.toThrow('2^53');
});

test('the caller sets all parts or none', async () => {
  await expect(collect(list({ id: 5 }))).rejects.toThrow(
    'the cursor has several parts, and time is missing: set all of them or none',
  );
  expect(server.requests).toEqual([]);
});
