import type { Annotated } from '../annotation/verify/pagination.ts';

/** Number of operations by the key of the other tool's annotation that is used for them. */
export type DialectCounts = Readonly<Record<string, number>>;

/** Counts the annotations of other tools. */
export function countDialects(annotated: readonly Pick<Annotated, 'key'>[]): DialectCounts {
  const counts: Record<string, number> = {};
  for (const { key } of annotated) if (key !== 'x-pagination') counts[key] = (counts[key] ?? 0) + 1;
  return counts;
}
