import type { PageAnswer } from '../fields/answer.js';
import type { ShortPage, WalkState } from '../paginator/checkpoint.js';
import {
  type CountedSpec,
  checkCountedStart,
  countedPager,
  learnSize,
  nextPosition,
  reachCounted,
  requestedSize,
  sizeOf,
  splitCounted,
} from './counted.js';
import { lookAhead } from './look-ahead.js';
import { atPointer, type CallContext, type CeilingMet, END, type NextRequest, type Pager } from './pager.js';
import type { Strategy } from './strategy.js';

export interface PageSpec extends CountedSpec {
  readonly request: CountedSpec['request'] & { readonly page: string };
}

/** Pages by number. */
export function page(spec: PageSpec): Strategy {
  return {
    name: spec.name ?? 'page',
    positions: [spec.request.page],
    spec,
    rules: 'page',
    open: (context) => openPage(context, spec),
  };
}

function openPage(context: CallContext, spec: PageSpec): Pager {
  const { request } = spec;
  const start = Number(request.start ?? 1);
  const numberOf = ({ position }: WalkState): number => Number(position ?? start);
  const itemsBefore = (state: WalkState, size: number): number => state.itemsBefore ?? (numberOf(state) - start) * size;
  const following = (state: WalkState, learned: number | undefined): WalkState => {
    const position = numberOf(state) + 1;
    const size = learned ?? sizeOf(context, state);
    if (size === undefined) return { position };
    // A page that was fitted to a ceiling may come shorter still, if the server caps the page size.
    const before = itemsBefore(state, size) + Math.min(state.limit ?? size, size);
    return { position, ...(learned !== undefined && { size }), itemsBefore: before };
  };
  const pager: Pager = {
    ...atPointer(context, request.page),
    ...countedPager(context, spec, start, numberOf),
    lookAhead,
    // Always sent: servers differ in what a missing page number means (page 0, everything, …).
    start: request.start ?? start,
    checkStart: (state) => {
      const strategy = { name: spec.name ?? 'page', position: request.page };
      checkCountedStart(context, strategy, numberOf(state), start, 'maxPage', pager.fit(state));
    },
    fit: (state) => fitPage(context, request, state, numberOf(state), start),
    next(state, page, hasWindows) {
      if (isBehindGrowth(state, page)) return { kind: 'page', state: readAgain(state) };
      const size = learnSize(context, state, page);
      const received = itemsBefore(state, size ?? 0) + page.count;
      const pages = numberOf(state) - start + 1;
      const step = nextPosition(context, pager, spec, state, page, hasWindows, {
        following: following(state, size),
        received,
        pages,
      });
      const shortPage = shortPageAfter(context, state, page);
      return step.kind === 'page' && shortPage ? { kind: 'page', state: { ...step.state, shortPage } } : step;
    },
    select(state, page) {
      if (isBehindGrowth(state, page)) return [];
      const { kind, count = 0 } = state.shortPage ?? {};
      return kind === 'again' ? [...page.items.keys()].slice(count) : undefined;
    },
    previous(state) {
      const position = numberOf(state) - 1;
      if (position < start) return END;
      const { limit, itemsBefore: items } = state;
      const size = limit ?? sizeOf(context, state);
      const before = items !== undefined && size !== undefined && { itemsBefore: Math.max(0, items - size) };
      const fitted = limit !== undefined && { limit };
      const first = position === start && { isFirst: true as const };
      return { kind: 'page', state: { ...factsOfWalk(state), position, ...fitted, ...before, ...first } };
    },
    reach: (state) => {
      const { maxPage = Infinity, maxResults = Infinity } = context.limits;
      const size = pager.sizeOf(state) ?? 1;
      return reachCounted(pager, state, Math.min(maxPage * size, maxResults), itemsBefore(state, size), (items) => ({
        position: start + items / size,
        size,
        itemsBefore: items,
      }));
    },
    predict(state) {
      const size = pager.sizeOf(state);
      return size === undefined ? undefined : following({ ...state, size }, size);
    },
    itemsBefore: (state) => {
      const size = pager.sizeOf(state);
      return size === undefined && numberOf(state) !== start ? undefined : itemsBefore(state, size ?? 0);
    },
    pageAt: (index, size) => ({
      position: start + index,
      ...(size !== undefined && { size, itemsBefore: index * size }),
    }),
    split: (state, parts, load) =>
      splitCounted(context, pager, state, parts, load, {
        positionOf: numberOf,
        // A part begins with a whole page.
        stepOf: () => 1,
        positionAfter: (items, size) => start + items / size,
        stateAt: (position, size) => ({ position, size, itemsBefore: (position - start) * size }),
      }),
  };
  return pager;
}

