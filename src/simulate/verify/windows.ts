import { type Check, isCounted, type MainWalk } from './check.ts';
import type { PageSizes } from './page-sizes.ts';
import type { ListEnd } from './totals.ts';

/**
 * Walks by the windows of `deep`, with a ceiling after two pages, so that a short list shows whether they join without a
 * gap.
 */
export async function checkWindows(
  check: Check,
  walk: MainWalk,
  sizes: PageSizes,
  end: ListEnd,
  maxPages: number,
): Promise<void> {
  const { session, strategy, coverage, ledger, report } = check;
  if (!session.hasWindows || !isCounted(strategy)) return;
  if (walk.pages.length < 4) return coverage.miss('deep', 'the list has too few pages for two windows');
  if (maxPages < 4 || !sizes.isHonored) return coverage.miss('deep', 'the budget ran out');
  const size = walk.size ?? 1;
  const windowsOf = strategy.style === 'page' ? { maxPage: 2 } : { maxOffset: size };
  const result = await session.walk({ limit: walk.size, maxPages, windowsOf });
  if (result.end.kind === 'broken' || result.end.kind === 'refused') {
    report('windows-broken', `The windows of \`deep\` do not join: ${result.end.message}`);
    return coverage.wrong('deep');
  }
  if (result.end.kind === 'ceiling')
    return coverage.miss('deep', 'more items share a value than fit into a window of two pages');
  const identities = ledger.identities(result.pages);
  const lost = end.kind === 'proven' && result.end.kind === 'end' ? ledger.countMissing(identities) : 0;
  if (lost > 0) {
    report('windows-broken', `A walk by the windows of \`deep\` lacks ${lost} of the items that other walks return.`);
    return coverage.wrong('deep');
  }
  coverage.see('deep');
}
