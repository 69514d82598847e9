import type { WalkState } from './checkpoint.js';
import { PaginationCeilingError } from './errors.js';
import { mergeLimits } from './list-call.js';
import type { Ceiling, PaginationPlan } from './options.js';
import { sizeOf } from './positions.js';
import type { ListCall } from './strategy.js';

/** What a walk from `start` would do. */
export function planOf(call: ListCall, start: WalkState): PaginationPlan {
  const { style } = call.strategy;
  const end = style.reach(call, start);
  const deep = style.windows?.(call, start) !== undefined;
  return {
    strategy: call.strategy.name,
    pageSize: sizeOf(call, start),
    ceiling: end && { name: end.ceiling, value: call.limits[end.ceiling] as number },
    reachable: deep ? undefined : end?.items,
    deep,
    alternatives: alternatives(call),
  };
}

export function ceilingError(call: ListCall, ceiling: Ceiling): PaginationCeilingError {
  const others = alternatives(call);
  const named = others.map((name) =>
    call.strategies.some((strategy) => strategy.name === name) ? `strategy: '${name}'` : name,
  );
  const { deep } = call.strategy.spec;
  const advice = [
    ...(deep === undefined || call.deep !== undefined
      ? []
      : [
          deep.overridden(call.params)
            ? 'leave out your own order, so that the client can walk on by windows'
            : 'let for await, pages() or toArray() walk on by deep pagination',
        ]),
    ...(others.length === 0 ? [] : [`use ${named.join(' or ')}`]),
    'narrow the query',
  ].join(', or ');
  return new PaginationCeilingError(
    call.operation.name,
    ceiling,
    others,
    `the API allows no page beyond ${ceiling} ${call.limits[ceiling]} under '${call.strategy.name}'; every item up to it was given out. To get the rest, ${advice}`,
  );
}

/** Names of the operation's strategies without a ceiling, then what the document names. */
function alternatives(call: ListCall): string[] {
  const open = call.strategies.filter((strategy) => {
    const { maxOffset, maxPage, maxResults } = mergeLimits(call.client, call.operation, {}, strategy);
    return strategy !== call.strategy && maxOffset === undefined && maxPage === undefined && maxResults === undefined;
  });
  return [...open.map(({ name }) => name), ...(call.strategy.spec.alternatives ?? [])];
}
