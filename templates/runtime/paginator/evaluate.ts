import type { PageAnswer } from '../fields/answer.js';
import { at, canonical, hash, hasRounded, isSameJson } from '../fields/values.js';
import { END, type Fault, type NextStep } from '../styles/pager.js';
import type { Decide, EvaluatedPage } from '../windows/windows.js';
import type { WalkState } from './checkpoint.js';
import { PaginationError, PaginationLoopError, PaginationProtocolError } from './errors.js';
import type { ListCall } from './list-call.js';

export interface Evaluation extends EvaluatedPage {
  /** Pages in a row whose items all equal those of the page before and each other. */
  readonly repeats: number;
  /** The page only confirmed that the list has ended, or that the page before it grew. */
  readonly isProbe: boolean;
}

/** Decides which items of a page are new, and how the walk goes on. Throws if the page itself must not be returned. */
export function evaluatePage(call: ListCall, state: WalkState, page: PageAnswer, memory: Memory): Evaluation {
  const { pager, windows, strategy, options } = call;
  const { total } = page;
  const repeat = options.repeat ?? strategy.spec.response.repeat ?? 'error';
  const served = pager.checkPosition?.(state, page) ?? 'served';
  const repetition = repeat === 'allow' && !state.isConfirming ? 'none' : compareWithPrevious(call, page, memory);
  const end: Evaluation = { kept: [], next: END, total, repeats: 0, isProbe: true };
  if (served === 'end' || (repetition !== 'none' && state.isConfirming)) return end;
  if (repetition === 'loop') {
    if (repeat === 'end') return end;
    throw loop(call, 'the page repeats the previous one item for item, although the position moved');
  }
  const repeats = repetition === 'uniform' ? memory.repeats + 1 : 0;
  const decide: Decide = (from, pass = (step) => step) => faultOr(() => pass(nextOf(call, from, page, memory, repeat)));
  const evaluated =
    windows === undefined || state.window === undefined
      ? { kept: pager.select?.(state, page), next: decide(state), total }
      : windows.evaluate(call, state, page, decide);
  return { ...evaluated, repeats, isProbe: state.shortPage !== undefined && evaluated.kept?.length === 0 };
}

/** Turns an error about the way on into a fault: the items of the page are returned before it. */
function faultOr(decide: () => NextStep): NextStep | Fault {
  try {
    return decide();
  } catch (error) {
    if (error instanceof PaginationError) return { kind: 'fault', error };
    throw error;
  }
}

function nextOf(
  call: ListCall,
  state: WalkState,
  page: PageAnswer,
  memory: Memory,
  repeat: 'error' | 'end' | 'allow',
): NextStep {
  const { pager, options } = call;
  const step = pager.next(state, page, state.window !== undefined);
  if (step.kind === 'page') {
    // A scroll has one cursor for all of its pages.
    const mayLoop = !pager.isCounted && repeat !== 'allow' && call.strategy.spec.response.stateful === undefined;
    if (mayLoop && isLoop(call, state, page, step.state, memory)) {
      if (repeat === 'end') return END;
      throw loop(call, `the next position was seen before in this walk: ${JSON.stringify(step.state.position)}`);
    }
    const emptyPages = page.count === 0 ? (state.emptyPages ?? 0) + 1 : 0;
    const { maxEmptyPages = 100 } = options;
    if (emptyPages > maxEmptyPages) throw loop(call, `more than ${maxEmptyPages} empty pages in a row`);
    return { kind: 'page', state: { ...step.state, ...(emptyPages > 0 && { emptyPages }) } };
  }
  if (step.kind === 'end') refuseMissing(call, state, page);
  return step;
}

/** An answer without items is not an empty page if the same answer says that there are more. */
function refuseMissing({ operation, pager }: ListCall, state: WalkState, page: PageAnswer): void {
  const before = pager.itemsBefore(state);
  if (!page.isWithoutItems || before === undefined || page.total === undefined || before >= page.total) return;
  const message = `the answer has no items, although it declares ${page.total} and only ${before} came before`;
  throw new PaginationProtocolError(operation.name, message, page);
}

