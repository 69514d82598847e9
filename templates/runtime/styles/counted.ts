import { ClientError } from '../errors.js';
import type { PageAnswer } from '../fields/answer.js';
import type { PositionCheck } from '../fields/served-position.js';
import type { WalkState } from '../paginator/checkpoint.js';
import { PaginationLimitError } from '../paginator/errors.js';
import type { Ceiling } from '../paginator/limits.js';
import {
  type CallContext,
  type CeilingMet,
  END,
  fitted,
  type NextRequest,
  type NextStep,
  type Pager,
  type Reach,
  type RequestPage,
} from './pager.js';
import type { StrategySpec } from './strategy.js';

/** The fields that offset and page styles share. */
export interface CountedSpec extends StrategySpec {
  readonly response: StrategySpec['response'] & {
    readonly lastPage?: 'empty' | 'short';
    readonly position?: PositionCheck;
  };
}

/** Returns the page size of a request that sends none of its own; undefined if the document does not declare it. */
export function requestedSize({ askedSize, limits }: CallContext): number | undefined {
  return askedSize ?? limits.defaultLimit;
}

/** Returns the page size that a request stands for: the server's own if it is smaller than the requested one. */
export function sizeOf(context: CallContext, { size }: WalkState): number | undefined {
  const requested = requestedSize(context);
  return size === undefined ? requested : Math.min(size, requested ?? size);
}

/** Returns the number of items that a request asks for: its own page size, or the server's if that is smaller. */
export function askedFor(context: CallContext, state: WalkState): number | undefined {
  const size = sizeOf(context, state);
  return state.limit === undefined ? size : Math.min(state.limit, size ?? state.limit);
}

/** The parts of a pager that offset and page styles share. `positionOf` returns the offset or the page number. */
export function countedPager(
  context: CallContext,
  { response }: CountedSpec,
  start: number,
  positionOf: (state: WalkState) => number,
): Pick<Pager, 'isCounted' | 'announcesPages' | 'sizeOf' | 'checkPosition'> {
  const { name } = context.operation;
  return {
    isCounted: true,
    announcesPages: false,
    sizeOf: (state) => sizeOf(context, state),
    checkPosition: (state, page) => response.position?.(name, state, page, positionOf(state), start) ?? 'served',
  };
}

/**
 * Returns the page size that the server really uses: the one it says, else the length of a page that is shorter than
 * asked for. A page that was itself shortened to fit a ceiling says nothing about the server, unless it came shorter.
 */
export function learnSize(context: CallContext, state: WalkState, { count, limit }: PageAnswer): number | undefined {
  const requested = state.limit ?? requestedSize(context);
  if (limit !== undefined && limit > 0 && limit !== state.limit) return limit;
  if (state.size !== undefined || count === 0) return state.size;
  if (count < (requested ?? Infinity)) return count;
  return state.limit === undefined ? requested : undefined;
}

/** How far a walk has come with an answer. */
export interface Progress {
  /** The request that would come next. */
  readonly following: WalkState;
  /** Number of items, and of pages, up to the end of this page. */
  readonly received: number;
  readonly pages: number;
}

/**
 * Applies the end rules of offset and page styles. A total alone does not end a walk, since totals drift and lie: if a
 * full page reaches it, one more request confirms the end. At a ceiling, where no further request is allowed, a total
 * proves the end only if it equals the items received and is below the ceiling: search engines cap totals there.
 */
export function nextPosition(
  context: CallContext,
  pager: Pick<Pager, 'fit'>,
  { response }: CountedSpec,
  state: WalkState,
  page: PageAnswer,
  hasWindows: boolean,
  { following, received, pages }: Progress,
): NextStep {
  const { count, total } = page;
  if (page.isPastEnd || (count === 0 && !page.hasMore)) return END;
  const asked = askedFor(context, state);
  const { end } = state;
  if (end !== undefined && Number(following.position) >= Number(end)) return END;
  const base = end === undefined ? following : { ...following, end };
  if (page.hasMore) return pager.fit({ ...base, isPromised: true });
  const next = pager.fit(base);
  // Under windows, a search engine that says "no more" at its ceiling speaks of what it can reach.
  if (page.hasMore === false) return hasWindows && next.kind === 'ceiling' ? next : END;
  if (response.lastPage === 'short' && count < (page.limit ?? asked ?? 0)) return END;
  const isTotalReached = received >= (total ?? Infinity) || pages >= (page.totalPages ?? Infinity);
  if (!isTotalReached) return next;
  if (next.kind === 'ceiling') {
    const isShort = count < (asked ?? page.limit ?? 0);
    // Before the server's own page size is known, a short page may be capped: the ceiling is then as near as it can be.
    const known = page.limit ?? (state.size === undefined ? undefined : asked);
    const reach = ceilingNumber(context, next.ceiling, known ?? count);
    return (total === undefined ? isShort : total === received && received < reach) ? END : next;
  }
  if (count < (asked ?? page.limit ?? 0)) return END;
  return { kind: 'page', state: { ...next.state, isConfirming: true } };
}

/** Returns the number of items that a ceiling lets through. */
function ceilingNumber({ limits }: CallContext, ceiling: Ceiling, size: number): number {
  const value = limits[ceiling] ?? Infinity;
  if (ceiling === 'maxPage') return value * size;
  return ceiling === 'maxOffset' ? value + size : value;
}

