import { bounds } from './bounds.js';
import type { WalkState } from './checkpoint.js';
import { concurrent } from './concurrent.js';
import type { Ceiling } from './options.js';
import { beforeEnd, goesOn, learnSize, type PositionSpec, sizeOf } from './positions.js';
import { splitPositions } from './split.js';
import type { ListCall, Strategy } from './strategy.js';

export interface PageSpec extends PositionSpec {
  readonly request: PositionSpec['request'] & { readonly page: string };
}

/** Pages by number. `state.before` counts the items of the pages before. */
export function page(spec: PageSpec): Strategy {
  const start = Number(spec.request.start ?? 1);
  const number = (state: WalkState): number => Number(state.position ?? start);
  const following = (state: WalkState, size: number | undefined): WalkState => {
    if (size === undefined) return { position: number(state) + 1 };
    const before = state.before ?? (number(state) - start) * size;
    return { position: number(state) + 1, size, before: before + (state.limit ?? size) };
  };
  return {
    name: spec.name ?? 'page',
    spec,
    style: {
      name: 'page',
      position: spec.request.page,
      start,
      promises: false,
      next(call, state, answer) {
        const size = learnSize(call, state, answer);
        const before = state.before ?? (number(state) - start) * (size ?? 0);
        const reached =
          (answer.total !== undefined && before + answer.items.length >= answer.total) ||
          (answer.totalPages !== undefined && number(state) - start + 1 >= answer.totalPages);
        const known = goesOn(call, state, answer, reached);
        return known && beforeEnd(state, { ...known, ...following(state, size) });
      },
      fit: (call, state) => fitPage(call, state, number(state), start, spec.request.limit !== undefined),
      requests: concurrent((call, state) => {
        const size = sizeOf(call, state);
        return size === undefined ? undefined : { ...state, ...following(state, size) };
      }),
      split: splitPositions,
      ...bounds,
    },
  };
}

/** Near `maxResults`: the largest page that lies on a multiple of its own size and still fits. */
function fitPage(
  call: ListCall,
  state: WalkState,
  number: number,
  start: number,
  sizable: boolean,
): WalkState | Ceiling {
  const { maxPage, maxResults, minLimit = 1 } = call.limits;
  if (maxPage !== undefined && number > maxPage) return 'maxPage';
  if (maxResults === undefined) return state;
  const size = sizeOf(call, state);
  if (size === undefined) return number - start >= maxResults ? 'maxResults' : state;
  const before = state.before ?? (number - start) * size;
  const left = maxResults - before;
  if (left >= size) return state;
  for (let limit = Math.min(left, size); sizable && limit >= minLimit && limit > 0; limit--) {
    if (call.strategy.spec.request.sizes?.includes(limit) === false) continue;
    const position = start + before / limit;
    if (before % limit === 0 && (maxPage === undefined || position <= maxPage)) return { ...state, position, limit };
  }
  return 'maxResults';
}
