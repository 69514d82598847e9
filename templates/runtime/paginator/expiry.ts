import { ApiError } from '../errors.js';
import type { FieldSource } from '../fields/answer.js';
import { identityText, isSameJson, type ResponseField, readField } from '../fields/values.js';
import { END } from '../styles/pager.js';
import type { Expiry, LoadPage, PageStart, RestartedPage, WalkContext } from '../styles/strategy.js';
import type { Windows } from '../windows/windows.js';
import type { JsonValue, WalkState } from './checkpoint.js';
import { CursorExpiredError } from './errors.js';
import { KeyMemory } from './key-memory.js';
import { invalidOption } from './list-call.js';

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
    restart(call, begin, load) {
      const { options, strategy, windows } = call;
      const { key } = strategy.spec;
      if (windows !== undefined) return restartByWindows(call, windows, load);
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
      return restartByKey(key, { ...begin }, load);
    },
  };
}

/** Loads a page, beginning again at the state that `restart` returns for an expired cursor. */
async function loadAgain<Page extends RestartedPage>(
  load: (state: WalkState, start: PageStart<Page>) => Promise<Page>,
  first: WalkState,
  begin: PageStart<Page>,
  restart: (error: CursorExpiredError, state: WalkState) => WalkState,
): Promise<Page> {
  for (let state = first, start = begin; ; ) {
    try {
      return await load(state, start);
    } catch (error) {
      if (!(error instanceof CursorExpiredError)) throw error;
      state = restart(error, state);
      const memory = { ...begin.memory, seen: new Map(), previous: undefined, repeats: 0, recentKeys: [] };
      start = { skip: 0, memory };
    }
  }
}

/** Begins a new window where the walk stopped. */
function restartByWindows<Page extends RestartedPage>(
  call: WalkContext,
  windows: Windows,
  load: LoadPage<Page>,
): LoadPage<Page> {
  const restart = (error: CursorExpiredError, state: WalkState): WalkState => {
    try {
      const next = windows.advance(call, state, 'maxResults');
      if (next !== undefined) return next;
    } catch (reason) {
      error.message += `. The walk cannot begin again: ${(reason as Error).message}`;
    }
    throw error;
  };
  return (first, begin, mostItems) => loadAgain((state, start) => load(state, start, mostItems), first, begin, restart);
}

/** Begins at the first page and drops the items that were returned. */
function restartByKey<Page extends RestartedPage>(
  key: string,
  beginning: WalkState,
  load: LoadPage<Page>,
): LoadPage<Page> {
  const known = new KeyMemory();
  let hasNew = false;
  let hasRestarted = false;
  let isKeyMissing = false;
  const restart = (error: CursorExpiredError): WalkState => {
    if (isKeyMissing) error.message += `. The walk cannot begin again: an item has no ${key}`;
    if (isKeyMissing || !hasNew) throw error;
    hasNew = false;
    hasRestarted = true;
    return beginning;
  };
  const isKnown = (item: unknown): boolean => {
    const text = identityText(item, key);
    return text !== undefined && known.has(text);
  };
  const withoutKnown = (page: Page, mostItems: number, index: number): Page => {
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
  return async (first, begin, mostItems) => {
    const loaded = await loadAgain(
      (state, start) => load(state, start, hasRestarted ? Infinity : mostItems),
      first,
      begin,
      restart,
    );
    const page = hasRestarted ? withoutKnown(loaded, mostItems, begin.memory.index) : loaded;
    for (const item of page.items) {
      const text = identityText(item, key);
      hasNew = true;
      if (text === undefined) isKeyMissing = true;
      else known.add(text);
    }
    return page;
  };
}
