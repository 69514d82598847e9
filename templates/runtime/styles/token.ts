import type { PageAnswer } from '../fields/answer.js';
import { canonical, hasRounded } from '../fields/json.js';
import type { JsonValue, WalkState } from '../paginator/checkpoint.js';
import { PaginationProtocolError } from '../paginator/errors.js';
import { fitSize, requestedSize, sizeOf } from './counted.js';
import type { LastPageRule } from './last-page.js';
import type { CallContext, CeilingMet, NextRequest, NextStep, Pager, StrategySpec } from './strategy.js';
import { END } from './strategy.js';

/** The response fields that cursor and URL styles share. */
export interface TokenFields {
  /** Values that mean that there is no next page, besides null and absence. Default: `['']`. */
  readonly end?: readonly JsonValue[];
  /** Ends the walk at a page that has a next cursor or URL. */
  readonly lastPage?: LastPageRule;
}

/** The parts of a pager that cursor and URL styles share: the walk follows tokens, and `maxResults` counts its items. */
export function tokenPager(context: CallContext, request: StrategySpec['request']): Omit<Pager, 'next'> {
  return {
    start: request.start,
    isCounted: false,
    announcesPages: true,
    sizeOf: (state) => sizeOf(context, state),
    fit: (state) => fitToken(context, request, state),
    // A walk that begins at a cursor of the caller's does not begin at the first item.
    itemsBefore: ({ itemsBefore, isFirst, position }) =>
      itemsBefore ?? (isFirst && (position === undefined || position === request.start) ? 0 : undefined),
    reach: () => {
      const { maxResults } = context.limits;
      return maxResults === undefined ? undefined : { items: maxResults, ceiling: 'maxResults' };
    },
  };
}

/**
 * Decides how a walk goes on by the token or URL of an answer.
 *
 * @param token undefined if the answer has none
 * @param positionOf turns the token into a position
 */
export function nextToken(
  context: CallContext,
  pager: Pick<Pager, 'fit'>,
  state: WalkState,
  page: PageAnswer,
  hasWindows: boolean,
  token: unknown,
  { end = [''], lastPage }: TokenFields,
  positionOf: (token: unknown) => JsonValue = (value) => value as JsonValue,
): NextStep {
  const { name } = context.operation;
  const itemsBefore = (state.itemsBefore ?? 0) + page.count;
  const { maxResults = Infinity } = context.limits;
  const ceiling: CeilingMet = { kind: 'ceiling', ceiling: 'maxResults' };
  if (page.isPastEnd) return END;
  // Under windows, a search engine that says "no more" at its ceiling speaks of what it can reach.
  if (page.hasMore === false) return hasWindows && itemsBefore >= maxResults ? ceiling : END;
  const isAbsent = token === undefined || token === null || end.some((value) => canonical(value) === canonical(token));
  if (isAbsent || (!page.hasMore && lastPage?.(context, state, page))) {
    // A walk that ends with exactly `maxResults` items has met the ceiling: a total proves nothing there.
    if (!page.hasMore) return itemsBefore >= maxResults ? ceiling : END;
    const message = 'the answer says that there are more items, but has no next cursor or URL';
    throw new PaginationProtocolError(name, message, page);
  }
  if (hasRounded(token)) {
    const message = 'the cursor is an integer beyond 2^53 - 1 and was rounded: the API must send it as a string';
    throw new PaginationProtocolError(name, message, page);
  }
  const size = page.limit ?? state.size;
  return pager.fit({
    position: positionOf(token),
    itemsBefore,
    ...(size !== undefined && { size }),
    ...(page.hasMore ? { isPromised: true as const } : {}),
  });
}

/** Cursor and URL styles: `maxResults` counts the items of the walk. */
function fitToken(context: CallContext, request: StrategySpec['request'], state: WalkState): NextRequest | CeilingMet {
  const { maxResults } = context.limits;
  if (maxResults === undefined) return { kind: 'page', state };
  const left = maxResults - (state.itemsBefore ?? 0);
  if (left <= 0) return { kind: 'ceiling', ceiling: 'maxResults' };
  const size = requestedSize(context) ?? state.size;
  if (size === undefined || request.limit === undefined) return { kind: 'page', state };
  const fitted = fitSize(context, request.sizes, left, size);
  if (fitted === undefined) return { kind: 'ceiling', ceiling: 'maxResults' };
  return { kind: 'page', state: fitted === size ? state : { ...state, limit: fitted } };
}
