import type { Windows } from '../styles/strategy.js';
import type { ListCall } from './call.js';
import type { WalkState } from './checkpoint.js';
import { invalidOption } from './list-call.js';

/**
 * Returns the windows of a walk from a request on; undefined if it needs none.
 *
 * Offset and page walks use them if the walk could meet a ceiling. Cursor and URL walks use them only with `deep: true`:
 * searches return their items by rank, and windows would change that order.
 *
 * Throws `ClientError` (`INVALID_OPTION`) if `deep: true` is not possible.
 */
export function windowsOf(call: ListCall, start: WalkState): Windows | undefined {
  const { options, pager, strategy } = call;
  const { deep, maxItems = Infinity, maxPages = Infinity, onExpired } = options;
  const windows = strategy.spec.deep;
  const refusal = windows === undefined ? undefined : refusalOf(call, windows);
  if (deep === true && (windows === undefined || refusal !== undefined)) {
    const why = refusal ?? `needs a deep declaration, and the strategy '${strategy.name}' has none`;
    throw invalidOption(call, `deep: true ${why}`);
  }
  if (windows === undefined || deep === false || refusal !== undefined) return undefined;
  if (deep || onExpired === 'restart') return windows;
  if (!pager.isCounted) return undefined;
  const wanted = Math.min(maxItems, maxPages * (pager.sizeOf(start) ?? Infinity));
  return wanted > (pager.reach(start)?.items ?? Infinity) ? windows : undefined;
}

/** Returns the reason why windows cannot be used for this call. */
function refusalOf({ pager, params }: ListCall, windows: Windows): string | undefined {
  if (windows.isOverridden(params)) return 'is not possible: the call sets its own order';
  const hasCursor = !pager.isCounted && pager.given !== undefined;
  return hasCursor ? 'is not possible: the call sets its own cursor' : undefined;
}
