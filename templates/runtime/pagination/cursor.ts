import type { JsonValue, WalkState } from './checkpoint.js';
import { PaginationProtocolError } from './errors.js';
import { at, canonical, hasRounded } from './json.js';
import type { Ceiling } from './options.js';
import { fitSize, sizeOf } from './positions.js';
import { readField } from './read.js';
import type { ListCall, PageAnswer, Reach, ResponseField, Strategy, StrategySpec } from './strategy.js';

export interface CursorSpec extends StrategySpec {
  readonly style: 'cursor-query' | 'cursor-body' | 'cursor-header';
  readonly request: StrategySpec['request'] & { readonly cursor: string };
  readonly response: StrategySpec['response'] &
    TokenFields & { readonly nextCursor?: ResponseField; readonly itemCursor?: string };
}

export interface TokenFields {
  /** Values that mean that there is no next page, beside null and absence. Default: `['']`. */
  readonly end?: readonly JsonValue[];
}

/** Pages by a token from the answer, or (`itemCursor`) from the page's last item; it goes back unchanged. */
export function cursor(spec: CursorSpec): Strategy {
  const { itemCursor, nextCursor } = spec.response;
  return {
    name: spec.name ?? spec.style,
    spec,
    style: {
      name: spec.style,
      position: spec.request.cursor,
      promises: itemCursor === undefined,
      next(call, state, answer) {
        const token =
          itemCursor === undefined
            ? readField(call, answer, nextCursor as ResponseField)
            : lastToken(call, answer, itemCursor);
        return afterToken(call, state, answer, token, spec.response.end);
      },
      fit: fitWalk,
      exhausted,
      reach: reachWalk,
    },
  };
}

/** The state after an answer that names its successor by a token or URL; undefined at the end. */
export function afterToken(
  call: ListCall,
  state: WalkState,
  answer: PageAnswer,
  token: unknown,
  end: readonly JsonValue[] = [''],
): WalkState | undefined {
  if (answer.past || answer.hasMore === false) return undefined;
  const none = token === undefined || token === null || end.some((value) => canonical(value) === canonical(token));
  if (none) {
    if (!answer.hasMore) return undefined;
    throw new PaginationProtocolError(
      call.operation.name,
      'the answer says that there are more items but not where: it has no next cursor or URL',
    );
  }
  if (hasRounded(token)) {
    throw new PaginationProtocolError(
      call.operation.name,
      'the cursor is an integer beyond 2^53 - 1 and was rounded: the API has to send it as a string',
    );
  }
  const before = (state.before ?? 0) + answer.items.length;
  const size = answer.limit ?? state.size;
  return {
    position: token as JsonValue,
    before,
    ...(size === undefined ? {} : { size }),
    ...(answer.hasMore ? { more: true } : before >= (answer.total ?? Infinity) ? { sure: true } : {}),
  };
}

/** Cursor and URL styles: `maxResults` counts the items of the walk. */
export function fitWalk(call: ListCall, state: WalkState): WalkState | Ceiling {
  const { maxResults } = call.limits;
  if (maxResults === undefined) return state;
  const left = maxResults - (state.before ?? 0);
  if (left <= 0) return 'maxResults';
  const size = call.asked ?? sizeOf(call, state);
  if (size === undefined || call.strategy.spec.request.limit === undefined) return state;
  const fitted = fitSize(call, left, size);
  if (fitted === undefined) return 'maxResults';
  return fitted === size ? state : { ...state, limit: fitted };
}

export function reachWalk({ limits: { maxResults } }: ListCall): Reach | undefined {
  return maxResults === undefined ? undefined : { items: maxResults, ceiling: 'maxResults' };
}

/** A walk that ends having received `maxResults` items has met the ceiling, unless the total says that this was all. */
export function exhausted(call: ListCall, state: WalkState, answer: PageAnswer): Ceiling | undefined {
  const received = (state.before ?? 0) + answer.items.length;
  const { maxResults } = call.limits;
  if (maxResults === undefined || received < maxResults || received >= (answer.total ?? Infinity)) return undefined;
  return 'maxResults';
}

function lastToken(call: ListCall, answer: PageAnswer, pointer: string): unknown {
  const last = answer.items.at(-1);
  if (last === undefined) return undefined;
  const token = at(last, pointer);
  if (token === undefined || token === null) {
    throw new PaginationProtocolError(
      call.operation.name,
      `the last item of the page has no ${pointer}, from which the next cursor is taken`,
    );
  }
  return token;
}
