import { type Check, isCounted, startOf } from './check.ts';
import type { PageSizes } from './page-sizes.ts';
import type { ListEnd } from './totals.ts';

/** Number of pages to divide the list into: three windows of two pages. */
const PAGES = 6;
/** Smaller pages would not hold the items that share one value. */
const SMALLEST = 4;

/**
 * Walks by the windows of `deep`, with a ceiling after two pages, so that a short list shows whether they join without a
 * gap.
 */
export async function checkWindows(check: Check, sizes: PageSizes, end: ListEnd, maxPages: number): Promise<void> {
  const { session, strategy, coverage, ledger, report } = check;
  if (!session.hasWindows || !isCounted(strategy)) return;
  const size = Math.min(ledger.largestPage, Math.max(SMALLEST, Math.ceil(ledger.size / PAGES)));
  if (ledger.size <= 2 * size) return coverage.miss('deep', 'the list is too short for two windows');
  if (maxPages < PAGES - 1) return coverage.miss('deep', 'the budget ran out');
  if (!sizes.isHonored || strategy.sizes !== undefined) return coverage.miss('deep', 'the page size cannot be chosen');
  const start = startOf(strategy);
  const windowsOf = strategy.style === 'page' ? { maxPage: start + 1 } : { maxOffset: start + size };
  const result = await session.walk({ limit: size, maxPages, windowsOf });
  if (result.end.kind === 'broken' || result.end.kind === 'refused') {
    report('windows-broken', `The windows of \`deep\` do not join: ${result.end.message}`);
    return coverage.wrong('deep');
  }
  if (result.end.kind === 'ceiling') return coverage.miss('deep', `more than ${2 * size} items share a value`);
  const identities = ledger.identities(result.pages);
  const lost = end.kind === 'proven' && result.end.kind === 'end' ? ledger.countMissing(identities) : 0;
  if (lost > 0) {
    report('windows-broken', `A walk by the windows of \`deep\` lacks ${lost} of the items that other walks return.`);
    return coverage.wrong('deep');
  }
  if (result.pages.length > 2) coverage.see('deep');
}
