import type { ListCall } from './call.js';
import { PaginationCeilingError } from './errors.js';
import type { Ceiling } from './limits.js';
import { mergeLimits } from './list-call.js';

/** Returns the error about a ceiling, with what to do instead. */
export function ceilingError(call: ListCall, ceiling: Ceiling): PaginationCeilingError {
  const { operation, strategies, strategy, params, pager, limits, windows } = call;
  const others = alternativesTo(call);
  const named = others.map((name) => (strategies.some((other) => other.name === name) ? `strategy: '${name}'` : name));
  const { deep } = strategy.spec;
  const advice: string[] = [];
  if (deep !== undefined && windows === undefined) advice.push(deep.advise(params, pager));
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
export function alternativesTo({ client, operation, strategies, strategy }: ListCall): string[] {
  const open = strategies.filter((other) => {
    const { maxOffset, maxPage, maxResults } = mergeLimits(client, operation, {}, other);
    return other !== strategy && maxOffset === undefined && maxPage === undefined && maxResults === undefined;
  });
  return [...open.map(({ name }) => name), ...(strategy.spec.alternatives ?? [])];
}