/** Returns the parts of a state that hold for every page of its walk. */
function factsOfWalk({ size, end, window }: WalkState): Pick<WalkState, 'size' | 'end' | 'window'> {
  return { ...(size !== undefined && { size }), ...(end !== undefined && { end }), ...(window && { window }) };
}

/** Returns true if a page lies behind a short one that has grown since it was read: items between the two were missed. */
function isBehindGrowth({ shortPage }: WalkState, { count }: PageAnswer): boolean {
  const { kind, count: before = 0 } = shortPage ?? {};
  return (kind === 'before' && count > 0) || (kind === 'capped' && count > before);
}

/** Returns the request for the short page before a state. */
function readAgain({ shortPage, ...state }: WalkState): WalkState {
  const { request = {}, count = 0 } = shortPage ?? {};
  const { size = 0, ...facts } = factsOfWalk(state);
  // A page size that was taken from the short page is disproved.
  return { ...facts, ...(size > count && { size }), ...request, shortPage: { kind: 'again', count, request } };
}

function shortPageAfter(context: CallContext, state: WalkState, page: PageAnswer): ShortPage | undefined {
  const { shortPage, size, position, limit, itemsBefore, isFirst } = state;
  const { count } = page;
  if (shortPage?.kind === 'usual' || (shortPage?.kind === 'again' && count <= shortPage.count))
    return { kind: 'usual', count, request: {} };
  const isShort = count < (limit ?? page.limit ?? sizeOf(context, state) ?? Infinity);
  if (count === 0 || page.hasMore || !isShort) return undefined;
  const isKnown = page.limit !== undefined || size !== undefined || isWithinLimits(context);
  const request = {
    ...(position !== undefined && { position }),
    ...(limit !== undefined && { limit }),
    ...(itemsBefore !== undefined && { itemsBefore }),
    ...(isFirst && { isFirst }),
  };
  return { kind: isKnown ? 'before' : 'capped', count, request };
}

/** True if the document says that the API serves pages as large as the one that was asked for. */
function isWithinLimits({ askedSize, limits: { maxLimit = 0, defaultLimit } }: CallContext): boolean {
  return askedSize === undefined ? defaultLimit !== undefined : askedSize <= maxLimit;
}

/**
 * Near `maxResults` (`page × limit`): the largest page that begins on a multiple of its own size and still fits. The
 * size that was assumed so far is sent if the caller's own would pass the ceiling.
 */
function fitPage(
  context: CallContext,
  { limit, sizes }: PageSpec['request'],
  state: WalkState,
  number: number,
  start: number,
): NextRequest | CeilingMet {
  const { maxPage, maxResults, minLimit = 1 } = context.limits;
  if (maxPage !== undefined && number > maxPage) return { kind: 'ceiling', ceiling: 'maxPage' };
  if (maxResults === undefined) return { kind: 'page', state };
  const size = sizeOf(context, state);
  if (size === undefined) {
    // Each page has at least one item.
    return number - start >= maxResults ? { kind: 'ceiling', ceiling: 'maxResults' } : { kind: 'page', state };
  }
  const before = state.itemsBefore ?? (number - start) * size;
  const left = maxResults - before;
  const requested = requestedSize(context) ?? size;
  const isAligned = (number - start) * size === before;
  if (left >= size && isAligned && (number - start + 1) * requested <= maxResults) return { kind: 'page', state };
  for (let fitted = Math.min(left, size); limit !== undefined && fitted >= minLimit && fitted > 0; fitted--) {
    const position = start + before / fitted;
    const isPossible = before % fitted === 0 && position <= (maxPage ?? Infinity) && sizes?.includes(fitted) !== false;
    if (isPossible) return { kind: 'page', state: { ...state, position, limit: fitted } };
  }
  // Without a page size parameter, a page that reaches beyond the ceiling cannot be made to fit.
  return limit === undefined && left >= size ? { kind: 'page', state } : { kind: 'ceiling', ceiling: 'maxResults' };
}
