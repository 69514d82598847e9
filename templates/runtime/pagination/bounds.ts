import { ClientError } from '../errors.js';
import type { WalkState } from './checkpoint.js';
import { PaginationLimitError } from './errors.js';
import type { Ceiling } from './options.js';
import { sizeOf } from './positions.js';
import type { ListCall, PageAnswer, Reach, Style } from './strategy.js';

/** What offset and page styles know of ceilings before the first request. */
export const bounds: Pick<Style, 'check' | 'reach' | 'windows'> = {
  check(call, state) {
    const { style, name } = call.strategy;
    const start = style.start as number;
    const value = Number(state.position ?? start);
    const field = style.position?.slice(1);
    const refuse = (limit: Ceiling, allowed: number, why: string): never => {
      throw new PaginationLimitError(call.operation.name, limit, value, allowed, `${field} is ${value}${why}`);
    };
    if (!Number.isInteger(value) || value < start) {
      refuse(style.name === 'page' ? 'maxPage' : 'maxOffset', start, `; it has to be a whole number from ${start} up`);
    }
    const limit = style.fit(call, state);
    if (typeof limit !== 'string') return;
    const allowed = call.limits[limit] as number;
    refuse(limit, allowed, `, beyond ${limit} ${allowed} of the strategy '${name}'. Start below it`);
  },
  reach: reachPositions,
  windows(call, start) {
    const windows = call.strategy.spec.deep;
    const { deep, maxItems = Infinity, maxPages = Infinity } = call.options;
    const overridden = windows?.overridden(call.params);
    if (deep === true && (windows === undefined || overridden)) {
      const why = overridden ? 'the call sets its own order' : `the strategy '${call.strategy.name}' does not say how`;
      throw new ClientError('INVALID_OPTION', call.operation.name, `deep: true is not possible: ${why}`);
    }
    if (windows === undefined || deep === false || overridden) return undefined;
    const wanted = Math.min(maxItems, maxPages * (sizeOf(call, start) ?? Infinity));
    return deep || wanted > (reachPositions(call, start)?.items ?? Infinity) ? windows : undefined;
  },
};

/** The items that full pages from `start` on can give, and the ceiling that ends them; undefined: no limit. */
function reachPositions(call: ListCall, start: WalkState): Reach | undefined {
  const { maxOffset, maxPage, maxResults } = call.limits;
  const { style } = call.strategy;
  const first = style.start as number;
  const size = sizeOf(call, start) ?? 1;
  const lowest = Math.min(
    maxOffset ?? Infinity,
    maxResults ?? Infinity,
    maxPage === undefined ? Infinity : maxPage * size,
  );
  if (lowest === Infinity) return undefined;
  const unit = style.name === 'page' ? 1 : size;
  const from = Number(start.position ?? first);
  // All but the last few pages are alike.
  const skipped = Math.max(0, Math.floor(lowest / size) - (from - first) / unit - 3);
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

function full(length: number): PageAnswer {
  const none = undefined;
  const known = { body: none, status: 200, headers: new Headers(), url: '', past: false };
  return { ...known, items: Array.from({ length }), hasMore: true, total: none, totalPages: none, limit: none };
}
