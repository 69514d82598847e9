import type { PageAnswer } from '../fields/answer.js';
import { at, canonical, hasRounded, type ResponseField, readField } from '../fields/values.js';
import type { JsonValue, WalkState } from '../paginator/checkpoint.js';
import { PaginationProtocolError } from '../paginator/errors.js';
import { askedFor, fitSize, requestedSize, sizeOf } from './counted.js';
import {
  atPointer,
  type CallContext,
  type CeilingMet,
  END,
  type NextRequest,
  type NextStep,
  type Pager,
} from './pager.js';
import type { Strategy, StrategySpec } from './strategy.js';

export interface CursorSpec extends StrategySpec {
  readonly style: 'cursor-query' | 'cursor-body' | 'cursor-header';
  readonly request: StrategySpec['request'] & { readonly cursor: string };
  readonly response: StrategySpec['response'] &
    TokenFields & {
      readonly nextCursor?: ResponseField;
      /** Pointer into the last item. */
      readonly itemCursor?: string;
    };
}

/** Pages by a token from the answer, or (`itemCursor`) from the page's last item; it goes back unchanged. */
export function cursor(spec: CursorSpec): Strategy {
  const { itemCursor } = spec.response;
  return {
    name: spec.name ?? spec.style,
    positions: [spec.request.cursor],
    spec,
    rules: itemCursor === undefined ? spec.style : [spec.style, itemCursor],
    open: (context) => openCursor(context, spec),
  };
}

function openCursor(context: CallContext, { request, response }: CursorSpec): Pager {
  const { itemCursor, nextCursor = '' } = response;
  const pager: Pager = {
    ...tokenPager(context, request),
    ...atPointer(context, request.cursor),
    // The last item of a full page says nothing about a next one.
    announcesPages: itemCursor === undefined,
    next(state, page, hasWindows) {
      const token = itemCursor === undefined ? readField(page, nextCursor) : lastToken(context, page, itemCursor);
      if (!request.cursor.startsWith('/body/')) refuseNull(context, page, request.cursor, token);
      return nextToken(context, pager, state, page, hasWindows, token, response);
    },
  };
  return pager;
}

/** Returns a value of the page's last item; undefined if the page is empty. */
export function lastToken({ operation }: CallContext, page: PageAnswer, pointer: string): unknown {
  const last = page.items[page.items.length - 1];
  if (last === undefined) return undefined;
  const token = at(last, pointer);
  if (token === undefined || token === null) {
    const message = `the last item of the page has no ${pointer}, from which the next cursor is taken`;
    throw new PaginationProtocolError(operation.name, message, { status: page.status, body: last });
  }
  return token;
}

/** Parameters skip null in lists, so that another cursor would arrive; only a JSON parameter can carry it. */
export function refuseNull({ operation }: CallContext, page: PageAnswer, position: string, token: unknown): void {
  if (!Array.isArray(token) || !token.includes(null)) return;
  const name = position.slice(1);
  const parameter = operation.parameters?.find((one) => (one.key ?? one.name) === name);
  if (parameter?.json) return;
  const message = `the cursor ${JSON.stringify(token)} contains null, which the parameter ${name} cannot carry`;
  throw new PaginationProtocolError(operation.name, message, page);
}

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

/** Returns true if a page is the last one, although it has a next cursor or URL. */
export type LastPageRule = (context: CallContext, state: WalkState, page: PageAnswer) => boolean;

/** Scrolls and change feeds return a token with every page; an empty page is their end. */
export const isEmptyPage: LastPageRule = (_context, _state, { count }) => count === 0;

/** A page shorter than the known page size is the last one. If no size is known, only an empty page is. */
export const isShortPage: LastPageRule = (context, state, { count, limit }) =>
  count === 0 || count < (limit ?? askedFor(context, state) ?? 0);
