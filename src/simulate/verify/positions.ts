import type { Limits } from '../../../templates/runtime/paginator/options.js';
import { isCounted } from '../../model/pagination-fields.ts';
import { type Check, isRejection, type MainWalk, startOf } from './check.ts';
import type { PageSizes } from './page-sizes.ts';
import { canonicalText, type PageResult, type SeenPage, valueAt } from './received.ts';
import type { ListEnd } from './totals.ts';

/** Checks that an offset skips items: the third item of the list has to be the first one at offset 2. */
export async function checkOffsetUnit(check: Check, walk: MainWalk): Promise<void> {
  const { session, strategy, coverage, ledger, report } = check;
  const [first] = walk.pages;
  if (strategy.style !== 'offset' || first === undefined || first.items.length < 3 || session.remaining === 0) return;
  const start = startOf(strategy);
  const shifted = await session.fetchPage({ limit: walk.size, position: start + 2 });
  const [item] = shifted.page?.items ?? [];
  if (item === undefined) return;
  const known = ledger.identities(walk.pages);
  const index = known.indexOf(ledger.identity(item));
  // Some servers round an offset down to a multiple of the page size. A walk by whole pages works there.
  if (index === 2 || index === 0) return;
  const countsFromOne = index === 1 && (await countsItemsFromOne(check, walk, known));
  const corrections = countsFromOne ? [{ group: 'request', field: 'start', value: start + 1 } as const] : [];
  const found = index < 0 ? 'an item that the first pages do not have' : `item ${index + 1} of the list`;
  const advice = countsFromOne
    ? 'The API counts items from 1.'
    : index === 1
      ? 'The API seems to count items that it does not return.'
      : 'If the API counts pages, its style is `page`.';
  const message = `Offset ${start + 2} begins with ${found}, not with item 3. ${advice}`;
  report('position-wrong', message, { corrections });
  coverage.wrong('request.offset');
}

/** Tells an API that counts from 1 from one that hides items: there, later positions are off by more than one. */
async function countsItemsFromOne(check: Check, walk: MainWalk, known: readonly string[]): Promise<boolean> {
  const { session, strategy, ledger } = check;
  const distinct = [...new Set(known)];
  const index = distinct.length - 1;
  if (session.remaining === 0) return false;
  const { page } = await session.fetchPage({ limit: walk.size, position: startOf(strategy) + index });
  const [item] = page?.items ?? [];
  return item !== undefined && ledger.identity(item) === distinct[index - 1];
}

/** Checks that the API accepts positions up to each declared ceiling, and none beyond it. */
export async function checkCeilings(check: Check, walk: MainWalk, sizes: PageSizes, end: ListEnd): Promise<void> {
  const { strategy, coverage } = check;
  const { limits } = strategy;
  coverage.miss('limits.cursorTtl', 'verify does not wait for a cursor to expire');
  if (!isCounted(strategy)) {
    if (walk.end.kind === 'ceiling') coverage.see('limits.maxResults');
    else coverage.miss('limits.maxResults', 'no walk was that long');
    return;
  }
  const start = startOf(strategy);
  // Small pages reach closest to a ceiling.
  const size = sizes.isHonored ? (sizes.smallest?.asked ?? walk.size) : undefined;
  for (const name of ['maxOffset', 'maxPage'] as const) {
    const value = limits[name];
    // If the walk was rejected before the ceiling, the position at the ceiling shows nothing new.
    if (value !== undefined && coverage.has(`limits.${name}`) && !coverage.isWrong(`limits.${name}`))
      await checkCeiling(check, { name, value, at: value, size, end });
  }
  const { maxResults } = limits;
  if (maxResults === undefined || sizes.opening.items.length === 0) return;
  const each = size ?? sizes.opening.items.length;
  const at = strategy.style === 'page' ? start + Math.floor(maxResults / each) - 1 : start + maxResults - each;
  await checkCeiling(check, { name: 'maxResults', value: maxResults, at, size, end });
}

interface Ceiling {
  readonly name: 'maxOffset' | 'maxPage' | 'maxResults';
  readonly value: number;
  /** The largest position that the ceiling allows, with this page size. */
  readonly at: number;
  readonly size: number | undefined;
  readonly end: ListEnd;
}

