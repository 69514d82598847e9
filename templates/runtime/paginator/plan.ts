import type { ListCall } from './call.js';
import { alternativesTo } from './ceiling.js';
import type { WalkState } from './checkpoint.js';
import type { PaginationPlan } from './options.js';
import { windowsOf } from './windows-on.js';

/** Forecasts a walk from a request on. */
export function planOf(call: ListCall, start: WalkState): PaginationPlan {
  const { pager, strategy, limits } = call;
  const end = pager.reach(start);
  const deep = windowsOf(call, start) !== undefined;
  return {
    strategy: strategy.name,
    pageSize: pager.sizeOf(start),
    ceiling: end && { name: end.ceiling, value: limits[end.ceiling] ?? Infinity },
    reachable: deep ? undefined : end?.items,
    deep,
    alternatives: alternativesTo(call),
  };
}
