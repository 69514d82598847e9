import { bounds } from './bounds.js';
import type { WalkState } from './checkpoint.js';
import { concurrent } from './concurrent.js';
import { PaginationProtocolError } from './errors.js';
import type { Ceiling } from './options.js';
import { beforeEnd, fitSize, goesOn, learnSize, type PositionSpec, sizeOf } from './positions.js';
import { splitPositions } from './split.js';
import type { ListCall, Strategy } from './strategy.js';

export interface OffsetSpec extends PositionSpec {
  readonly request: PositionSpec['request'] & { readonly offset: string };
}

/** Pages by the number of items skipped. The next page starts after the items that were **received**. */
export function offset(spec: OffsetSpec): Strategy {
  const start = Number(spec.request.start ?? 0);
  const position = (state: WalkState): number => Number(state.position ?? start);
  return {
    name: spec.name ?? 'offset',
    spec,
    style: {
      name: 'offset',
      position: spec.request.offset,
      start,
      promises: false,
      next(call, state, answer) {
        const count = answer.items.length;
        const end = position(state) + count;
        const size = learnSize(call, state, answer);
        const { total, totalPages } = answer;
        const reached =
          (total !== undefined && end - start >= total) ||
          (totalPages !== undefined && size !== undefined && end - start >= totalPages * size);
        const known = goesOn(call, state, answer, reached);
        if (known?.more && count === 0) {
          throw new PaginationProtocolError(
            call.operation.name,
            'an empty page says that there are more items: an offset cannot move on from it',
          );
        }
        return known && beforeEnd(state, { ...known, position: end, ...(size !== undefined && { size }) });
      },
      kept(state, { items }) {
        const left = Number(state.end ?? Infinity) - position(state);
        return items.length > left ? [...items.keys()].slice(0, Math.max(0, left)) : undefined;
      },
      fit: (call, state) => fitOffset(call, state, position(state), spec.request.limit !== undefined),
      requests: concurrent((call, state) => {
        const size = sizeOf(call, state);
        if (size === undefined) return undefined;
        return { ...state, position: position(state) + (state.limit ?? size) };
      }),
      split: splitPositions,
      ...bounds,
    },
  };
}

function fitOffset(call: ListCall, state: WalkState, position: number, sizable: boolean): WalkState | Ceiling {
  const { maxOffset, maxResults, minLimit } = call.limits;
  if (maxOffset !== undefined && position > maxOffset) return 'maxOffset';
  if (maxResults !== undefined && position >= maxResults) return 'maxResults';
  const size = call.asked ?? sizeOf(call, state);
  if (size === undefined) return state;
  let fitted = size;
  // The last page shall start on the ceiling exactly.
  if (maxOffset !== undefined && position < maxOffset && sizable)
    fitted = fitSize(call, maxOffset - position, size) ?? size;
  if (maxResults !== undefined && position + fitted > maxResults - (minLimit ?? 1)) {
    const last = fitSize(call, maxResults - position, fitted);
    if (last === undefined || (last !== size && !sizable)) return 'maxResults';
    fitted = last;
  }
  return fitted === size ? state : { ...state, limit: fitted };
}
