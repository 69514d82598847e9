/** The offsets of a value in a JSON text, and of its key if it is a member of an object. */
export interface JsonSpot {
  readonly start: number;
  readonly end: number;
  readonly key?: readonly [start: number, end: number];
}

type Children = ReadonlyMap<string, JsonSpot>;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const COMMA = 0x2c;

/**
 * Finds places in a text that `JSON.parse` accepts, without building a tree. It scans each object and array on the way
 * to a place once, all in one pass over the text.
 */
export class JsonIndex {
  readonly #text: string;
  readonly #start: number;
  #end: number | undefined;
  /** Offset of an object or array that was scanned → its members. */
  readonly #children = new Map<number, { readonly children: Children; readonly end: number }>();

  constructor(text: string) {
    this.#text = text;
    this.#start = this.#skipSpace(0);
  }

  /** Returns the place of the value at `tokens`. If there is no such value, returns that of its nearest ancestor. */
  find(tokens: readonly string[]): JsonSpot {
    this.#end ??= this.#scan(this.#start, tokens, 0);
    let spot: JsonSpot = { start: this.#start, end: this.#end };
    for (const [index, token] of tokens.entries()) {
      this.#scan(spot.start, tokens, index);
      const next = this.#children.get(spot.start)?.children.get(token);
      if (next === undefined) break;
      spot = next;
    }
    return spot;
  }

  /** Scans the value at `start`, and its members on the way to the rest of `tokens`. Returns the end of the value. */
  #scan(start: number, tokens: readonly string[], index: number): number {
    const known = this.#children.get(start);
    if (known !== undefined) return known.end;
    const kind = this.#text.charCodeAt(start);
    if (index >= tokens.length || (kind !== OPEN_OBJECT && kind !== OPEN_ARRAY)) return this.#skipValue(start);
    const children = new Map<string, JsonSpot>();
    const read = kind === OPEN_OBJECT ? this.#readMembers : this.#readItems;
    const end = read.call(this, start, children, tokens, index);
    this.#children.set(start, { children, end });
    return end;
  }

  #readMembers(start: number, children: Map<string, JsonSpot>, tokens: readonly string[], index: number): number {
    let at = this.#skipSpace(start + 1);
    while (this.#text.charCodeAt(at) === QUOTE) {
      const keyEnd = this.#skipString(at);
      const name = this.#nameAt(at, keyEnd);
      const value = this.#skipSpace(this.#skipSpace(keyEnd) + 1);
      const end = name === tokens[index] ? this.#scan(value, tokens, index + 1) : this.#skipValue(value);
      children.set(name, { start: value, end, key: [at, keyEnd] });
      at = this.#skipComma(end);
    }
    return at + 1;
  }

  #readItems(start: number, children: Map<string, JsonSpot>, tokens: readonly string[], index: number): number {
    let at = this.#skipSpace(start + 1);
    for (let item = 0; at < this.#text.length && this.#text.charCodeAt(at) !== CLOSE_ARRAY; item++) {
      const name = String(item);
      const end = name === tokens[index] ? this.#scan(at, tokens, index + 1) : this.#skipValue(at);
      children.set(name, { start: at, end });
      at = this.#skipComma(end);
    }
    return at + 1;
  }

  #nameAt(start: number, end: number): string {
    const inner = this.#text.slice(start + 1, end - 1);
    return inner.includes('\\') ? (JSON.parse(this.#text.slice(start, end)) as string) : inner;
  }

  #skipComma(at: number): number {
    const next = this.#skipSpace(at);
    return this.#text.charCodeAt(next) === COMMA ? this.#skipSpace(next + 1) : next;
  }

  #skipSpace(at: number): number {
    let next = at;
    while (next < this.#text.length && this.#text.charCodeAt(next) <= 0x20) next++;
    return next;
  }

  #skipString(at: number): number {
    for (let end = this.#text.indexOf('"', at + 1); end >= 0; end = this.#text.indexOf('"', end + 1)) {
      let slashes = 0;
      while (this.#text.charCodeAt(end - 1 - slashes) === BACKSLASH) slashes++;
      if (slashes % 2 === 0) return end + 1;
    }
    return this.#text.length;
  }

  /**
   * Returns the end of the value that begins at `at`. It does not recurse, so deep nesting cannot overflow the stack.
   */
  #skipValue(at: number): number {
    const text = this.#text;
    let depth = 0;
    let next = at;
    while (next < text.length) {
      const unit = text.charCodeAt(next);
      if (unit === QUOTE) {
        next = this.#skipString(next);
        if (depth === 0) return next;
        continue;
      }
      if (unit === OPEN_OBJECT || unit === OPEN_ARRAY) depth++;
      else if (unit === CLOSE_OBJECT || unit === CLOSE_ARRAY) {
        if (depth === 0) return next;
        depth--;
        if (depth === 0) return next + 1;
      } else if (depth === 0 && (unit === COMMA || unit <= 0x20)) return next;
      next++;
    }
    return next;
  }
}