/** Throws `PaginationLimitError` if a walk cannot begin at a position: it is not a number from `start`, or beyond a limit. */
export function checkCountedStart(
  { operation, limits }: CallContext,
  { name, position }: { readonly name: string; readonly position: string },
  value: number,
  start: number,
  ownLimit: Ceiling,
  fitted: NextRequest | CeilingMet,
): void {
  const refuse = (limit: Ceiling, allowed: number, why: string): never => {
    const message = `${position.slice(1)} is ${value}${why}`;
    throw new PaginationLimitError(operation.name, limit, value, allowed, message);
  };
  if (!Number.isInteger(value) || value < start) refuse(ownLimit, start, `; it must be a whole number from ${start}`);
  if (fitted.kind === 'page') return;
  const { ceiling } = fitted;
  const allowed = limits[ceiling] ?? 0;
  refuse(ceiling, allowed, `, beyond ${ceiling} ${allowed} of the strategy '${name}'. Start below it`);
}

/**
 * Returns the size of a page with `left` items before a ceiling: the usual one, or a smaller one to land on the ceiling
 * exactly, so that what remains is not less than the API accepts. Undefined if no accepted size fits.
 */
export function fitSize(
  { limits }: CallContext,
  sizes: readonly number[] | undefined,
  left: number,
  size: number,
): number | undefined {
  const { minLimit = 1 } = limits;
  if (left === size) return size;
  if (sizes !== undefined) return Math.max(0, ...sizes.filter((one) => one <= left && one <= size)) || undefined;
  if (left >= size + minLimit) return size;
  if (left > size) return left - minLimit >= minLimit ? left - minLimit : size;
  return left >= minLimit ? left : undefined;
}

/**
 * Returns the number of items that full pages from a request on can return, and the ceiling that ends them; undefined
 * if there is no limit. Only the last few pages are fitted to a ceiling, so only these are gone through one by one.
 *
 * @param lowest the lowest ceiling, in items
 * @param before items before the first request
 * @param stateAt returns the request after `items` items
 */
export function reachCounted(
  pager: Pick<Pager, 'fit' | 'predict' | 'sizeOf'>,
  first: WalkState,
  lowest: number,
  before: number,
  stateAt: (items: number, size: number) => WalkState,
): Reach | undefined {
  if (lowest === Infinity) return undefined;
  const size = pager.sizeOf(first) ?? 1;
  const skipped = Math.max(0, Math.floor((lowest - before) / size) - 3);
  let items = skipped * size;
  let state: WalkState | undefined = skipped === 0 ? { ...first, size } : stateAt(before + items, size);
  while (state !== undefined) {
    const fitted = pager.fit(state);
    if (fitted.kind === 'ceiling') return { items, ceiling: fitted.ceiling };
    items += fitted.state.limit ?? size;
    state = pager.predict?.(fitted.state);
  }
  return undefined;
}

/** How a style counts positions. */
interface Axis {
  positionOf(state: WalkState): number;
  /** The distance between the positions of two pages. */
  stepOf(size: number): number;
  /** The position after `items` items of the list; a fraction lies inside a page. */
  positionAfter(items: number, size: number): number;
  stateAt(position: number, size: number): WalkState;
}

/**
 * Cuts an offset or page walk into parts of whole pages by the declared total, up to the first ceiling. The last part
 * has no end: totals drift, and it is the one that meets the ceiling.
 *
 * @throws ClientError `INVALID_OPTION` if the answer has no total
 */
export async function splitCounted(
  context: CallContext,
  pager: Pager,
  start: WalkState,
  parts: number,
  load: RequestPage,
  axis: Axis,
): Promise<readonly WalkState[]> {
  const first = await load(fitted(pager, start));
  // Servers may cap the page size that was asked for.
  const size = learnSize(context, start, first) ?? pager.sizeOf(start);
  const total = first.total ?? (first.totalPages === undefined ? undefined : first.totalPages * (size ?? 0));
  if (total === undefined) {
    const message = 'split(n) needs a total, and the answer has none';
    throw new ClientError('INVALID_OPTION', context.operation.name, message);
  }
  if (!size) return [start];
  const from = axis.positionOf(start);
  const reachable = pager.reach({ ...start, size })?.items ?? Infinity;
  const reachableEnd = from + axis.positionAfter(reachable, size) - axis.positionAfter(0, size);
  const end = start.end === undefined ? Infinity : Number(start.end);
  const last = Math.min(Math.ceil(axis.positionAfter(total, size)), Math.floor(reachableEnd), end);
  const step = axis.stepOf(size);
  const share = Math.max(1, Math.ceil((last - from) / step / parts)) * step;
  const states: WalkState[] = [start];
  for (let position = from + share; position < last && states.length < parts; position += share) {
    const fitted = pager.fit(axis.stateAt(position, size));
    if (fitted.kind === 'ceiling') break;
    const previous = states.pop() ?? start;
    states.push(
      { ...previous, end: position },
      start.end === undefined ? fitted.state : { ...fitted.state, end: start.end },
    );
  }
  return states;
}
