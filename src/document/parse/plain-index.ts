import { EVENT_ID, type Event, getScalarValue, parseEvents, SCALAR_STYLE, type ScalarEvent } from 'js-yaml';

/** The maximum depth of nesting. The full YAML parser reads deeper text, or reports it at its place. */
export const MAX_DEPTH = 400;

/** The offsets of a value in a YAML text, and of its key if it is a member of a mapping. */
export interface PlainSpot {
  readonly start: number;
  readonly end: number;
  readonly key?: readonly [start: number, end: number];
}

interface Node extends PlainSpot {
  /** Index of its event. */
  readonly index: number;
}

/**
 * Finds places in a text that `readPlainYaml` accepts, without building a tree. It visits each collection on the way to
 * a place once.
 */
export class PlainIndex {
  readonly #text: string;
  readonly #events: readonly Event[];
  /** For each event: the start and end of its value, and the index of the event that closes it. */
  readonly #starts: Int32Array;
  readonly #ends: Int32Array;
  readonly #closes: Int32Array;
  /** Index of an alias → index of the value that it stands for. */
  readonly #targets = new Map<number, number>();
  readonly #children = new Map<number, ReadonlyMap<string, Node>>();

  constructor(text: string) {
    this.#text = text;
    this.#events = parseEvents(text, { maxDepth: MAX_DEPTH });
    const { length } = this.#events;
    this.#starts = new Int32Array(length);
    this.#ends = new Int32Array(length);
    this.#closes = new Int32Array(length);
    this.#measure();
  }

  /** Returns the place of the value at `tokens`. If there is no such value, returns that of its nearest ancestor. */
  find(tokens: readonly string[]): PlainSpot {
    let node = this.#nodeAt(this.#events.findIndex(({ type }) => type === EVENT_ID.DOCUMENT) + 1);
    for (const token of tokens) {
      const next = this.#childrenOf(node).get(token);
      if (next === undefined) break;
      node = next;
    }
    return node;
  }

  #measure(): void {
    const open: number[] = [];
    let at = 0;
    const anchors = new Map<string, number>();
    for (const [index, event] of this.#events.entries()) {
      this.#closes[index] = index;
      if ('tagStart' in event && event.anchorStart >= 0) {
        anchors.set(this.#text.slice(event.anchorStart, event.anchorEnd), index);
      }
      if (event.type === EVENT_ID.POP) {
        const opened = open.pop() ?? 0;
        at = this.#endOf(opened, at);
        this.#ends[opened] = at;
        this.#closes[opened] = index;
      } else if (event.type === EVENT_ID.SCALAR) {
        [this.#starts[index], this.#ends[index]] = this.#spanOf(event, at, this.#events[open.at(-1) ?? 0]);
        at = this.#ends[index]!;
      } else if (event.type === EVENT_ID.ALIAS) {
        const target = anchors.get(this.#text.slice(event.anchorStart, event.anchorEnd));
        if (target !== undefined) this.#targets.set(index, target);
        this.#starts[index] = event.anchorStart - 1;
        at = event.anchorEnd;
        this.#ends[index] = at;
      } else {
        open.push(index);
        if (event.type === EVENT_ID.SEQUENCE || event.type === EVENT_ID.MAPPING) at = event.start;
        this.#starts[index] = at;
        if (this.#isBracketed(index)) at++;
      }
    }
  }

  /** Returns the end of a collection: its closing bracket or, without brackets, the end of its last value. */
  #endOf(opened: number, at: number): number {
    return this.#isBracketed(opened) ? this.#skip(/(?:[\s,:?]+|#[^\n]*)*[\]}]/y, at) : at;
  }

  /** True if a collection has brackets. A pair in a list, `[a: 1]`, is a flow mapping without any. */
  #isBracketed(index: number): boolean {
    const { type } = this.#events[index]!;
    return type !== EVENT_ID.DOCUMENT && '[{'.includes(this.#text.charAt(this.#starts[index]!));
  }

  /**
   * Returns the start and end of a scalar.
   *
   * @param at end of the value before the scalar
   */
  #spanOf(scalar: ScalarEvent, at: number, owner: Event | undefined): readonly [start: number, end: number] {
    const { valueStart, valueEnd, style } = scalar;
    if (valueStart < 0) return this.#emptySpan(at, owner);
    if (style === SCALAR_STYLE.PLAIN) return [valueStart, valueEnd];
    if (style === SCALAR_STYLE.SINGLE_QUOTED || style === SCALAR_STYLE.DOUBLE_QUOTED) {
      return [valueStart - 1, valueEnd + 1];
    }
    const line = Math.max(at, this.#text.lastIndexOf('\n', valueStart - 2) + 1);
    const head = line + this.#text.slice(line, valueStart).search(/[|>]/);
    return [head, head + this.#text.slice(head, valueEnd).trimEnd().length];
  }

  /** Returns the place of an empty scalar: the dash of an item, or the empty range after the colon of a member. */
  #emptySpan(at: number, owner: Event | undefined): readonly [start: number, end: number] {
    const isItem = owner?.type === EVENT_ID.SEQUENCE;
    const end = this.#skip(isItem ? /(?:\s+|#[^\n]*)*-/y : /\s*:/y, at);
    return [isItem ? end - 1 : end, end];
  }

  /** Returns the end of the match of `pattern` at `at`, or `at` if it does not match. */
  #skip(pattern: RegExp, at: number): number {
    pattern.lastIndex = at;
    return pattern.test(this.#text) ? pattern.lastIndex : at;
  }

  #nodeAt(index: number, key?: readonly [number, number]): Node {
    const [start, end] = [this.#starts[index]!, this.#ends[index]!];
    if (key === undefined) return { index, start, end };
    // An empty value has no text to point at, so use its key.
    return end > start ? { index, start, end, key } : { index, start: key[0], end: key[1], key };
  }

  #childrenOf(node: Node): ReadonlyMap<string, Node> {
    const index = this.#targets.get(node.index) ?? node.index;
    const known = this.#children.get(index);
    if (known !== undefined) return known;
    const children = new Map<string, Node>();
    const event = this.#events[index]!;
    for (let next = index + 1, count = 0; next < this.#closes[index]!; count++) {
      const key = event.type === EVENT_ID.MAPPING ? next++ : undefined;
      const name = key === undefined ? String(count) : getScalarValue(this.#text, this.#events[key] as ScalarEvent);
      children.set(name, this.#nodeAt(next, key === undefined ? undefined : [this.#starts[key]!, this.#ends[key]!]));
      next = this.#closes[next]! + 1;
    }
    this.#children.set(index, children);
    return children;
  }
}
