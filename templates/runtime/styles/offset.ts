import type { PageAnswer } from '../fields/answer.js';
import type { WalkState } from '../paginator/checkpoint.js';
import { PaginationProtocolError } from '../paginator/errors.js';
import {
  type CountedSpec,
  checkCountedStart,
  countedPager,
  fitSize,
  learnSize,
  nextPosition,
  reachCounted,
  requestedSize,
  splitCounted,
} from './counted.js';
import { lookAhead } from './look-ahead.js';
import {
  atPointer,
  type CallContext,
  type CeilingMet,
  END,
  type NextRequest,
  type NextStep,
  type Pager,
} from './pager.js';
import type { Strategy } from './strategy.js';

export interface OffsetSpec extends CountedSpec {
  readonly request: CountedSpec['request'] & { readonly offset: string };
}

/** Pages by the number of items skipped. The next page starts after the items that were **received**. */
export function offset(spec: OffsetSpec): Strategy {
  return {
    name: spec.name ?? 'offset',
    positions: [spec.request.offset],
    spec,
    rules: 'offset',
    open: (context) => openOffset(context, spec),
  };
}

function openOffset(context: CallContext, spec: OffsetSpec): Pager {
  const { request } = spec;
  const { name } = context.operation;
  const start = Number(request.start ?? 0);
  const positionOf = ({ position }: WalkState): number => Number(position ?? start);
  const pager: Pager = {
    ...atPointer(context, request.offset),
    ...countedPager(context, spec, start, positionOf),
    lookAhead,
    // Without an offset every server begins at the first item.
    start: request.start,
    checkStart: (state) => {
      const strategy = { name: spec.name ?? 'offset', position: request.offset };
      checkCountedStart(context, strategy, positionOf(state), start, 'maxOffset', pager.fit(state));
    },
    fit: (state) => fitOffset(context, request, state, positionOf(state)),
    next(state, page, hasWindows) {
      const { count } = page;
      if (count === 0 && page.hasMore) {
        const message = 'an empty page says that there are more items; an offset cannot move on from it';
        throw new PaginationProtocolError(name, message, page);
      }
      const { before } = state;
      const size = learnSize(context, state, page);
      if (before !== undefined) return nextAfterPrevious(name, positionOf(state), before, size, page);
      const position = positionOf(state) + count;
      const received = position - start;
      const pages = size === undefined ? 0 : Math.ceil(received / size);
      return nextPosition(context, pager, spec, state, page, hasWindows, {
        following: { position, ...(size !== undefined && { size }) },
        received,
        pages,
      });
    },
    previous(state, page) {
      const before = positionOf(state);
      const learned = page.hasMore === false ? undefined : learnSize(context, state, page);
      const size = page.limit ?? learned ?? pager.sizeOf(state) ?? page.count;
      if (before <= start || size === 0) return END;
      const position = Math.max(start, before - size);
      // Before a page without items the list may end, so that the page before may be short.
      const rest = { ...(page.count > 0 && { before }), ...(position === start && { isFirst: true as const }) };
      return { kind: 'page', state: { position, size, ...rest } };
    },
    reach: (state) => {
      const { maxOffset = Infinity, maxResults = Infinity } = context.limits;
      const before = positionOf(state) - start;
      return reachCounted(pager, state, Math.min(maxOffset, maxResults), before, (items, size) => ({
        position: start + items,
        size,
      }));
    },
    select(state, { items }) {
      const left = Number(state.before ?? state.end ?? Infinity) - positionOf(state);
      return items.length > left ? [...items.keys()].slice(0, Math.max(0, left)) : undefined;
    },
    predict(state) {
      const size = pager.sizeOf(state);
      return size === undefined ? undefined : { position: positionOf(state) + (state.limit ?? size), size };
    },
    itemsBefore: (state) => positionOf(state) - start,
    pageAt: (index, size) => (size === undefined ? undefined : { position: start + index * size, size }),
    split: (state, parts, load) =>
      splitCounted(context, pager, state, parts, load, {
        positionOf,
        stepOf: (size) => size,
        positionAfter: (items) => start + items,
        stateAt: (position, size) => ({ position, size }),
      }),
  };
  return pager;
}

/** Returns the page after one that was requested as the page before it. */
function nextAfterPrevious(
  operation: string,
  position: number,
  before: number,
  size: number | undefined,
  page: PageAnswer,
): NextStep {
  const { count } = page;
  if (position + count < before) {
    const message = `the page before offset ${before} has only ${count} of ${before - position} items: the API caps the page size. Set a page size of ${count}`;
    throw new PaginationProtocolError(operation, message, page);
  }
  return { kind: 'page', state: { position: before, ...(size !== undefined && { size }) } };
}

function fitOffset(
  context: CallContext,
  { limit, sizes }: OffsetSpec['request'],
  state: WalkState,
  position: number,
): NextRequest | CeilingMet {
  const { maxOffset, maxResults, minLimit = 1 } = context.limits;
  if (maxOffset !== undefined && position > maxOffset) return { kind: 'ceiling', ceiling: 'maxOffset' };
  if (maxResults !== undefined && position >= maxResults) return { kind: 'ceiling', ceiling: 'maxResults' };
  const size = requestedSize(context) ?? state.size;
  if (size === undefined) return { kind: 'page', state };
  const isSizable = limit !== undefined;
  let fitted = size;
  // The last page must start exactly on the ceiling, so that no item before it is out of reach.
  if (maxOffset !== undefined && position < maxOffset && isSizable)
    fitted = fitSize(context, sizes, maxOffset - position, size) ?? size;
  if (maxResults !== undefined && position + fitted > maxResults - minLimit) {
    const last = fitSize(context, sizes, maxResults - position, fitted);
    if (last === undefined || (last !== size && !isSizable)) return { kind: 'ceiling', ceiling: 'maxResults' };
    fitted = last;
  }
  return { kind: 'page', state: fitted === size ? state : { ...state, limit: fitted } };
}
