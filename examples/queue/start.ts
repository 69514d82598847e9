/**
 * Shares one walk among three processes: `split` divides it into parts, and each part is a BullMQ job. One of the processes
 * is killed in the middle of a job, and nothing is lost.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Queue, QueueEvents } from 'bullmq';
import { Redis } from 'ioredis';
import { CloseClient } from './client/index.ts';
import { startMock, startRedis } from './servers.ts';
import { type Part, QUEUE, type RedisAddress } from './shared.ts';
import { report } from './tally.ts';

const LEADS = 3000;
const JOBS = 12;

const redis = await startRedis();
const workers: ChildProcess[] = [];
const api = await startMock(LEADS);

try {
  await shareWalk(redis.address, api.url);
} finally {
  await Promise.all(workers.map(stopped));
  await api.stop();
  await redis.stop();
}

async function shareWalk(connection: RedisAddress, url: string): Promise<void> {
  const close = new CloseClient({ baseUrl: url, auth: { apiKey: 'api_test' } });
  const params = { _limit: 50 };
  const parts = await close.leads.list(params).split(JOBS);
  const expected = await close.leads.list({ _limit: 200 }).toArray({ max: LEADS });

  const queue = new Queue<Part>(QUEUE, { connection });
  const events = new QueueEvents(QUEUE, { connection });
  const results = new Redis(connection);
  try {
    await events.waitUntilReady();
    await queue.addBulk(parts.map((resume) => ({ name: 'part', data: { params, resume } })));
    const done = completed(events, parts.length);
    await killInTheMiddle(startWorker(connection, url));
    for (let count = 0; count < 2; count++) startWorker(connection, url);
    await done;
    const ids = expected.map(({ id }) => id);
    process.exitCode = (await report(results, parts.length, ids)) ? 0 : 1;
  } finally {
    results.disconnect();
    await events.close();
    await queue.close();
  }
}

/** Kills a worker when it has stored two of the five pages of its first job. */
async function killInTheMiddle(worker: ChildProcess): Promise<void> {
  for (let pages = 0; pages < 2; pages++) await once(worker, 'message');
  worker.kill('SIGKILL');
  await once(worker, 'exit');
}

/** Resolves when `count` jobs are completed; rejects if a job fails for good. */
function completed(events: QueueEvents, count: number): Promise<void> {
  let left = count;
  return new Promise((resolve, reject) => {
    events.on('completed', () => --left === 0 && resolve());
    events.on('failed', ({ jobId, failedReason }) => reject(new Error(`job ${jobId} failed: ${failedReason}`)));
  });
}

function startWorker({ port }: RedisAddress, url: string): ChildProcess {
  const file = fileURLToPath(new URL('worker.ts', import.meta.url));
  const worker = spawn(process.execPath, ['--import', 'tsx', file, String(port), url], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  workers.push(worker);
  return worker;
}

async function stopped(worker: ChildProcess): Promise<void> {
  if (worker.exitCode !== null || worker.signalCode !== null) return;
  worker.kill();
  await once(worker, 'exit');
}