/** Returns true if the next cursor or URL led to an earlier page of this walk, or to this one. */
function isLoop(call: ListCall, state: WalkState, page: PageAnswer, next: WalkState, memory: Memory): boolean {
  const { seen, index } = memory;
  const mark = (position: unknown): number => hash(canonical(position));
  // If positions are URLs, the first request has one too.
  const here = state.position ?? (call.pager.write === undefined ? page.url : undefined);
  if (here !== undefined && !seen.has(mark(here))) seen.set(mark(here), index);
  return (seen.get(mark(next.position)) ?? Infinity) <= index;
}

function loop({ operation }: ListCall, message: string): PaginationLoopError {
  return new PaginationLoopError(operation.name, message);
}

/** The facts that a walk remembers from one page to the next. */
export interface Memory {
  /** Index of the page that comes next, within the walk. */
  readonly index: number;
  /** Items received so far. */
  readonly received: number;
  /** Hashed positions of the walk, with the index of the page at each. Shared by all pages of the walk. */
  readonly seen: Map<number, number>;
  /** The items of the page before, in the same window. */
  readonly previous: readonly unknown[] | undefined;
  /** The hash of these items, if the walk resumed after them. */
  readonly previousHash: string | undefined;
  /** Pages in a row that were uniform and equal: see `compareWithPrevious`. */
  readonly repeats: number;
  /** Keys of the previous two pages, for `dedupe`. */
  readonly recentKeys: readonly ReadonlySet<string>[];
}

/**
 * Compares a page with the one before, item by item, so that an ordinary page costs one comparison.
 *
 * Items are compared by `key`, else as a whole: a member called `id` is not an identity unless the document says so
 * (price histories, events of one object). A page whose items all equal one another (a series of zeros) may rightly
 * come twice; it is a loop only after `maxEmptyPages` repeats.
 */
function compareWithPrevious(
  call: ListCall,
  { items }: PageAnswer,
  { previous, previousHash, repeats }: Memory,
): 'none' | 'uniform' | 'loop' {
  const { key } = call.strategy.spec;
  if (key !== undefined) refuseRounded(call, key, items);
  if (items.length === 0) return 'none';
  if (previous === undefined)
    return previousHash !== undefined && previousHash === hashItems(call, items) ? 'loop' : 'none';
  if (previous.length !== items.length || !isEqual(items[0], previous[0], key)) return 'none';
  const ownKey = commonKey(items, key);
  if (!items.every((item, index) => isEqual(item, previous[index], ownKey))) return 'none';
  const { maxEmptyPages = 100 } = call.options;
  return isUniform(items, ownKey) && repeats < maxEmptyPages ? 'uniform' : 'loop';
}

/** Returns a short hash of a page's items, by which a resumed walk recognizes a repeated page; undefined if it may repeat. */
export function hashItems({ strategy: { spec } }: ListCall, items: readonly unknown[]): string | undefined {
  const key = commonKey(items, spec.key);
  if (items.length === 0 || isUniform(items, key)) return undefined;
  const texts = items.map((item) => canonical(key === undefined ? item : at(item, key)));
  return hash(texts.join('\n')).toString(36);
}

/** Returns the key if all items have it: a page in which one is missing is compared by whole items. */
function commonKey(items: readonly unknown[], key: string | undefined): string | undefined {
  return key !== undefined && items.every((item) => hasIdentity(item, key)) ? key : undefined;
}

function isUniform(items: readonly unknown[], key: string | undefined): boolean {
  return !(items.length === 1 && key !== undefined) && items.every((item) => isEqual(item, items[0], key));
}

function isEqual(a: unknown, b: unknown, key: string | undefined): boolean {
  return key !== undefined && hasIdentity(a, key) ? isSameJson(at(a, key), at(b, key)) : isSameJson(a, b);
}

function hasIdentity(item: unknown, key: string): boolean {
  const identity = at(item, key);
  return identity !== undefined && identity !== null;
}

function refuseRounded({ operation }: ListCall, key: string, items: readonly unknown[]): void {
  if (!items.some((item) => hasRounded(at(item, key)))) return;
  const message = `${key} of an item is an integer beyond 2^53 - 1 and was rounded: the API must send it as a string`;
  throw new PaginationProtocolError(operation.name, message);
}
