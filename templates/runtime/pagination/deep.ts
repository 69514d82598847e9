import type { JsonValue, WindowState } from './checkpoint.js';
import { PaginationProtocolError } from './errors.js';
import { at, hasRounded } from './json.js';
import { isUsable, ORDER, type OrderedType } from './order.js';
import { splitWindows } from './split-windows.js';
import type { DeepWindows } from './strategy.js';

export interface DeepSpec {
  /** Pointer into the item: the value that the walk is ordered by. */
  readonly field: string;
  /** Pointer into the item: its identity. */
  readonly key: string;
  /** Pointer into `params` of the inclusive lower bound (ascending), or … */
  readonly from?: string;
  /** … of the inclusive upper bound (descending). */
  readonly until?: string;
  /** Pointer into `params` → the value that makes the server sort so. */
  readonly sort: Readonly<Record<string, JsonValue>>;
  readonly type: OrderedType;
}

/**
 * Walks past a ceiling through windows over a sorted field: each begins at the value where the last one stopped, drops
 * what was given out already, and must meet a known item first, which proves that the bound is inclusive.
 */
export function deep(spec: DeepSpec): DeepWindows {
  const bound = (spec.from ?? spec.until) as string;
  const direction = spec.from === undefined ? -1 : 1;
  const compare = (a: unknown, b: unknown): number => direction * ORDER[spec.type](a as never, b as never);
  const order = `${spec.field} ${spec.from === undefined ? 'descending' : 'ascending'}`;
  return {
    order,
    overridden: (params) =>
      Object.entries(spec.sort).some(([pointer, value]) => {
        const own = at(params, pointer);
        return own !== undefined && own !== value;
      }),
    apply(params, window, write) {
      let written = params;
      for (const [pointer, value] of Object.entries(spec.sort)) written = write(written, pointer, value);
      if (window?.bound === undefined) return written;
      const own = at(params, bound);
      // Where the server gave more than the caller's own bound lets through, that bound stays.
      return isUsable(own, spec.type) && compare(own, window.bound) > 0 ? written : write(written, bound, window.bound);
    },
    admit(call, state, answer) {
      const { total } = answer;
      const window: WindowState = {
        ...state.window,
        ...(state.window?.bound === undefined && total !== undefined && { total }),
      };
      const kept: number[] = [];
      let { met, fresh, last, fault } = window;
      let over = false;
      let keys = [...(window.keys ?? [])];
      const known = new Set(window.known);
      answer.items.forEach((item, index) => {
        const value = at(item, spec.field);
        const identity = at(item, spec.key);
        const key = JSON.stringify(identity);
        const usable = isUsable(value, spec.type) && identity !== undefined && identity !== null;
        if (hasRounded(value) || hasRounded(identity))
          fault ??= `${spec.field} or ${spec.key} is an integer beyond 2^53 - 1 and was rounded`;
        // At the beginning of a window the server may go back behind the bound.
        if (
          usable &&
          compare(value, last ?? value) < 0 &&
          (window.bound === undefined || compare(last, window.bound) > 0)
        )
          fault ??= `the items are not in the order of ${order}`;
        if (window.bound !== undefined && usable) {
          const side = compare(value, window.bound);
          if (side < 0) return;
          if (side === 0 && known.has(key)) {
            met = true;
            return;
          }
          if (side > 0 && !met) throw missed(call.operation.name, bound, window.bound);
        }
        if (usable && window.from !== undefined && compare(value, window.from) < 0) return;
        if (usable && window.end !== undefined && compare(value, window.end) >= 0) {
          over = true;
          return;
        }
        kept.push(index);
        fresh = true;
        if (!usable) fault ??= `an item has no usable ${spec.field} or ${spec.key}`;
        else if (last === undefined || compare(value, last) > 0) {
          last = value as JsonValue;
          keys = [key];
        } else keys.push(key);
      });
      const { met: _, fresh: __, last: ___, keys: ____, fault: _____, ...rest } = window;
      return {
        kept,
        over,
        window: {
          ...rest,
          ...(met && { met }),
          ...(fresh && { fresh }),
          ...(last === undefined ? {} : { last, keys }),
          ...(fault && { fault }),
        },
      };
    },
    advance(call, state, window) {
      if (window.fault !== undefined) {
        throw new PaginationProtocolError(
          call.operation.name,
          `the walk cannot pass the ceiling by ${order}: ${window.fault}`,
        );
      }
      this.finish(call, window);
      const { last, keys, fresh, total, end } = window;
      if (!fresh || last === undefined) return undefined;
      const { style } = call.strategy;
      return style.fit(call, {
        position: style.start ?? 0,
        first: true,
        ...(state.size !== undefined && { size: state.size }),
        window: {
          bound: last,
          known: keys ?? [],
          last,
          keys: keys ?? [],
          ...(total !== undefined && { total }),
          ...(end !== undefined && { end }),
        },
      });
    },
    split(call, parts, start) {
      return splitWindows({ ...call, deep: this }, parts, start, spec);
    },
    finish(call, window) {
      if (window.bound !== undefined && !window.met) throw missed(call.operation.name, bound, window.bound);
    },
  };
}

function missed(operation: string, bound: string, value: JsonValue): PaginationProtocolError {
  return new PaginationProtocolError(
    operation,
    `the window from ${JSON.stringify(value)} on did not bring back the item that it begins with: ${bound} is exclusive or was rounded, so that items may be missing`,
  );
}
