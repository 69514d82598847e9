import type { Redis } from 'ioredis';
import { BEGUN, RECEIVED, type Received } from './shared.ts';

/**
 * Compares the received items with those of the API and prints the result. Returns true if no item is missing and every
 * repeated item belongs to a job that was repeated.
 */
export async function report(redis: Redis, jobs: number, expected: readonly string[]): Promise<boolean> {
  const received = (await redis.lrange(RECEIVED, 0, -1)).map((text) => JSON.parse(text) as Received);
  const begun = await redis.lrange(BEGUN, 0, -1);
  const repeated = new Set(begun.filter((job, index) => begun.indexOf(job) !== index));

  const byKey = new Map<string, Received>();
  const twice = received.filter((item) => {
    const known = byKey.has(item.id);
    byKey.set(item.id, item);
    return known;
  });
  const missing = expected.filter((id) => !byKey.has(id));
  const strange = twice.filter(({ job }) => !repeated.has(job));

  console.log(`${jobs} jobs, ${repeated.size} of them begun again after its worker was killed`);
  console.log(`${received.length} leads received, ${missing.length} of ${expected.length} missing`);
  console.log(`${twice.length} received twice, ${strange.length} of them in a job that was not repeated`);
  console.log(`${byKey.size} when taken by key`);
  return missing.length === 0 && strange.length === 0 && byKey.size === expected.length && repeated.size === 1;
}
