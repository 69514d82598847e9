import type { WalkState } from './checkpoint.js';
import { sizeOf } from './positions.js';
import type { ListCall, PageAnswer } from './strategy.js';

/** Cuts an offset or page walk in parts of whole pages, by the declared total. The last part has no end: totals drift. */
export function splitPositions(
  call: ListCall,
  parts: number,
  start: WalkState,
  first: PageAnswer,
): readonly WalkState[] {
  const { style } = call.strategy;
  const size = sizeOf(call, start) ?? first.items.length;
  const total = first.total ?? (first.totalPages === undefined ? undefined : first.totalPages * size);
  if (total === undefined || size === 0) return [start];
  const origin = style.start ?? 0;
  const from = Number(start.position ?? origin);
  const unit = style.name === 'page' ? 1 : size;
  const last = style.name === 'page' ? origin + Math.ceil(total / size) : origin + total;
  const share = Math.max(1, Math.ceil((last - from) / unit / parts)) * unit;
  const states: WalkState[] = [];
  for (let position = from; position < last && states.length < parts; position += share) {
    const { first: _, ...rest } = start;
    const state = { ...(position === from ? start : rest), position, size };
    states.push(position + share < last && states.length < parts - 1 ? { ...state, end: position + share } : state);
  }
  return states.length === 0 ? [start] : states;
}
