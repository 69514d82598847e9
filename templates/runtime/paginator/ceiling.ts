import { stateOf } from '../transport/client-state.js';
import type { Windows } from '../windows/windows.js';
import type { WalkState } from './checkpoint.js';
import { PaginationCeilingError } from './errors.js';
import type { Ceiling } from './limits.js';
import { invalidOption, type ListCall, mergeLimits } from './list-call.js';
import type { PaginationPlan } from './options.js';

/** Returns the error about a ceiling, with what to do instead. */
export function ceilingError(call: ListCall, ceiling: Ceiling): PaginationCeilingError {
  const { operation, strategies, strategy, limits, windows } = call;
  const others = alternativesTo(call);
  const named = others.map((name) => (strategies.some((other) => other.name === name) ? `strategy: '${name}'` : name));
  const { deep } = strategy.spec;
  const advice: string[] = [];
  if (deep !== undefined && windows === undefined) advice.push(deep.advise(call));
  if (named.length > 0) advice.push(`use ${named.join(' or ')}`);
  advice.push('narrow the query');
  return new PaginationCeilingError(
    operation.name,
    ceiling,
    others,
    `the API allows no page beyond ${ceiling} ${limits[ceiling]} under '${strategy.name}'; every item up to it was returned. To get the rest, ${advice.join(', or ')}`,
  );
}

/** Returns the names of the operation's strategies without a ceiling, then those that the document names. */
function alternativesTo({ client, operation, strategies, strategy }: ListCall): string[] {
  const open = strategies.filter((other) => {
    const { maxOffset, maxPage, maxResults } = mergeLimits(client, operation, {}, other);
    return other !== strategy && maxOffset === undefined && maxPage === undefined && maxResults === undefined;
  });
  return [...open.map(({ name }) => name), ...(strategy.spec.alternatives ?? [])];
}

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

/**
 * Returns the windows of a walk from a request on; undefined if it needs none.
 *
 * Throws `ClientError` (`INVALID_OPTION`) if `deep: true` is not possible.
 */
export function windowsOf(call: ListCall, start: WalkState): Windows | undefined {
  const { options, strategy } = call;
  const windows = strategy.spec.deep;
  if (windows === undefined && options.deep)
    throw invalidOption(call, `deep: true needs a deep declaration, and the strategy '${strategy.name}' has none`);
  return windows?.isUsed(call, start) ? windows : undefined;
}
