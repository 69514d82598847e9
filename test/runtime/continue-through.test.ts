import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { ClientCore } from '../../templates/runtime/client.js';
import type { Operation } from '../../templates/runtime/operation.js';
import type { PositionListOptions } from '../../templates/runtime/paginator/options.js';
import { type Paginator, paginate } from '../../templates/runtime/paginator/paginate.js';
import { inHeader } from '../../templates/runtime/parameters/header.js';
import { inQuery } from '../../templates/runtime/parameters/parameter.js';
import { continueThrough } from '../../templates/runtime/styles/continue-through.js';
import { cursor } from '../../templates/runtime/styles/cursor.js';
import { type FaultServer, serve } from '../support/fault-server.ts';
import { collect } from '../support/lists.ts';

let server: FaultServer;
beforeAll(async () => {
  server = await serve(({ body, query }) => {
    const { token } = (body ?? {}) as { token?: string };
    const at = Number(token ?? query['token'] ?? 0);
    return { body: { data: [at + 1], next: at < 2 ? String(at + 1) : null } };
  });
});
beforeEach(() => {
  server.requests.length = 0;
});
afterAll(() => server.close());

const first: Operation = {
  name: 'listRows',
  method: 'GET',
  path: '/rows',
  parameters: [
    { name: 'folder', in: inQuery },
    { name: 'expand', in: inQuery },
    { name: 'X-Tenant', in: inHeader },
  ],
};
const other: Operation = {
  name: 'listRows',
  method: 'POST',
  path: '/rows/more',
  parameters: [
    { name: 'X-Tenant', in: inHeader },
    { name: 'version', in: inQuery },
  ],
};

function list(params: object = {}, options: PositionListOptions = {}): Paginator<number> {
  const strategy = continueThrough(
    cursor({
      style: 'cursor-body',
      request: { cursor: '/body/token' },
      response: { items: '/data', nextCursor: '/next' },
    }),
    { operation: other, shared: ['X-Tenant'], members: ['fields'], constants: { version: 2, body: { keep: '1m' } } },
  );
  const client = new ClientCore({ baseUrl: server.url }, { retry: false });
  return paginate<number, unknown>(client, first, params, options, [strategy]);
}

test('sends what both operations have, its constants and the cursor to the other operation', async () => {
  expect(await collect(list({ folder: 'f', expand: 'e', 'X-Tenant': 't' }))).toEqual([1, 2, 3]);
  const seen = server.requests.map(({ method, path, search, headers, body }) => [
    method,
    `${path}${search}`,
    headers['x-tenant'],
    body,
  ]);
  expect(seen).toEqual([
    ['GET', '/rows?folder=f&expand=e', 't', undefined],
    ['POST', '/rows/more?version=2', 't', { keep: '1m', token: '1' }],
    ['POST', '/rows/more?version=2', 't', { keep: '1m', token: '2' }],
  ]);
});

test('a walk resumes at the other operation', async () => {
  const walk = list({ folder: 'f' });
  for await (const row of walk) if (row === 2) break;
  const resume = JSON.parse(JSON.stringify(walk.checkpoint()));
  server.requests.length = 0;
  expect(await collect(list({ folder: 'f' }, { resume }))).toEqual([3]);
  expect(server.requests.map(({ path }) => path)).toEqual(['/rows/more']);
});
