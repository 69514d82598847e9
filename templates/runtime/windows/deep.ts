import { at, canonical, hasRounded } from '../fields/values.js';
import type { JsonValue, WindowState } from '../paginator/checkpoint.js';
import { PaginationProtocolError } from '../paginator/errors.js';
import type { FilteredPage, Windows } from '../styles/strategy.js';
import { compareValues, isUsable, type OrderedType } from './order.js';
import { splitWindows } from './split-windows.js';

export interface DeepSpec {
  /** Pointer into the item: the value that orders the walk. */
  readonly field: string;
  /** Pointer into the item: its identity. */
  readonly key: string;
  /** Pointer into `params` of the inclusive lower bound (ascending order), or … */
  readonly from?: string;
  /** … of the inclusive upper bound (descending order). */
  readonly until?: string;
  /** Pointer into `params` → the value that makes the server sort this way. */
  readonly sort: Readonly<Record<string, JsonValue>>;
  readonly type: OrderedType;
}

/**
 * Walks past a ceiling through windows over a sorted field. Each window begins at the value where the last one stopped,
 * drops the items that were already returned, and must meet one of them first, which proves that its bound is inclusive.
 */
export function deep(spec: DeepSpec): Windows {
  const boundPointer = spec.from ?? spec.until ?? '';
  const direction = spec.from === undefined ? -1 : 1;
  const order = `${spec.field} ${spec.from === undefined ? 'descending' : 'ascending'}`;
  const compare = (a: unknown, b: unknown): number => direction * compareValues(a, b, spec.type);
  const fail = (operation: string, message: string): never => {
    throw new PaginationProtocolError(operation, message);
  };
  const unproven = (operation: string, value: JsonValue | undefined): never =>
    fail(
      operation,
      `the window from ${JSON.stringify(value)} did not return the item that it begins with: ${boundPointer} is exclusive or was rounded, so that items may be missing`,
    );
  const isOverridden = (params: object): boolean =>
    Object.entries(spec.sort).some(([pointer, value]) => {
      const own = at(params, pointer);
      return own !== undefined && own !== value;
    });
  return {
    order,
    isOverridden,
    advise(params, pager) {
      if (isOverridden(params)) return 'omit your own order, so that the client can walk on by windows';
      const walk = 'for await, pages() or toArray()';
      return pager.isCounted ? `let ${walk} walk on by deep pagination` : `set deep: true and walk by ${walk}`;
    },
    write(params, window, write) {
      let written = params;
      for (const [pointer, value] of Object.entries(spec.sort)) written = write(written, pointer, value);
      const bound = window?.bound ?? window?.from;
      if (bound === undefined) return written;
      const own = at(params, boundPointer);
      // A server may return items outside of the caller's own bound; the walk must not move that bound outward.
      return isUsable(own, spec.type) && compare(own, bound) > 0 ? written : write(written, boundPointer, bound);
    },
    filter: (operation, window, page) => {
      const scan = new WindowScan(spec, order, compare, window);
      const kept = [...page.items.keys()].filter((index) => scan.takes(page.items[index]));
      if (scan.unprovenBound !== undefined) unproven(operation, scan.unprovenBound);
      const { hasUsable, isPartDone } = scan;
      const total = window.bound === undefined && window.from === undefined ? page.total : window.total;
      return { kept, isPartDone, hasUsable, window: { ...scan.result(), ...(total !== undefined && { total }) } };
    },
    advance(operation, window, ceiling) {
      const { bound, isProven, fault, last, keys = [], hasNew, total, from, witnesses, end } = window;
      if (fault !== undefined) fail(operation, `the walk cannot pass ${ceiling} by ${order}: ${fault}`);
      if (bound !== undefined && !isProven) unproven(operation, bound);
      if (!hasNew || last === undefined) return { kind: 'ceiling', ceiling };
      const kept: WindowState = {
        ...(total !== undefined && { total }),
        ...(from !== undefined && { from }),
        ...(witnesses && { witnesses }),
        ...(end !== undefined && { end }),
      };
      return { kind: 'window', window: { ...kept, bound: last, known: keys, last, keys } };
    },
    finish(operation, { bound, isProven, from, witnesses }) {
      if (bound !== undefined && !isProven) unproven(operation, bound);
      if (witnesses !== undefined) unproven(operation, from);
    },
    unusable: (operation) =>
      fail(
        operation,
        `no item of the first page has a usable ${spec.field}, by which the walk passes ceilings. Request that field, or set deep: false`,
      ),
    split: (operation, begin, start, skip, parts, load) =>
      splitWindows(operation, begin, start, skip, parts, load, spec),
  };
}

