import type { PageAnswer } from '../fields/answer.js';
import { identityText } from '../fields/values.js';
import { END, type Fault, type NextStep, type PageSource, type RequestPage } from '../styles/pager.js';
import type { LoadPage } from '../styles/strategy.js';
import { ceilingError } from './ceiling.js';
import type { Checkpoint, WalkState } from './checkpoint.js';
import { evaluatePage, hashItems, type Memory } from './evaluate.js';
import { invalidOption, type ListCall } from './list-call.js';

/** The place where a walk, or a part of it, begins. */
export interface Start {
  /** Undefined if the walk has ended. */
  readonly state: WalkState | undefined;
  /** Number of items of the page that were returned before. */
  readonly skip: number;
  readonly memory: Memory;
}

/** One page of a walk, before it is handed to the caller. */
export interface LoadedPage {
  readonly state: WalkState;
  readonly answer: PageAnswer;
  readonly items: readonly unknown[];
  /** Index within the answer of each of `items`; undefined means the same. */
  readonly places: readonly number[] | undefined;
  readonly next: NextStep | Fault;
  readonly total: number | undefined;
  /** Index of the page within the walk, from 0. */
  readonly index: number;
  /** `maxItems` cut off items of the answer. */
  readonly isPartial: boolean;
  /** False for a request that only confirmed the end. */
  readonly isYielded: boolean;
  /** The memory for the page after this one. */
  readonly memory: Memory;
}

/** Returns the memory of a walk that begins. */
export function newMemory(previousHash: string | undefined): Memory {
  return { index: 0, received: 0, seen: new Map(), previous: undefined, previousHash, repeats: 0, recentKeys: [] };
}

/**
 * Requests and evaluates one page, and calls the `onPage` hook. Iteration, `first()` and `next()` all come here.
 *
 * @param mostItems the most items to return
 */
export async function loadPage(
  call: ListCall,
  state: WalkState,
  { skip, memory }: Pick<Start, 'skip' | 'memory'>,
  mostItems: number,
  request: RequestPage,
): Promise<LoadedPage> {
  const { client, operation, strategy, pager, options } = call;
  const { onPage } = client.config.hooks ?? {};
  const { index, seen } = memory;
  const answer = await request(state);
  const { kept, next, total, repeats, isProbe } = evaluatePage(call, state, answer, memory);
  const { length } = answer.items;
  const received = memory.received + length;
  if (onPage) {
    const { name } = strategy;
    await onPage({ operation: operation.name, strategy: name, index, items: length, done: received, total });
  }
  const keys = options.dedupe ? answer.items.map((item) => identityText(item, strategy.spec.key ?? '')) : undefined;
  const places = select(length, kept, skip, keys, memory, mostItems);
  const isPartial = places?.isPartial === true;
  const isWindowNext = next.kind === 'page' && next.state.isFirst;
  const isAnnounced = !answer.isPastEnd && (state.isPromised === true || pager.announcesPages);
  return {
    state,
    answer,
    items: places === undefined ? answer.items : places.list.map((place) => answer.items[place]),
    places: places?.list,
    next: isPartial ? END : next,
    total,
    index,
    isPartial,
    isYielded: !isProbe && (length > 0 || next.kind === 'page' || isAnnounced || state.isFirst === true),
    memory: {
      index: index + 1,
      received,
      // Each window may have the same cursors, and its first page repeats items of the last window.
      seen: isWindowNext ? new Map() : seen,
      previous: isWindowNext ? undefined : answer.items,
      previousHash: undefined,
      repeats,
      recentKeys:
        keys === undefined ? [] : [new Set(keys.flatMap((key) => key ?? [])), ...memory.recentKeys].slice(0, 2),
    },
  };
}

/** Omits items that were returned before, those of the previous two pages (`dedupe`), and those beyond `mostItems`. */
function select(
  length: number,
  kept: readonly number[] | undefined,
  skip: number,
  keys: readonly (string | undefined)[] | undefined,
  { recentKeys }: Memory,
  mostItems: number,
): { readonly list: readonly number[]; readonly isPartial: boolean } | undefined {
  if (kept === undefined && skip === 0 && keys === undefined && length <= mostItems) return undefined;
  const isRepeated = (place: number): boolean => {
    const key = keys?.[place];
    return key !== undefined && recentKeys.some((page) => page.has(key));
  };
  const all = kept ?? Array.from({ length }, (_, place) => place);
  const fresh = all.filter((place) => place >= skip && !isRepeated(place));
  return { list: fresh.slice(0, mostItems), isPartial: fresh.length > mostItems };
}

/**
 * Returns the pages of a walk, one after another. Ends at the end of the list, at `maxItems` and at `maxPages`; throws at
 * a ceiling or fault, after the last sound page.
 */
export async function* walkPages(
  call: ListCall,
  start: Start,
  source: PageSource,
): AsyncGenerator<LoadedPage, void, undefined> {
  const { options, pager } = call;
  let items = options.maxItems ?? Infinity;
  let pages = options.maxPages ?? Infinity;
  let { state, skip, memory } = start;
  const load = loaderOf(call, start, source.request);
  try {
    while (state !== undefined && items > 0 && pages > 0) {
      const page: LoadedPage = await load(state, { skip, memory }, items);
      items -= page.items.length;
      if (page.isYielded) pages--;
      skip = 0;
      ({ memory } = page);
      state = page.next.kind === 'page' ? page.next.state : undefined;
      if (source.prepare && state !== undefined && items > 0) {
        const size = pager.sizeOf(state) ?? 1;
        source.prepare(state, Math.min(pages, Math.ceil(items / size)), page.answer.total);
      }
      yield page;
      if (items > 0 && pages > 0) throwUnlessEnded(call, page.next);
    }
  } finally {
    source.stop?.();
  }
}

/** Returns the function that loads a walk's pages. Throws `ClientError` (`INVALID_OPTION`) if the walk cannot begin again. */
function loaderOf(call: ListCall, start: Start, request: RequestPage): LoadPage<LoadedPage> {
  const load: LoadPage<LoadedPage> = (state, from, mostItems) => loadPage(call, state, from, mostItems, request);
  if (call.options.onExpired !== 'restart') return load;
  const { expired } = call.strategy.spec.response;
  if (expired === undefined) throw invalidOption(call, "onExpired: 'restart' needs expiredOn");
  return expired.restart(call, start.state, load);
}

/** Throws the error with which a walk ends early: the fault, or the ceiling unless it ends there quietly. */
export function throwUnlessEnded(call: ListCall, next: NextStep | Fault): void {
  if (next.kind === 'fault') throw next.error;
  if (next.kind === 'ceiling' && call.options.onCeiling !== 'stop') throw ceilingError(call, next.ceiling);
}

/** Returns the checkpoint after `count` of a page's items; undefined if the server keeps the position. */
export function checkpointAfter(call: ListCall, page: LoadedPage, count: number): Checkpoint | undefined {
  const { stamp, strategy } = call;
  if (strategy.spec.response.stateful !== undefined) return undefined;
  const { state, next, answer, items, places, isPartial } = page;
  if (count < items.length || isPartial) {
    const last = count === 0 ? -1 : (places?.[count - 1] ?? count - 1);
    return { ...stamp, state, index: last + 1 };
  }
  if (next.kind === 'ceiling' || next.kind === 'fault') return { ...stamp, state, index: answer.items.length };
  if (next.kind === 'end') return { ...stamp, index: 0 };
  const previous = next.state.isFirst ? undefined : hashItems(call, answer.items);
  return { ...stamp, state: next.state, index: 0, ...(previous !== undefined && { previous }) };
}
