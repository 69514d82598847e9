import { ClientError } from '../errors.js';
import type { WalkState } from './checkpoint.js';
import { fetchPage } from './fetch-page.js';
import { learnSize } from './positions.js';
import type { ListCall } from './strategy.js';

/**
 * Cuts an offset or page walk in parts: under windows by their field, else of whole pages by the declared total, up to
 * the first ceiling. The last part has no end: totals drift, and what lies beyond a ceiling is its to tell.
 */
export async function splitPositions(call: ListCall, parts: number, start: WalkState): Promise<readonly WalkState[]> {
  const { style } = call.strategy;
  const windows = style.windows?.(call, start);
  if (windows !== undefined) return windows.split(call, parts, start);
  const first = await fetchPage(call, start, []);
  // What the server really gives a page: it may cap what was asked for.
  const size = learnSize(call, start, first);
  const total = first.total ?? (first.totalPages === undefined ? undefined : first.totalPages * (size ?? 0));
  if (total === undefined) {
    throw new ClientError('INVALID_OPTION', call.operation.name, 'split(n) needs a total, which the answer lacks');
  }
  if (!size) return [start];
  const origin = style.start ?? 0;
  const from = Number(start.position ?? origin);
  const unit = style.name === 'page' ? 1 : size;
  const reachable = style.reach(call, { ...start, size })?.items ?? total;
  const last = Math.min(
    origin + (style.name === 'page' ? Math.ceil(total / size) : total),
    from + (style.name === 'page' ? Math.floor(reachable / size) : reachable),
  );
  const share = Math.max(1, Math.ceil((last - from) / unit / parts)) * unit;
  const states: WalkState[] = [];
  for (let position = from; position < last && states.length < parts; position += share) {
    const { first: _, ...rest } = start;
    const state = style.fit(call, { ...(position === from ? start : rest), position, size });
    if (typeof state === 'string') break;
    states.push(position + share < last && states.length < parts - 1 ? { ...state, end: position + share } : state);
  }
  return states.length === 0 ? [start] : states;
}