type Compare = (a: unknown, b: unknown) => number;

/** Goes through the items of one page of a window. */
class WindowScan implements Pick<FilteredPage, 'hasUsable' | 'isPartDone'> {
  readonly #spec: DeepSpec;
  readonly #order: string;
  readonly #compare: Compare;
  readonly #window: WindowState;
  readonly #known: ReadonlySet<string>;
  #isProven: boolean;
  #hasNew: boolean;
  #last: JsonValue | undefined;
  #keys: string[];
  #fault: string | undefined;
  #witnesses: readonly string[] | undefined;
  hasUsable = false;
  isPartDone = false;
  /** Set if an item lies beyond a bound that is not proven yet. */
  unprovenBound: JsonValue | undefined = undefined;

  constructor(spec: DeepSpec, order: string, compare: Compare, window: WindowState) {
    this.#spec = spec;
    this.#order = order;
    this.#compare = compare;
    this.#window = window;
    this.#known = new Set(window.known);
    this.#isProven = window.isProven === true;
    this.#hasNew = window.hasNew === true;
    this.#last = window.last;
    this.#keys = [...(window.keys ?? [])];
    this.#fault = window.fault;
    this.#witnesses = window.witnesses;
  }

  /** Returns true if an item is new and belongs to this part of the walk. */
  takes(item: unknown): boolean {
    const { field, key: keyPointer, type } = this.#spec;
    const { bound, from, end } = this.#window;
    const value = at(item, field) as JsonValue;
    const identity = at(item, keyPointer);
    const key = canonical(identity);
    if (hasRounded(value) || hasRounded(identity))
      this.#fault ??= `${field} or ${keyPointer} is an integer beyond 2^53 - 1 and was rounded`;
    if (!isUsable(value, type) || identity === undefined || identity === null) {
      this.#fault ??= `an item has no usable ${field} or ${keyPointer}`;
      this.#hasNew = true;
      return true;
    }
    this.hasUsable = true;
    this.#checkOrder(value);
    if (bound !== undefined && this.#isKnown(value, bound, key)) return false;
    if (from !== undefined) {
      const side = this.#compare(value, from);
      if (side < 0) {
        // The server begins before the part: not this part's item, but the walk moves on by it.
        this.#move(value, key);
        return false;
      }
      if (side === 0 && this.#witnesses?.includes(key)) this.#witnesses = undefined;
      if (side > 0 && this.#witnesses !== undefined) this.unprovenBound ??= from;
    }
    if (end !== undefined && this.#compare(value, end) >= 0) {
      this.isPartDone = true;
      return false;
    }
    this.#move(value, key);
    return true;
  }

  /** Returns true if an item was returned before this window. */
  #isKnown(value: JsonValue, bound: JsonValue, key: string): boolean {
    const side = this.#compare(value, bound);
    if (side < 0) return true;
    if (side === 0 && this.#known.has(key)) {
      this.#isProven = true;
      return true;
    }
    if (side > 0 && !this.#isProven) this.unprovenBound ??= bound;
    return false;
  }

  #checkOrder(value: JsonValue): void {
    const { bound } = this.#window;
    const last = this.#last;
    if (last === undefined || this.#compare(value, last) >= 0) return;
    // At the beginning of a window the server may go back behind the bound.
    if (bound === undefined || this.#compare(last, bound) > 0)
      this.#fault ??= `the items are not in the order of ${this.#order}`;
  }

  #move(value: JsonValue, key: string): void {
    this.#hasNew = true;
    if (this.#last === undefined || this.#compare(value, this.#last) > 0) {
      this.#last = value;
      this.#keys = [key];
    } else if (this.#compare(value, this.#last) === 0) this.#keys.push(key);
  }

  result(): WindowState {
    const { bound, known, from, end } = this.#window;
    return {
      ...(bound !== undefined && { bound }),
      ...(known && { known }),
      ...(from !== undefined && { from }),
      ...(end !== undefined && { end }),
      ...(this.#isProven && { isProven: true }),
      ...(this.#hasNew && { hasNew: true }),
      ...(this.#last !== undefined && { last: this.#last, keys: this.#keys }),
      ...(this.#fault !== undefined && { fault: this.#fault }),
      ...(this.#witnesses && { witnesses: this.#witnesses }),
    };
  }
}
