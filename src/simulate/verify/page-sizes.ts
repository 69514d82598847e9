import type { ApiError } from '../../../templates/runtime/errors.js';
import type { Page } from '../../../templates/runtime/pagination/paginate.js';
import type { JsonValue } from '../../shared/json.ts';
import type { Correction, MismatchCode } from './corrections.ts';
import type { Session } from './session.ts';

/** Checks that the API accepts the largest offset or page number that the document allows. */
export async function checkPositions(session: Session, report: ReportMismatch): Promise<void> {
  const { maxOffset, maxPage } = session.strategy.limits;
  const [name, largest] =
    maxOffset === undefined ? (['maxPage', maxPage] as const) : (['maxOffset', maxOffset] as const);
  if (largest === undefined || session.remaining === 0) return;
  const { error } = await session.fetchFirst(undefined, largest);
  if (error?.name !== 'ApiError' || (error as ApiError).status >= 500 || (error as ApiError).status === 429) return;
  report('position-refused', `The document allows ${name} ${largest}, but the API rejects it: ${error.message}`);
}

export type ReportMismatch = (code: MismatchCode, message: string, corrections?: readonly Correction[]) => void;

/** Result of a request with a page size. */
type SizeResult =
  | { readonly kind: 'full' }
  | { readonly kind: 'capped'; readonly size: number }
  | { readonly kind: 'rejected' }
  /** The list is shorter than the page, so that a cap would not show. */
  | { readonly kind: 'short'; readonly items: number }
  | { readonly kind: 'failed' };

/** The search for a maximum ends at this page size. */
const LARGEST_TRIED = 1 << 14;
const REJECTIONS: ReadonlySet<number> = new Set([400, 413, 416, 422]);

/**
 * Checks the default and the maximum of the page size, and returns the largest size that the API is known to accept.
 * With `probe`, searches for the maximum of the API if none is declared or if the API rejects the declared one.
 */
export async function checkPageSizes(
  session: Session,
  probe: boolean,
  report: ReportMismatch,
): Promise<number | undefined> {
  const usual = await checkDefault(session, report);
  if (usual === undefined || session.strategy.pageSize === undefined) return undefined;
  const { maxLimit } = session.strategy.limits;
  if (maxLimit === undefined) {
    if (!probe) return undefined;
    const known = await findLargestSize(session, usual, undefined);
    if (known !== undefined) {
      const message = `The API returns at most ${known} items per page, but the document declares no maximum.`;
      report('page-size-maximum', message, [correctMaximum(known)]);
    }
    return known;
  }
  const result = await trySize(session, maxLimit);
  if (result.kind === 'capped') {
    const message = `The document allows pages of ${maxLimit} items, but the API returns only ${result.size} per page.`;
    report('page-size-capped', message, [correctMaximum(result.size)]);
    return result.size;
  }
  if (result.kind !== 'rejected') return result.kind === 'failed' ? undefined : maxLimit;
  const known =
    probe && session.strategy.source.sizes === undefined ? await findLargestSize(session, 1, maxLimit) : undefined;
  const largest = known === undefined ? '' : ` The largest page size that it accepts is ${known}.`;
  const message = `The document allows pages of ${maxLimit} items, but the API rejects this page size.${largest}`;
  report('page-size-refused', message, known === undefined ? [] : [correctMaximum(known)]);
  return known;
}

/** Checks the first page without a page size, and returns the number of its items. */
async function checkDefault(session: Session, report: ReportMismatch): Promise<number | undefined> {
  const { pages, error } = await session.fetchFirst();
  const [page] = pages;
  if (page === undefined) {
    if (error !== undefined) report(error.name === 'ApiError' ? 'request-failed' : 'walk-broken', error.message);
    return undefined;
  }
  const { defaultLimit } = session.strategy.limits;
  const size = page.items.length;
  if (defaultLimit !== undefined && (size > defaultLimit || (size < defaultLimit && (await hasMore(page))))) {
    const message = `Without a page size, the document declares ${defaultLimit} items per page, but the API returns ${size}.`;
    report('default-page-size', message, [{ group: 'limits', field: 'defaultLimit', value: size }]);
  }
  return size;
}

function correctMaximum(value: number): Correction {
  return { group: 'limits', field: 'maxLimit', value };
}

/** Searches for the largest accepted page size between one that is accepted and, if known, one that is rejected. */
async function findLargestSize(
  session: Session,
  accepted: number,
  rejected: number | undefined,
): Promise<number | undefined> {
  let low = Math.max(1, accepted);
  let high = rejected;
  while (session.remaining > 0 && (high === undefined ? low < LARGEST_TRIED : high - low > 1)) {
    const size = high === undefined ? low * 2 : Math.floor((low + high) / 2);
    const result = await trySize(session, size);
    if (result.kind === 'capped') return result.size;
    // A short list hides a cap, but not a rejection.
    if (result.kind === 'failed' || (result.kind === 'short' && high === undefined)) return undefined;
    if (result.kind === 'rejected') high = size;
    else low = size;
  }
  return high !== undefined && high - low <= 1 ? low : undefined;
}

async function trySize(session: Session, size: number): Promise<SizeResult> {
  const { pages, error } = await session.fetchFirst(size);
  const [page] = pages;
  if (page === undefined) {
    const isRejection = error?.name === 'ApiError' && REJECTIONS.has((error as ApiError).status);
    return { kind: isRejection ? 'rejected' : 'failed' };
  }
  const count = page.items.length;
  if (count >= size) return { kind: 'full' };
  return count > 0 && (await hasMore(page)) ? { kind: 'capped', size: count } : { kind: 'short', items: count };
}

/** True if the list has more items than its first page, by the declared total or, without one, by the next page. */
async function hasMore(page: Page<JsonValue>): Promise<boolean> {
  if (!page.hasNext) return false;
  if (page.total !== undefined) return page.total > page.items.length;
  return page.next().then(
    ({ items }) => items.length > 0,
    () => false,
  );
}
