import { isCounted } from '../../model/pagination-fields.ts';
import { type Check, isRejection, type MainWalk, startOf } from './check.ts';
import { correctLimit } from './mismatches.ts';
import { isFiltered, type PageSizes, trySize } from './page-sizes.ts';
import type { ListEnd } from './totals.ts';

/** The search for a maximum ends at this page size. */
const LARGEST_SIZE = 1 << 14;
/** The search for a ceiling ends at this position: no client walks that far. */
const LARGEST_POSITION = 10_000_000;
const CEILINGS: ReadonlySet<string> = new Set(['limits.maxOffset', 'limits.maxPage', 'limits.maxResults']);
/** Statuses that mean "no such page" rather than "no such position". */
const NO_SUCH_PAGE: ReadonlySet<number> = new Set([404, 410, 416]);

/** Page sizes that the API was found to accept, where it rejects those that the document declares. */
export interface AcceptedSizes {
  smallest?: number | undefined;
  largest?: number | undefined;
}

/** Searches for the smallest and largest page size that the API accepts, if none is declared or the declared one fails. */
export async function probePageSizes(check: Check, sizes: PageSizes, known: AcceptedSizes): Promise<void> {
  const { strategy, report, coverage } = check;
  if (!sizes.isHonored || strategy.sizes !== undefined) return;
  const accept = (size: number): Promise<boolean | undefined> => accepts(check, size);
  const usual = sizes.opening.items.length;
  const { refused, refusedMinimum, smallest } = sizes;
  if (refusedMinimum !== undefined) known.smallest = await bisect(usual, refusedMinimum, accept);
  if (refused !== undefined) {
    known.largest = await bisect(smallest?.asked ?? usual, refused, accept);
  } else if (strategy.limits.maxLimit === undefined) {
    const largest = await findLargestSize(check, check.ledger.largestPage);
    if (largest === undefined || (await isFiltered(check, sizes, largest))) return;
    const message = `The API returns at most ${largest} items per page, but the document declares no maximum.`;
    report('page-size-maximum', message, { corrections: [correctLimit('maxLimit', largest)] });
    coverage.wrong('limits.maxLimit');
  }
}

/** Reports declared page sizes that the API rejects, with those that it accepts instead as far as they are known. */
export function reportRefusedSizes(check: Check, sizes: PageSizes, { smallest, largest }: AcceptedSizes): void {
  const { minLimit = 1, maxLimit } = check.strategy.limits;
  if (sizes.refused !== undefined) {
    reportRefused(check, 'maxLimit', maxLimit ?? sizes.refused, largest, 'largest');
  }
  if (sizes.refusedMinimum !== undefined) reportRefused(check, 'minLimit', minLimit, smallest, 'smallest');
}

function reportRefused(
  { report, coverage }: Check,
  field: 'minLimit' | 'maxLimit',
  declared: number,
  accepted: number | undefined,
  which: 'smallest' | 'largest',
): void {
  const items = declared === 1 ? '1 item' : `${declared} items`;
  const known = accepted === undefined ? '' : ` The ${which} page size that it accepts is ${accepted}.`;
  const message = `The document allows pages of ${items}, but the API rejects this page size.${known}`;
  report('page-size-refused', message, accepted === undefined ? {} : { corrections: [correctLimit(field, accepted)] });
  coverage.wrong(`limits.${field}`);
}

async function findLargestSize(check: Check, accepted: number): Promise<number | undefined> {
  const { session, ledger } = check;
  for (let low = Math.max(1, accepted); low < LARGEST_SIZE && session.remaining > 0; ) {
    const size = low * 2;
    const result = await trySize(check, size);
    if (isRejection(result)) return bisect(low, size, (each) => accepts(check, each));
    const count = result.page?.items.length;
    if (count === undefined) return undefined;
    // More items are known to exist, so the page was capped; otherwise the list is too short to tell.
    if (count < size) return ledger.size > count && count > 0 ? count : undefined;
    low = size;
  }
  return undefined;
}

