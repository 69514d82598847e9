import type { Operation } from '../operation.js';
import type { JsonValue } from '../paginator/checkpoint.js';
import type { Strategy } from './strategy.js';

/** Another operation that returns the pages after the first. */
export interface Continuation {
  readonly operation: Operation;
  /** Keys of the parameters that both operations have. */
  readonly shared?: readonly string[];
  /** Top-level members of the body that both have. */
  readonly members?: readonly string[];
  /** Values that the document fixes for the other operation, by key. */
  readonly constants?: Params;
}

type Params = Readonly<Record<string, JsonValue>>;

/** Sends the cursors of a list to another operation, with its own path, server and credentials. */
export function continueThrough(
  strategy: Strategy,
  { operation, shared = [], members = [], constants = {} }: Continuation,
): Strategy {
  const { body: fixedBody, ...fixed } = constants;
  return {
    ...strategy,
    // The cursor is not a parameter of the first operation.
    positions: [],
    rules: [strategy.rules, operation.method, operation.path],
    open(context) {
      const pager = strategy.open(context);
      return {
        ...pager,
        given: undefined,
        through: operation,
        write(params, state, write) {
          if (state.position === undefined) return params;
          const { body } = params as { readonly body?: unknown };
          const own = { ...(fixedBody as object | undefined), ...pick(body, members) };
          const passed = { ...fixed, ...pick(params, shared), ...(Object.keys(own).length > 0 && { body: own }) };
          return pager.write?.(passed, state, write) ?? passed;
        },
        next(state, page, hasWindows) {
          const step = pager.next(state, page, hasWindows);
          if (step.kind !== 'page') return step;
          // The other operation may have no page size that could be fitted to a ceiling.
          const { limit: _, ...next } = step.state;
          return { ...step, state: next };
        },
      };
    },
  };
}

function pick(values: unknown, names: readonly string[]): object {
  const entries = Object.entries(Object(values)).filter(([name, value]) => names.includes(name) && value !== undefined);
  return Object.fromEntries(entries);
}
