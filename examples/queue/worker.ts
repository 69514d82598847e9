/**
 * A worker: takes parts of the walk from the queue, walks them and stores the items.
 *
 *     tsx worker.ts <port of Redis> <URL of the API>
 */
import { Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { CloseClient } from './client/index.ts';
import { BEGUN, type Part, QUEUE, RECEIVED } from './shared.ts';

const [port, baseUrl] = process.argv.slice(2);
const connection = { host: '127.0.0.1', port: Number(port) };
const redis = new Redis(connection);
const close = new CloseClient({ baseUrl, auth: { apiKey: 'api_test' } });

const worker = new Worker<Part>(
  QUEUE,
  async ({ id = '', data: { params, resume } }) => {
    await redis.rpush(BEGUN, id);
    // To repeat less after a crash, store `page.checkpoint` with the items, and resume from it.
    for await (const page of close.leads.list(params, { resume }).pages()) {
      const received = page.items.map((lead) => JSON.stringify({ id: lead.id, job: id }));
      if (received.length > 0) await redis.rpush(RECEIVED, ...received);
      process.send?.('page stored');
    }
  },
  // If a worker does not renew its lock for five seconds, it has ended, and another worker gets the job.
  { connection, lockDuration: 5000, stalledInterval: 1000 },
);

process.once('SIGTERM', async () => {
  await worker.close();
  redis.disconnect();
});
