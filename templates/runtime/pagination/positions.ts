import type { WalkState } from './checkpoint.js';
import type { ListCall, PageAnswer, StrategySpec } from './strategy.js';

/** What the specs of offset and page styles share. */
export interface PositionSpec extends StrategySpec {
  readonly response: StrategySpec['response'] & { readonly lastPage?: 'empty' | 'short' };
}

/** The page size that a request stands for, as far as is known. */
export function sizeOf(call: ListCall, state: WalkState): number | undefined {
  const asked = call.asked ?? call.limits.defaultLimit;
  return state.size === undefined ? asked : Math.min(state.size, asked ?? state.size);
}

/** The page size that the server really used: its own word, else the first page's count where it was smaller than asked. */
export function learnSize(call: ListCall, state: WalkState, answer: PageAnswer): number | undefined {
  if (state.limit !== undefined && state.size !== undefined) return state.size;
  if (answer.limit !== undefined && answer.limit > 0) return answer.limit;
  if (state.size !== undefined || answer.items.length === 0) return state.size;
  return Math.min(answer.items.length, call.asked ?? call.limits.defaultLimit ?? answer.items.length);
}

/**
 * The end rules of offset and page styles: undefined at the end, else what is known of the next page.
 * A total alone does not end a walk, since totals drift and lie: reached by a full page, it takes one more request.
 */
export function goesOn(
  call: ListCall,
  state: WalkState,
  answer: PageAnswer,
  reached: boolean,
): Pick<WalkState, 'more' | 'sure'> | undefined {
  if (answer.past || answer.hasMore === false) return undefined;
  if (answer.hasMore) return { more: true };
  const count = answer.items.length;
  if (count === 0) return undefined;
  const size = sizeOf(call, state);
  const asked = state.limit === undefined ? size : Math.min(state.limit, size ?? state.limit);
  if (reached && count < (asked ?? answer.limit ?? 0)) return undefined;
  const { lastPage } = (call.strategy.spec as PositionSpec).response;
  if (lastPage === 'short' && count < (answer.limit ?? asked ?? 0)) return undefined;
  return reached ? { sure: true } : {};
}

/** Keeps a part of a split walk before its end. */
export function beforeEnd(state: WalkState, next: WalkState): WalkState | undefined {
  const { end } = state;
  if (end === undefined) return next;
  return Number(next.position) >= Number(end) ? undefined : { ...next, end };
}

/**
 * The size of a page with `left` items before a ceiling: the usual one, or less to land on the ceiling exactly, keeping
 * what the API accepts at least. Undefined where none fits.
 */
export function fitSize({ limits, strategy }: ListCall, left: number, size: number): number | undefined {
  const { minLimit = 1 } = limits;
  const { sizes } = strategy.spec.request;
  if (left === size) return size;
  if (sizes !== undefined) return Math.max(0, ...sizes.filter((one) => one <= left && one <= size)) || undefined;
  if (left >= size + minLimit) return size;
  if (left > size) return left - minLimit >= minLimit ? left - minLimit : size;
  return left >= minLimit ? left : undefined;
}
