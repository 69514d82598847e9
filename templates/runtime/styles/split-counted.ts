import { ClientError } from '../errors.js';
import type { WalkState } from '../paginator/checkpoint.js';
import { learnSize } from './counted.js';
import type { CallContext, Pager, RequestPage } from './strategy.js';

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
  const first = await load(start);
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