async function checkCeiling(check: Check, { name, value, at, size, end }: Ceiling): Promise<void> {
  const { session, strategy, coverage, report } = check;
  const field = `limits.${name}`;
  if (session.remaining < 2) return coverage.miss(field, 'the budget ran out');
  const fetchAt = (position: number): Promise<PageResult> => session.fetchPage({ limit: size, position });
  const inside = await fetchAt(at);
  if (isRejection(inside) && inside.end.kind === 'refused') {
    if (end.kind === 'proven' && [404, 410, 416].includes(inside.end.status)) {
      return coverage.miss(field, 'the list is shorter');
    }
    const message = `The document allows ${name} ${value}, but the API rejects it: ${inside.end.message}`;
    report('position-refused', message, { status: inside.end.status });
    return coverage.wrong(field);
  }
  if (inside.page === undefined) return coverage.miss(field, `the request at the ceiling failed`);
  const beyond = await fetchAt(at + 1);
  if (isRejection(beyond)) return coverage.see(field);
  const count = beyond.page?.items.length ?? 0;
  if (count === 0) return coverage.miss(field, `the API accepts a position beyond it, where the list has no items`);
  const message = `The document declares ${name} ${value}, but ${strategy.style} ${at + 1} has ${count} more items.`;
  // `null` also lifts a ceiling that comes from the `maximum` of the parameter.
  const lifted = name === 'maxResults' ? undefined : null;
  report('ceiling-too-low', message, { corrections: [{ group: 'limits', field: name, value: lifted }] });
  coverage.wrong(field);
}

/** Number of pages to divide the list into: three windows of two pages. */
const PAGES = 6;
/** Smaller pages would not hold the items that share one value. */
const SMALLEST = 4;

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
  if (!session.hasWindows) return;
  const size = Math.min(ledger.largestPage, Math.max(SMALLEST, Math.ceil(ledger.size / PAGES)));
  if (ledger.size <= 2 * size) return coverage.miss('deep', 'the list is too short for two windows');
  if (maxPages < PAGES - 1) return coverage.miss('deep', 'the budget ran out');
  if (!sizes.isHonored || strategy.sizes !== undefined) return coverage.miss('deep', 'the page size cannot be chosen');
  const windowsOf = ceilingAfter(check, size);
  const result = await session.walk({ limit: size, maxPages, windowsOf });
  if (result.end.kind === 'broken' || result.end.kind === 'refused') {
    report('windows-broken', `The windows of \`deep\` do not join: ${result.end.message}`);
    return coverage.wrong('deep');
  }
  if (result.end.kind === 'ceiling') {
    // The client takes a window that begins at its own bound again for many items with one value.
    if (mostWithOneValue(check, [...walk.pages, ...result.pages]) >= size) {
      return coverage.miss('deep', `at least ${size} items share a value`);
    }
    report('windows-broken', 'The windows of `deep` do not join: with a bound, the API returns the first items again.');
    return coverage.wrong('deep');
  }
  const identities = ledger.identities(result.pages);
  const lost = end.kind === 'proven' && result.end.kind === 'end' ? ledger.countMissing(identities) : 0;
  if (lost > 0) {
    report('windows-broken', `A walk by the windows of \`deep\` lacks ${lost} of the items that other walks return.`);
    return coverage.wrong('deep');
  }
  if (result.pages.length > 2) coverage.see('deep');
}

/** Returns a ceiling after two pages. */
function ceilingAfter({ strategy }: Check, size: number): Limits {
  const start = startOf(strategy);
  if (!isCounted(strategy)) return { maxResults: 2 * size };
  return strategy.style === 'page' ? { maxPage: start + 1 } : { maxOffset: start + size };
}

/** Returns the largest number of items that share a value of the field by which `deep` divides the list. */
function mostWithOneValue({ strategy: { deep } }: Check, pages: readonly SeenPage[]): number {
  const counts = new Map<string, number>();
  for (const item of pages.flatMap(({ items }) => items)) {
    const text = deep === undefined ? '' : canonicalText(valueAt(item, deep.field));
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return Math.max(0, ...counts.values());
}
