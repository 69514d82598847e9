/**
 * Measures the cost of a walk against the shortest hand-written loop, the gain of lookahead, and the memory of a long walk:
 *
 *     node --expose-gc --import tsx bench/walks.ts
 */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ClientCore } from '../templates/runtime/client.js';
import type { PositionListOptions } from '../templates/runtime/paginator/options.js';
import { type Paginator, paginate } from '../templates/runtime/paginator/paginate.js';
import { inQuery } from '../templates/runtime/parameters/parameter.js';
import { cursor } from '../templates/runtime/styles/cursor.js';
import { offset } from '../templates/runtime/styles/offset.js';
import { deep } from '../templates/runtime/windows/deep.js';

interface Row {
  readonly id: number;
  readonly name: string;
}

const parameters = ['offset', 'cursor', 'limit', 'from', 'sort'].map((name) => ({ name, in: inQuery }));
const operation = { name: 'listRows', method: 'GET', path: '/', parameters };

function list(
  url: string,
  style: 'offset' | 'cursor' | 'deep',
  params: object,
  options: PositionListOptions = {},
): Paginator<Row> {
  const client = new ClientCore({ baseUrl: url });
  const response = { items: '/data', hasMore: '/has_more' };
  const windows = deep({ field: '/at', key: '/id', from: '/from', sort: { '/sort': 'at' }, type: 'number' });
  const strategy =
    style === 'cursor'
      ? cursor({
          style: 'cursor-query',
          request: { cursor: '/cursor', limit: '/limit' },
          response: { ...response, nextCursor: '/next' },
        })
      : offset({
          request: { offset: '/offset', limit: '/limit' },
          response,
          ...(style === 'deep' && { limits: { maxOffset: 10_000 }, key: '/id', deep: windows }),
        });
  return paginate<Row, unknown>(client, operation, params, options, [strategy]);
}

/** The shortest loop that a careful person writes by hand. */
async function byHand(url: string, consume: (row: Row) => void): Promise<void> {
  for (let next: number | null = 0; next !== null; ) {
    const response: Response = await fetch(`${url}/?cursor=${next}&limit=100`);
    if (!response.ok) throw new Error(String(response.status));
    const page = (await response.json()) as { data: Row[]; next: number | null };
    for (const row of page.data) consume(row);
    next = page.next;
  }
}

async function withServer<T>(
  { total, delay = 0, bytes = 0 }: { total: number; delay?: number; bytes?: number },
  work: (url: string) => Promise<T>,
): Promise<T> {
  const script = fileURLToPath(new URL('list-server.ts', import.meta.url));
  const settings = [total, delay, bytes].map(String);
  const server = spawn(process.execPath, ['--import', 'tsx', script, ...settings], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const port = await new Promise<string>((resolve) =>
      server.stdout.once('data', (chunk) => resolve(String(chunk).trim())),
    );
    return await work(`http://127.0.0.1:${port}`);
  } finally {
    server.kill();
  }
}

async function seconds(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

const median = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1] as number;

/** Items like a contact or a ticket unless said otherwise; a server's own work is what it takes to answer a page. */
const SERVERS = [
  { name: 'items of 50 bytes, no work of the server', bytes: 0, delay: 0 },
  { name: 'items of 500 bytes, no work of the server', bytes: 450, delay: 0 },
  { name: 'items of 2,000 bytes, no work of the server', bytes: 1950, delay: 0 },
  { name: 'items of 500 bytes, 5 ms of work', bytes: 450, delay: 5 },
  { name: 'items of 500 bytes, 20 ms of work', bytes: 450, delay: 20 },
];

async function overhead(): Promise<void> {
  console.log('| items a second, 100 a page | by hand | generated walk | ratio |\n|---|---|---|---|');
  for (const { name, bytes, delay } of SERVERS) {
    const total = delay > 0 ? 10_000 : 50_000;
    await withServer({ total, bytes, delay }, async (url) => {
      let sum = 0;
      const consume = (row: Row): void => {
        sum += row.id;
      };
      const hand: number[] = [];
      const walk: number[] = [];
      for (let round = 0; round < 9; round++) {
        hand.push(await seconds(() => byHand(url, consume)));
        walk.push(
          await seconds(async () => {
            for await (const row of list(url, 'cursor', { limit: 100 })) consume(row);
          }),
        );
      }
      const [a, b] = [total / median(hand), total / median(walk)];
      console.log(`| ${name} | ${Math.round(a)} | ${Math.round(b)} | ${(b / a).toFixed(2)} |`);
      if (sum < 0) throw new Error('unreachable');
    });
  }
  console.log('');
}

async function lookahead(): Promise<void> {
  await withServer({ total: 20_000, delay: 20 }, async (url) => {
    const drain = async (options: PositionListOptions, work = 0): Promise<void> => {
      for await (const _ of list(url, 'offset', { limit: 100 }, options).pages()) {
        if (work > 0) await new Promise((resolve) => setTimeout(resolve, work));
      }
    };
    const [one, eight] = [await seconds(() => drain({})), await seconds(() => drain({ concurrency: 8 }))];
    const [none, ahead] = [await seconds(() => drain({}, 20)), await seconds(() => drain({ prefetch: 1 }, 20))];
    console.log('| 200 pages, 20 ms each | without | with | faster |\n|---|---|---|---|');
    console.log(`| concurrency: 8 | ${one.toFixed(2)} s | ${eight.toFixed(2)} s | ${(one / eight).toFixed(1)} × |`);
    console.log(
      `| prefetch: 1, the caller works 20 ms a page | ${none.toFixed(2)} s | ${ahead.toFixed(2)} s | ${(none / ahead).toFixed(1)} × |\n`,
    );
  });
}

/** The largest heap after collection during a walk, above the one after an empty walk. */
async function memory(): Promise<void> {
  const collect = globalThis.gc;
  if (collect === undefined) throw new Error('run with --expose-gc');
  const peak = async (
    url: string,
    style: 'offset' | 'cursor' | 'deep',
    options: PositionListOptions,
  ): Promise<number> => {
    let most = 0;
    let count = 0;
    for await (const _ of list(url, style, { limit: 500 }, options)) {
      if (++count % 50_000 !== 0) continue;
      collect();
      most = Math.max(most, process.memoryUsage().heapUsed);
    }
    collect();
    return Math.max(most, process.memoryUsage().heapUsed);
  };
  console.log('| walk of 1,000,000 items | prefetch | MB above the empty walk |\n|---|---|---|');
  for (const style of ['cursor', 'offset', 'deep'] as const) {
    for (const prefetch of [0, 4]) {
      const empty = await withServer({ total: 0 }, (url) => peak(url, style, { prefetch }));
      const full = await withServer({ total: 1_000_000 }, (url) => peak(url, style, { prefetch }));
      console.log(`| ${style} | ${prefetch} | ${((full - empty) / 2 ** 20).toFixed(1)} |`);
    }
  }
}

await overhead();
await lookahead();
await memory();
