import { at, canonical, hasRounded } from '../fields/values.js';
import type { JsonValue, WindowState } from '../paginator/checkpoint.js';
import { isUsable, type OrderedType } from './order.js';

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

type Compare = (a: unknown, b: unknown) => number;

/** Goes through the items of one page of a window. */
export class WindowScan {
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
  /** An item has a value to order by, and a key. */
  hasUsable = false;
  /** The part of a split walk ends on this page. */
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
