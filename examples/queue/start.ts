/**
 * Shares one walk among three processes: `split` divides it into parts, and each part is a BullMQ job. One of the processes
 * is killed in the middle of a job, and nothing is lost.
 *
 *     npm install && npm start
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Queue, QueueEvents } from 'bullmq';
import { Redis } from 'ioredis';
import { type CloseServer, type CloseServerOptions, startCloseServer } from '../../test/support/close-server.ts';
import { CloseClient } from './client/index.js';
import { startRedis } from './redis.ts';
import { type Part, QUEUE, type RedisAddress } from './shared.ts';
import { report } from './tally.ts';

const redis = await startRedis();
const workers: ChildProcess[] = [];
const server = await startCloseServer({ leads: 3000, intercept: killFirst() });

try {
  await shareWalk(redis.address, server);
} finally {
  await Promise.all(workers.map(stopped));
  await server.close();
  await redis.stop();
}

async function shareWalk(connection: RedisAddress, { url, apiKey, data }: CloseServer): Promise<void> {
  const close = new CloseClient({ baseUrl: url, auth: { apiKey } });
  const params = { _limit: 50 };
  const parts = await close.leads.list(params).split(12);

  const queue = new Queue<Part>(QUEUE, { connection });
  const events = new QueueEvents(QUEUE, { connection });
  const results = new Redis(connection);
  try {
    await events.waitUntilReady();
    await queue.addBulk(parts.map((resume) => ({ name: 'part', data: { params, resume } })));
    const done = completed(events, parts.length);
    for (let count = 0; count < 3; count++) workers.push(startWorker(connection, url, apiKey));
    await done;
    const ids = data.leads.map(({ id }) => id);
    process.exitCode = (await report(results, parts.length, ids)) ? 0 : 1;
  } finally {
    results.disconnect();
    await events.close();
    await queue.close();
  }
}

/**
 * Kills the first worker while it waits for its third page, when two pages of its job are stored already. Until then the
 * other workers get no answer, so the first one is always in the middle of a job.
 */
function killFirst(): NonNullable<CloseServerOptions['intercept']> {
  let asked = 0;
  let release = (): void => {};
  const dead = new Promise<void>((resolve) => {
    release = resolve;
  });
  return async ({ headers }) => {
    const worker = headers['x-worker'];
    const [first] = workers;
    if (worker === undefined || first === undefined) return undefined;
    if (worker !== String(first.pid)) await dead;
    else if (++asked === 3) {
      first.once('exit', release);
      first.kill('SIGKILL');
      await dead;
    }
    return undefined;
  };
}

/** Resolves when `count` jobs are completed; rejects if a job fails for good. */
function completed(events: QueueEvents, count: number): Promise<void> {
  let left = count;
  return new Promise((resolve, reject) => {
    events.on('completed', () => --left === 0 && resolve());
    events.on('failed', ({ jobId, failedReason }) => reject(new Error(`job ${jobId} failed: ${failedReason}`)));
  });
}

function startWorker({ port }: RedisAddress, url: string, apiKey: string): ChildProcess {
  const file = fileURLToPath(new URL('worker.ts', import.meta.url));
  return spawn(process.execPath, ['--import', 'tsx', file, String(port), url, apiKey], { stdio: 'inherit' });
}

async function stopped(worker: ChildProcess): Promise<void> {
  if (worker.exitCode !== null || worker.signalCode !== null) return;
  worker.kill();
  await once(worker, 'exit');
}
