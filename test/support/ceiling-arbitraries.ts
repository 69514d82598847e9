import fc from 'fast-check';
import type { Limits } from '../../templates/runtime/paginator/options.js';
import type { CeilingList, Entry } from './ceiling-list.ts';

/** Items in order: `ties` share a value, and values are `step` apart. */
export function entriesOf(count: number, ties: number, kind: 'number' | 'date' | 'local'): Entry[] {
  return Array.from({ length: count }, (_, index) => {
    const group = Math.floor(index / ties);
    const text = new Date(Date.UTC(2024, 2, 8) + group * 1_800_000).toISOString();
    const at = { number: group, date: text, local: text.slice(0, -5) }[kind];
    return { id: `e${index}`, at };
  });
}

const ceilings: fc.Arbitrary<CeilingList['limits']> = fc.oneof(
  fc.record({ maxResults: fc.integer({ min: 1, max: 40 }) }),
  fc.record({ maxOffset: fc.integer({ min: 1, max: 40 }) }),
  fc.record({ maxPage: fc.integer({ min: 1, max: 6 }) }),
  fc.constant({}),
);

/** Lists of APIs with small ceilings, caps, ties, and totals that may be capped. */
export const ceilingLists: fc.Arbitrary<CeilingList> = fc
  .record({
    style: fc.constantFrom('offset' as const, 'page' as const, 'cursor' as const),
    count: fc.integer({ min: 0, max: 70 }),
    ties: fc.integer({ min: 1, max: 4 }),
    kind: fc.constantFrom('number' as const, 'date' as const, 'local' as const),
    size: fc.integer({ min: 1, max: 12 }),
    cap: fc.integer({ min: 1, max: 14 }),
    limits: ceilings,
    total: fc.constantFrom('none' as const, 'exact' as const, 'capped' as const),
    hasMore: fc.boolean(),
  })
  .map(({ count, ties, kind, limits, ...rest }) => ({
    ...rest,
    // Ceilings of other styles do not exist for the server; the client must ignore them, too.
    limits: ownLimits(rest.style, limits),
    entries: entriesOf(count, ties, kind),
  }));

function ownLimits(style: CeilingList['style'], { maxOffset, maxPage, maxResults }: Limits): CeilingList['limits'] {
  return {
    ...(style === 'offset' && maxOffset !== undefined && { maxOffset }),
    ...(style === 'page' && maxPage !== undefined && { maxPage }),
    ...(maxResults !== undefined && { maxResults }),
  };
}

/** How a walk is called. */
export interface Call {
  readonly limit: number | undefined;
  readonly concurrency: number;
  readonly prefetch: number;
  readonly foreign: Limits;
}

export const calls: fc.Arbitrary<Call> = fc.record({
  limit: fc.option(fc.integer({ min: 1, max: 14 }), { nil: undefined }),
  concurrency: fc.integer({ min: 1, max: 3 }),
  prefetch: fc.integer({ min: 0, max: 2 }),
  foreign: fc.constantFrom({}, { cursorTtl: 30 }),
});
