import type { WalkState } from './checkpoint.js';
import { PaginationCeilingError } from './errors.js';
import { mergeLimits } from './list-call.js';
import type { Ceiling, PaginationPlan } from './options.js';
import { sizeOf } from './positions.js';
import type { ListCall, PageAnswer } from './strategy.js';

/** The items that full pages from `start` on can give, and the ceiling that ends them; undefined: no limit. */
export function reach(call: ListCall, start: WalkState): { items: number; ceiling: Ceiling } | undefined {
  const { maxOffset, maxPage, maxResults } = call.limits;
  const { style } = call.strategy;
  if (style.start === undefined)
    return maxResults === undefined ? undefined : { items: maxResults, ceiling: 'maxResults' };
  const size = sizeOf(call, start) ?? 1;
  const lowest = Math.min(
    maxOffset ?? Infinity,
    maxResults ?? Infinity,
    maxPage === undefined ? Infinity : maxPage * size,
  );
  if (lowest === Infinity) return undefined;
  const unit = style.name === 'page' ? 1 : size;
  const from = Number(start.position ?? style.start);
  // All but the last few pages are alike.
  const skipped = Math.max(0, Math.floor(lowest / size) - (from - style.start) / unit - 3);
  let state: WalkState | Ceiling | undefined =
    skipped < 1 ? start : { position: from + Math.floor(skipped) * unit, size };
  let items = skipped < 1 ? 0 : Math.floor(skipped) * size;
  for (;;) {
    if (typeof state === 'string') return { items, ceiling: state };
    if (state === undefined) return undefined;
    const length: number = state.limit ?? size;
    items += length;
    const next = style.next(call, state, full(length));
    state = next && style.fit(call, next);
  }
}

/** What a walk from `start` would do. */
export function planOf(call: ListCall, start: WalkState, deep: boolean): PaginationPlan {
  const end = reach(call, start);
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

function full(length: number): PageAnswer {
  const none = undefined;
  const known = { body: none, status: 200, headers: new Headers(), url: '', past: false };
  return { ...known, items: Array.from({ length }), hasMore: true, total: none, totalPages: none, limit: none };
}
