import { countOf } from '../../shared/words.ts';
import type { Check, MainWalk } from './check.ts';
import { reportFailure } from './failures.ts';
import type { PageSizes } from './page-sizes.ts';
import type { ListEnd } from './totals.ts';

/**
 * Walks without a page size, as most callers do, and compares the items with those of the walk with one. Some servers
 * page only if a page size is sent; to others, a missing page number means the whole list.
 */
export async function compareWithoutSize(
  check: Check,
  walk: MainWalk,
  sizes: PageSizes,
  end: ListEnd,
  maxPages: number,
): Promise<void> {
  const { session, ledger, report } = check;
  if (walk.size === undefined || sizes.openingSize !== undefined || maxPages < 1) return;
  const result = await session.walk({ maxPages });
  ledger.add(result.pages);
  if (result.end.kind !== 'end' && result.end.kind !== 'cut') {
    // The walk with a page size has met the same end of the API.
    if (walk.end.kind !== result.end.kind) reportFailure(check, result, 'Without a page size: ');
    return;
  }
  const without = ledger.identities(result.pages);
  const extra = countMissing(without, walk.identities);
  const lost = countMissing(walk.identities, without);
  const isRepeated = new Set(without).size < without.length && new Set(walk.identities).size === walk.identities.length;
  const parts = [
    ...(isRepeated ? [`returns ${countOf(without.length - new Set(without).size, 'item')} twice`] : []),
    ...(end.kind === 'proven' && extra > 0 ? [`returns ${extra} more`] : []),
    ...(result.end.kind === 'end' && lost > 0 ? [`lacks ${lost} of them`] : []),
  ];
  if (parts.length === 0) return;
  const message = `With a page size of ${walk.size}, the walk returned ${countOf(new Set(walk.identities).size, 'item')}; without one, it ${parts.join(' and ')}.`;
  report('walks-differ', message);
}

function countMissing(wanted: readonly string[], there: readonly string[]): number {
  const known = new Set(there);
  return new Set(wanted.filter((identity) => !known.has(identity))).size;
}
