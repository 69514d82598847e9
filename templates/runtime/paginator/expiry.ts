import { ApiError } from '../errors.js';
import type { FieldSource } from '../fields/answer.js';
import { at, canonical, isSameJson } from '../fields/json.js';
import { type ResponseField, readField } from '../fields/response-field.js';
import { END, type Expiry, type Windows } from '../styles/strategy.js';
import type { ListCall } from './call.js';
import type { JsonValue, WalkState } from './checkpoint.js';
import { CursorExpiredError } from './errors.js';
import { beginOf } from './evaluate.js';
import { KeyMemory } from './key-memory.js';
import { invalidOption } from './list-call.js';
import type { LoadedPage, LoadPage, Start } from './walk.js';

/** An answer by which the API says that a cursor is no longer valid. */
export interface ExpiredCondition {
  readonly status: number;
  /** The member that tells this error from others of the same status. */
  readonly at?: ResponseField;
  /** Its values that mean an expired cursor. */
  readonly is?: readonly JsonValue[];
}

/** Recognizes expired cursors, and lets walks begin again. */
export function expiredOn(...conditions: readonly ExpiredCondition[]): Expiry {
  const isMet = ({ status, at: field, is }: ExpiredCondition, answer: FieldSource): boolean => {
    if (status !== answer.status) return false;
    if (field === undefined) return true;
    const value = readField(answer, field);
    return is?.some((one) => isSameJson(one, value)) ?? false;
  };
  return {
    check({ operation, limits, strategy }, { position, isFirst }, answer) {
      // The declared first cursor, such as `*`, cannot expire.
      if (position === undefined || (isFirst && position === strategy.spec.request.start)) return;
      if (!conditions.some((condition) => isMet(condition, answer))) return;
      const valid = limits.cursorTtl === undefined ? '' : `, which is ${limits.cursorTtl} s`;
      const message = `the cursor is no longer valid (status ${answer.status}): begin a new walk, set onExpired: 'restart', or process pages within the life of a cursor${valid}`;
      throw new CursorExpiredError(operation.name, message, answer, answer instanceof ApiError ? answer : undefined);
    },
    restart(call, start, load) {
      const { options, strategy, windows } = call;
      const { key } = strategy.spec;
      if (windows !== undefined) return restartByWindows(windows, load);
      if (key === undefined)
        throw invalidOption(
          call,
          `onExpired: 'restart' needs deep or key, and the strategy '${strategy.name}' has neither`,
        );
      if (options.resume !== undefined)
        throw invalidOption(
          call,
          "onExpired: 'restart' is not possible by key on a resumed walk, which does not know the items before: use deep",
        );
      return restartByKey(key, start, load);
    },
  };
}

/** Loads a page, beginning again at the state that `restart` returns for an expired cursor. */
async function loadAgain(
  load: (state: WalkState, start: Pick<Start, 'skip' | 'memory'>) => Promise<LoadedPage>,
  first: WalkState,
  { skip, memory }: Pick<Start, 'skip' | 'memory'>,
  restart: (error: CursorExpiredError, state: WalkState) => WalkState,
): Promise<LoadedPage> {
  for (let state = first, start = { skip, memory }; ; ) {
    try {
      return await load(state, start);
    } catch (error) {
      if (!(error instanceof CursorExpiredError)) throw error;
      state = restart(error, state);
      start = { skip: 0, memory: { ...memory, seen: new Map(), previous: undefined, repeats: 0, recentKeys: [] } };
    }
  }
}

/** Begins a new window where the walk stopped. */
function restartByWindows(windows: Windows, load: LoadPage): LoadPage {
  const restart = (call: ListCall, error: CursorExpiredError, state: WalkState): WalkState => {
    try {
      const next = windows.advance(call.operation.name, state.window ?? {}, 'maxResults');
      if (next.kind === 'window') return { ...beginOf(call, state), window: next.window };
    } catch (reason) {
      error.message += `. The walk cannot begin again: ${(reason as Error).message}`;
    }
    throw error;
  };
  return (call, state, start, mostItems, request) =>
    loadAgain(
      (from, known) => load(call, from, known, mostItems, request),
      state,
      start,
      (error, at) => restart(call, error, at),
    );
}

/** Begins at the first page and drops the items that were returned. */
function restartByKey(key: string, begin: Start, load: LoadPage): LoadPage {
  const known = new KeyMemory();
  let hasNew = false;
  let hasRestarted = false;
  let isKeyMissing = false;
  const textOf = (item: unknown): string | undefined => {
    const identity = at(item, key);
    return identity === undefined || identity === null ? undefined : canonical(identity);
  };
  const restart = (error: CursorExpiredError): WalkState => {
    if (isKeyMissing) error.message += `. The walk cannot begin again: an item has no ${key}`;
    if (isKeyMissing || !hasNew) throw error;
    hasNew = false;
    hasRestarted = true;
    return { ...begin.state };
  };
  const isKnown = (item: unknown): boolean => {
    const text = textOf(item);
    return text !== undefined && known.has(text);
  };
  const withoutKnown = (page: LoadedPage, mostItems: number, index: number): LoadedPage => {
    const { answer, memory } = page;
    const places = page.places ?? [...answer.items.keys()];
    const fresh = places.filter((place) => !isKnown(answer.items[place]));
    const kept = fresh.slice(0, mostItems);
    const isPartial = kept.length < fresh.length;
    // `pages()` returns no page of which nothing is left.
    const isRepetition = fresh.length === 0 && places.length > 0;
    return {
      ...page,
      ...(isPartial && { isPartial, next: END }),
      ...(isRepetition && { isYielded: false, memory: { ...memory, index } }),
      items: kept.map((place) => answer.items[place]),
      places: kept,
    };
  };
  return async (call, state, start, mostItems, request) => {
    const page = await loadAgain(
      (from, memory) => load(call, from, memory, hasRestarted ? Infinity : mostItems, request),
      state,
      start,
      restart,
    );
    const result = hasRestarted ? withoutKnown(page, mostItems, start.memory.index) : page;
    for (const item of result.items) {
      const text = textOf(item);
      hasNew = true;
      if (text === undefined) isKeyMissing = true;
      else known.add(text);
    }
    return result;
  };
}
