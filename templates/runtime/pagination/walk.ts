import type { Checkpoint, WalkState } from './checkpoint.js';
import { fetchPage } from './fetch-page.js';
import { at } from './json.js';
import { judge, type Outcome, type Seen } from './judge.js';
import { sizeOf } from './positions.js';
import { ceilingError } from './reach.js';
import type { ListCall, PageAnswer, Requests } from './strategy.js';

/** One page of a walk, before it is handed to the caller. */
export interface Step {
  readonly state: WalkState;
  /** Of the page within the walk, from 0. */
  readonly index: number;
  readonly answer: PageAnswer;
  readonly items: readonly unknown[];
  /** Index in the answer of each of `items`; undefined: the same. */
  readonly places: readonly number[] | undefined;
  readonly outcome: Outcome;
  readonly total: number | undefined;
  /** `maxItems` left items of the answer behind `items`. */
  readonly partial: boolean;
  /** False for a request that only made sure that there is nothing more. */
  readonly shown: boolean;
}

/** Where a walk starts: a request, and how many items of its page were given out before. */
export interface Start {
  readonly state: WalkState | undefined;
  readonly index: number;
}

/** The pages of a walk, one after another. Ends at the end; throws at a ceiling or fault after the last sound page. */
export async function* steps(call: ListCall, start: Start, cancel: AbortSignal): AsyncGenerator<Step, void, undefined> {
  const { options, strategy } = call;
  const requests =
    strategy.style.requests?.(call, (state, stop) => fetchPage(call, state, [cancel, stop])) ??
    sequential(call, cancel);
  const seen: Seen = new Map();
  const recent: Keys[] = [];
  let { state, index: skip } = start;
  let items = options.maxItems ?? Number.POSITIVE_INFINITY;
  let pages = options.maxPages ?? Number.POSITIVE_INFINITY;
  let done = 0;
  try {
    for (let index = 0; state !== undefined && items > 0 && pages > 0; index++) {
      const answer = await requests.take(state);
      const step = cut(call, await judged(call, state, answer, index, seen, done), skip, items, recent);
      skip = 0;
      items -= step.items.length;
      pages--;
      done += answer.items.length;
      const { outcome } = step;
      state = outcome.next;
      if (state !== undefined) {
        const size = sizeOf(call, state) ?? 1;
        requests.begin(state, Math.min(pages, Math.ceil(items / size)), answer.total);
      }
      yield step;
      if (items > 0 && pages > 0) stopAt(call, outcome);
    }
  } finally {
    requests.end();
  }
}

/** Judges an answer and tells the `onPage` hook. */
export async function judged(
  call: ListCall,
  state: WalkState,
  answer: PageAnswer,
  index: number,
  seen: Seen,
  done: number,
): Promise<Step> {
  const { kept: places, outcome, total } = judge(call, state, answer, index, seen);
  const { client, operation, strategy } = call;
  const { length } = answer.items;
  const { name } = strategy;
  const seenSoFar = { operation: operation.name, strategy: name, index, items: length, done: done + length, total };
  await client.config.hooks?.onPage?.(seenSoFar);
  const items = places?.map((place) => answer.items[place]) ?? answer.items;
  const isPromised = !answer.past && (state.more || strategy.style.promises);
  const shown = length > 0 || outcome.next !== undefined || isPromised || state.first === true;
  return { state, index, answer, items, places, outcome, total, partial: false, shown };
}

/** Throws what a walk ends with where that is not its natural end. */
export function stopAt(call: ListCall, outcome: Outcome): void {
  if (outcome.fault !== undefined) throw outcome.fault;
  if (outcome.ceiling !== undefined && call.options.onCeiling !== 'stop') throw ceilingError(call, outcome.ceiling);
}

/** The checkpoint after `given` of a step's items. */
export function checkpointAfter({ stamp }: ListCall, step: Step, given: number): Checkpoint {
  if (given < step.items.length || step.partial) {
    const place = given === 0 ? 0 : placeOf(step, given - 1) + 1;
    return { ...stamp, state: step.state, index: place };
  }
  const { next, ceiling, fault } = step.outcome;
  if (ceiling ?? fault) return { ...stamp, state: step.state, index: step.answer.items.length };
  return { ...stamp, ...(next && { state: next }), index: 0 };
}

function placeOf(step: Step, index: number): number {
  return step.places?.[index] ?? index;
}

/** Keys of a page's items, as JSON texts; undefined for an item without one. */
type Keys = ReadonlySet<string | undefined>;

/** Leaves out what was given out before, what the two pages before had (`dedupe`), and what is too much. */
export function cut(call: ListCall, step: Step, skip: number, most: number, recent: Keys[]): Step {
  const { dedupe } = call.options;
  if (skip === 0 && step.items.length <= most && !dedupe) return step;
  let places = step.items.map((_, index) => placeOf(step, index)).filter((place) => place >= skip);
  if (dedupe) {
    const keys = step.answer.items.map((item) => JSON.stringify(at(item, call.strategy.spec.key ?? '')));
    const own = new Set(keys);
    places = places.filter((place) => keys[place] === undefined || !recent.some((set) => set.has(keys[place])));
    recent.unshift(own);
    recent.length = Math.min(2, recent.length);
  }
  const partial = places.length > most;
  places = places.slice(0, most);
  const outcome: Outcome = partial ? {} : step.outcome;
  return { ...step, partial, outcome, places, items: places.map((place) => step.answer.items[place]) };
}

function sequential(call: ListCall, cancel: AbortSignal): Requests {
  return { take: (state) => fetchPage(call, state, [cancel]), begin() {}, end() {} };
}
