import fc from 'fast-check';
import { ClientError } from '../../templates/runtime/errors.js';
import type { Checkpoint } from '../../templates/runtime/paginator/checkpoint.js';
import type { Behaviour, ListStyle } from './lists.ts';

/** Given as `PAGEGEN_SEED`, it repeats a run; printed in any case. */
const seed = Number(process.env['PAGEGEN_SEED'] ?? Date.now() % 2 ** 31);
fc.configureGlobal({ seed });
console.info(`properties: PAGEGEN_SEED=${seed}`);

/** Runs of a property: `few` at a desk, three times as many in CI, where they are thousands altogether. */
export function runs(few: number): { readonly numRuns: number } {
  return { numRuns: process.env['CI'] ? few * 3 : few };
}

interface Lookahead {
  readonly prefetch: number;
  readonly concurrency: number;
}

export const behaviour: fc.Arbitrary<Behaviour> = fc.record({
  size: fc.integer({ min: 1, max: 12 }),
  cap: fc.integer({ min: 1, max: 12 }),
  says: fc.record({ hasMore: fc.boolean(), total: fc.boolean(), limit: fc.boolean(), totalPages: fc.boolean() }),
});
/** A page size that the caller asks for, or none. */
export const asked: fc.Arbitrary<number | undefined> = fc.option(fc.integer({ min: 1, max: 15 }), { nil: undefined });
export const lookahead: fc.Arbitrary<Lookahead> = fc.record({
  prefetch: fc.integer({ min: 0, max: 3 }),
  concurrency: fc.integer({ min: 1, max: 4 }),
});

/** Concurrency is for positions. */
export function optionsFor(kind: ListStyle, { prefetch, concurrency }: Lookahead): Partial<Lookahead> {
  return kind === 'offset' || kind === 'page' ? { prefetch, concurrency } : { prefetch };
}

/** Returns a checkpoint after storing it and reading it back. */
export function stored(checkpoint: Checkpoint): Checkpoint {
  return JSON.parse(JSON.stringify(checkpoint)) as Checkpoint;
}

export interface Walk<Item> extends AsyncIterable<Item> {
  checkpoint(): Checkpoint | undefined;
}

/**
 * Walks to the end, whatever happens: leaves the loop after as many items as `stops` says, again and again, and goes on
 * from the checkpoint; goes on from the checkpoint of each error, too. Rejects with an error that has none, and where
 * the walk does not come to its end.
 */
export async function walkOn<Item>(
  start: (resume: Checkpoint | undefined) => Walk<Item>,
  { stops = [], resume, errors = [] }: WalkOnOptions = {},
): Promise<Item[]> {
  const collected: Item[] = [];
  let from = resume;
  for (let turn = 0; turn < 200; turn++) {
    const walk = start(from);
    let left = stops[turn] ?? Number.POSITIVE_INFINITY;
    try {
      if (left > 0) {
        for await (const item of walk) {
          collected.push(item);
          if (--left === 0) break;
        }
      }
      if (left > 0) return collected;
      const checkpoint = walk.checkpoint();
      if (checkpoint === undefined) throw new Error('the walk cannot be resumed');
      from = stored(checkpoint);
    } catch (error) {
      if (!(error instanceof ClientError) || error.checkpoint === undefined) throw error;
      errors.push(error);
      from = stored(error.checkpoint);
    }
  }
  throw errors.at(-1) ?? new Error('the walk does not end');
}

export interface WalkOnOptions {
  readonly stops?: readonly number[];
  readonly resume?: Checkpoint | undefined;
  /** Takes the errors that were met. */
  readonly errors?: ClientError[];
}
