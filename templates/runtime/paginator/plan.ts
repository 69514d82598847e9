import { stateOf } from '../transport/client-state.js';
import type { ListCall } from './call.js';
import { alternativesTo } from './ceiling.js';
import type { WalkState } from './checkpoint.js';
import type { PaginationPlan } from './options.js';
import { windowsOf } from './windows-on.js';

/**
 * Forecasts a walk from a request on.
 *
 * @param total the number of items in the list, if the caller knows it
 */
export function planOf(call: ListCall, start: WalkState, total?: number): PaginationPlan {
  const { pager, strategy, limits } = call;
  const end = pager.reach(start);
  const deep = windowsOf(call, start) !== undefined;
  const size = pager.sizeOf(start);
  const reachable = deep ? undefined : end?.items;
  return {
    strategy: strategy.name,
    pageSize: size,
    ceiling: end && { name: end.ceiling, value: limits[end.ceiling] ?? Infinity },
    reachable,
    deep,
    ...(total !== undefined && size !== undefined && forecast(call, Math.min(total, reachable ?? Infinity), size)),
    alternatives: alternativesTo(call),
  };
}

/** Counts the fewest requests for a number of items, and the least time that they take. */
function forecast(
  { client, operation, options }: ListCall,
  items: number,
  size: number,
): Pick<PaginationPlan, 'requests' | 'duration'> {
  const { maxItems = Infinity, maxPages = Infinity } = options;
  const requests = Math.min(Math.max(1, Math.ceil(Math.min(items, maxItems) / size)), maxPages);
  const duration = operation.budgets && stateOf(client).scheduler?.shortest(operation.budgets, requests);
  return { requests, ...(duration !== undefined && { duration }) };
}
