import type { ApiError } from '../../../templates/runtime/errors.js';
import type { Page } from '../../../templates/runtime/pagination/paginate.js';
import { limitPointer } from '../../bind/call-params.ts';
import type { JsonValue } from '../../shared/json.ts';
import type { Correction, FindingCode } from './corrections.ts';
import type { Session } from './session.ts';

/** Checks that the API takes the largest offset or page number that the document allows. */
export async function checkPositions(session: Session, found: Found): Promise<void> {
  const { maxOffset, maxPage } = session.strategy.limits;
  const [name, largest] =
    maxOffset === undefined ? (['maxPage', maxPage] as const) : (['maxOffset', maxOffset] as const);
  if (largest === undefined || session.left === 0) return;
  const { error } = await session.first(undefined, largest);
  if (error?.name !== 'ApiError' || (error as ApiError).status >= 500 || (error as ApiError).status === 429) return;
  found('position-refused', `${name} ${largest} is allowed by the document and refused by the API: ${error.message}`);
}

export type Found = (code: FindingCode, message: string, corrections?: readonly Correction[]) => void;

/** What of a page size came back. */
type Answer =
  | { readonly kind: 'given' }
  | { readonly kind: 'capped'; readonly size: number }
  | { readonly kind: 'refused' }
  /** The list is shorter than the page. */
  | { readonly kind: 'short'; readonly items: number }
  | { readonly kind: 'failed' };

/** A page size beyond which nobody asks on. */
const LARGEST = 1 << 14;
const REFUSALS: ReadonlySet<number> = new Set([400, 413, 416, 422]);

/**
 * Checks the default and the maximum of the page size; `probe` looks for the API's own maximum where none is declared,
 * or where the declared one is refused. Gives the largest size that is known to be answered.
 */
export async function checkPageSizes(session: Session, probe: boolean, found: Found): Promise<number | undefined> {
  const usual = await checkDefault(session, found);
  if (usual === undefined || limitPointer(session.strategy) === undefined) return undefined;
  const { maxLimit } = session.strategy.limits;
  if (maxLimit === undefined) {
    if (!probe) return undefined;
    const known = await search(session, usual, undefined);
    if (known !== undefined) found('page-size-maximum', `The largest page has ${known} items.`, [maximum(known)]);
    return known;
  }
  const answer = await ask(session, maxLimit);
  if (answer.kind === 'capped') {
    const message = `A page of ${maxLimit} items is allowed by the document; the API gives ${answer.size}.`;
    found('page-size-capped', message, [maximum(answer.size)]);
    return answer.size;
  }
  if (answer.kind !== 'refused') return answer.kind === 'failed' ? undefined : maxLimit;
  const known = probe && session.strategy.source.sizes === undefined ? await search(session, 1, maxLimit) : undefined;
  const largest = known === undefined ? '' : ` The largest that it answers is ${known}.`;
  const message = `A page of ${maxLimit} items is allowed by the document and refused by the API.${largest}`;
  found('page-size-refused', message, known === undefined ? [] : [maximum(known)]);
  return known;
}

/** The first page without a page size; gives its length. */
async function checkDefault(session: Session, found: Found): Promise<number | undefined> {
  const { pages, error } = await session.first();
  const [page] = pages;
  if (page === undefined) {
    if (error !== undefined) found(error.name === 'ApiError' ? 'request-failed' : 'walk-broken', error.message);
    return undefined;
  }
  const { defaultLimit } = session.strategy.limits;
  const size = page.items.length;
  if (defaultLimit !== undefined && (size > defaultLimit || (size < defaultLimit && (await hasMore(page))))) {
    const message = `Without a page size, the document says ${defaultLimit} items a page; the API gives ${size}.`;
    found('default-page-size', message, [{ group: 'limits', field: 'defaultLimit', value: size }]);
  }
  return size;
}

function maximum(value: number): Correction {
  return { group: 'limits', field: 'maxLimit', value };
}

/** The largest page size that is answered, between one that is and one that is not (undefined: not known). */
async function search(session: Session, from: number, refused: number | undefined): Promise<number | undefined> {
  let low = Math.max(1, from);
  let high = refused;
  while (session.left > 0 && (high === undefined ? low < LARGEST : high - low > 1)) {
    const size = high === undefined ? low * 2 : Math.floor((low + high) / 2);
    const answer = await ask(session, size);
    if (answer.kind === 'capped') return answer.size;
    // A list that is shorter than the page cannot tell a cap; a refusal it can.
    if (answer.kind === 'failed' || (answer.kind === 'short' && high === undefined)) return undefined;
    if (answer.kind === 'refused') high = size;
    else low = size;
  }
  return high !== undefined && high - low <= 1 ? low : undefined;
}

async function ask(session: Session, size: number): Promise<Answer> {
  const { pages, error } = await session.first(size);
  const [page] = pages;
  if (page === undefined) {
    const isRefusal = error?.name === 'ApiError' && REFUSALS.has((error as ApiError).status);
    return { kind: isRefusal ? 'refused' : 'failed' };
  }
  const count = page.items.length;
  if (count >= size) return { kind: 'given' };
  return count > 0 && (await hasMore(page)) ? { kind: 'capped', size: count } : { kind: 'short', items: count };
}

/** Whether there is more than this first page: as the answer says, else as the next one shows. */
async function hasMore(page: Page<JsonValue>): Promise<boolean> {
  if (!page.hasNext) return false;
  if (page.total !== undefined) return page.total > page.items.length;
  return page.next().then(
    ({ items }) => items.length > 0,
    () => false,
  );
}
