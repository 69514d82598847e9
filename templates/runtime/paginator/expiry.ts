import type { FieldSource } from '../fields/answer.js';
import { at, canonical, isSameJson } from '../fields/json.js';
import { type ResponseField, readField } from '../fields/response-field.js';
import type { Expiry, Restart, RestartContext } from '../styles/strategy.js';
import type { JsonValue } from './checkpoint.js';
import { CursorExpiredError } from './errors.js';
import { KeyMemory } from './key-memory.js';

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
    errorOf(operation, answer, ttl, cause) {
      if (!conditions.some((condition) => isMet(condition, answer))) return undefined;
      const valid = ttl === undefined ? '' : `, which is ${ttl} s`;
      const message = `the cursor is no longer valid (status ${answer.status}): begin a new walk, set onExpired: 'restart', or process pages within the life of a cursor${valid}`;
      return new CursorExpiredError(operation, message, answer, cause);
    },
    restart: (context) => (context.windows === undefined ? restartByKey(context) : restartByWindows(context)),
  };
}

/** Begins a new window where the walk stopped. */
function restartByWindows({ operation, windows, beginOf }: RestartContext): Restart {
  return {
    from(error, state) {
      const { window } = state;
      if (!(error instanceof CursorExpiredError) || windows === undefined || window === undefined) throw error;
      try {
        const next = windows.advance(operation, window, 'maxResults');
        if (next.kind === 'window') return { ...beginOf(state), window: next.window };
      } catch (reason) {
        error.message += `. The walk cannot begin again: ${(reason as Error).message}`;
      }
      throw error;
    },
    isKnown: () => false,
    add: () => {},
  };
}

/** Begins at the first page and drops the items that were returned. */
function restartByKey({ key = '', start }: RestartContext): Restart {
  const known = new KeyMemory();
  let hasNew = false;
  let hasRestarted = false;
  let isKeyMissing = false;
  const textOf = (item: unknown): string | undefined => {
    const identity = at(item, key);
    return identity === undefined || identity === null ? undefined : canonical(identity);
  };
  return {
    from(error) {
      if (!(error instanceof CursorExpiredError)) throw error;
      if (isKeyMissing) error.message += `. The walk cannot begin again: an item has no ${key}`;
      if (isKeyMissing || !hasNew) throw error;
      hasNew = false;
      hasRestarted = true;
      return { ...start };
    },
    isKnown(item) {
      const text = hasRestarted ? textOf(item) : undefined;
      return text !== undefined && known.has(text);
    },
    add(items) {
      for (const item of items) {
        const text = textOf(item);
        hasNew = true;
        if (text === undefined) isKeyMissing = true;
        else known.add(text);
      }
    },
  };
}
