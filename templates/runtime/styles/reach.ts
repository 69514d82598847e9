import type { WalkState } from '../paginator/checkpoint.js';
import type { Pager, Reach } from './strategy.js';

/**
 * Returns the number of items that full pages from a request on can return, and the ceiling that ends them; undefined
 * if there is no limit. Only the last few pages are fitted to a ceiling, so only these are gone through one by one.
 *
 * @param lowest the lowest ceiling, in items
 * @param before items before the first request
 * @param stateAt returns the request after `items` items
 */
export function reachCounted(
  pager: Pick<Pager, 'fit' | 'predict' | 'sizeOf'>,
  first: WalkState,
  lowest: number,
  before: number,
  stateAt: (items: number, size: number) => WalkState,
): Reach | undefined {
  if (lowest === Infinity) return undefined;
  const size = pager.sizeOf(first) ?? 1;
  const skipped = Math.max(0, Math.floor((lowest - before) / size) - 3);
  let items = skipped * size;
  let state: WalkState | undefined = skipped === 0 ? { ...first, size } : stateAt(before + items, size);
  while (state !== undefined) {
    const fitted = pager.fit(state);
    if (fitted.kind === 'ceiling') return { items, ceiling: fitted.ceiling };
    items += fitted.state.limit ?? size;
    state = pager.predict?.(fitted.state);
  }
  return undefined;
}