async function accepts(check: Check, size: number): Promise<boolean | undefined> {
  if (check.session.remaining === 0) return undefined;
  const result = await trySize(check, size);
  if (isRejection(result)) return false;
  return result.page === undefined ? undefined : true;
}

/**
 * Jumps to large positions to find where the API begins to reject them. Long walks are not needed: an API that has a
 * ceiling checks the number, whatever the length of the list.
 */
export async function probePositions(check: Check, walk: MainWalk, sizes: PageSizes, end: ListEnd): Promise<void> {
  const { strategy, session, report, coverage } = check;
  if (!isCounted(strategy)) return;
  const ceiling = strategy.style === 'page' ? 'maxPage' : 'maxOffset';
  const declared = strategy.limits[ceiling] ?? strategy.limits.maxResults;
  const start = startOf(strategy);
  const size = sizes.isHonored ? (sizes.smallest?.asked ?? walk.size) : undefined;
  const accept = async (position: number, limit = size): Promise<boolean | undefined> => {
    if (session.remaining === 0) return undefined;
    const result = await session.fetchPage({ limit, position });
    if (result.page !== undefined) return true;
    if (!isRejection(result) || result.end.kind !== 'refused') return undefined;
    // A list that ends there is no ceiling.
    const isPastEnd = NO_SUCH_PAGE.has(result.end.status) || strategy.response.pastEnd.includes(result.end.status);
    return isPastEnd && (end.kind === 'proven' || NO_SUCH_PAGE.has(result.end.status)) ? undefined : false;
  };
  // A declared ceiling that holds was checked before.
  const held = coverage.fields.filter(({ kind }) => kind === 'seen').map(({ field }) => field);
  if (held.some((field) => CEILINGS.has(field))) return;
  let low = start;
  for (let position = 10; position <= LARGEST_POSITION; position *= 10) {
    const isAccepted = await accept(position);
    if (isAccepted === undefined) return;
    if (isAccepted) {
      low = position;
      continue;
    }
    // Most ceilings are a round number, or the last position before it.
    const isJustBefore = await accept(position - 1);
    const largest = isJustBefore ? position - 1 : await bisect(low, position - 1, accept);
    if (largest === undefined || largest === declared) return;
    const name = await nameOfCeiling(check, largest, size, accept);
    const [field, value] =
      name === 'maxResults' ? (['maxResults', largest + (size ?? 1)] as const) : ([ceiling, largest] as const);
    const says = declared === undefined ? 'the document declares no ceiling' : `the document declares ${declared}`;
    const message = `The API rejects ${strategy.style} ${largest + 1}, but ${says}. \`${field}\` is ${value}.`;
    report(declared === undefined ? 'ceiling-undeclared' : 'position-refused', message, {
      corrections: [correctLimit(field, value)],
    });
    coverage.wrong(`limits.${field}`);
    return;
  }
}

/** Tells a ceiling of the position from one of `offset + limit`: at the latter, a larger page does not fit. */
async function nameOfCeiling(
  { strategy }: Check,
  largest: number,
  size: number | undefined,
  accept: (position: number, limit?: number) => Promise<boolean | undefined>,
): Promise<'maxResults' | 'position'> {
  if (size === undefined || strategy.style === 'page' || strategy.sizes !== undefined) return 'position';
  return (await accept(largest, size + 1)) === false ? 'maxResults' : 'position';
}

/** Returns the accepted value next to the first refused one, or undefined if the budget ends the search. */
async function bisect(
  accepted: number,
  refused: number,
  accepts: (value: number) => Promise<boolean | undefined>,
): Promise<number | undefined> {
  let [low, high] = [accepted, refused];
  while (Math.abs(high - low) > 1) {
    const middle = Math.trunc((low + high) / 2);
    const isAccepted = await accepts(middle);
    if (isAccepted === undefined) return undefined;
    if (isAccepted) low = middle;
    else high = middle;
  }
  return low;
}
