import type { Range } from '../../shared/diagnostic.ts';
import { type JsonPointer, type Location, parsePointer } from '../../shared/json.ts';
import { lineStarts, positionAt } from '../../shared/locate.ts';

/** A parsed file: its text, its data, and the place of each part of the data. */
export interface SourceDocument {
  /** Absolute path or URL, or `<stdin>`. */
  readonly file: string;
  readonly text: string;
  /** The parsed JSON value. Members named `__proto__` are ordinary members. */
  readonly data: unknown;
  /**
   * Returns the place of a value or of its key. If the pointer leads to nothing, returns the place of the nearest
   * ancestor. The first call computes the places.
   */
  range(pointer: JsonPointer, part?: 'key' | 'value'): Range;
  /** Returns the place in an overlay that a part of `data` was written in. Undefined if `text` contains the part. */
  elsewhere?(pointer: JsonPointer): Location | undefined;
  /**
   * Set if `data` was upgraded from an older format. Maps places of the upgraded document and the author's document.
   */
  readonly upgraded?: {
    /** The parsed JSON value of the author's document. */
    readonly written: unknown;
    /** Converts a pointer into `data` to a pointer into the author's document. */
    origin(pointer: JsonPointer): JsonPointer;
    /** Converts the pointer of a reference in the author's document to a pointer into `data`. */
    target(tokens: readonly string[]): readonly string[];
  };
}

/** Finds the offsets of a value, and of its key if it has one, in UTF-16 code units. */
export interface PlaceIndex {
  find(tokens: readonly string[]): {
    readonly start: number;
    readonly end: number;
    readonly key?: readonly [start: number, end: number];
  };
}

/** Returns the `range` function of a document. It creates the index on the first call. */
export function indexRanges(
  text: string,
  createIndex: () => PlaceIndex,
): (pointer: JsonPointer, part?: 'key' | 'value') => Range {
  let index: PlaceIndex | undefined;
  let lines: readonly number[] | undefined;
  return (pointer, part = 'value') => {
    index ??= createIndex();
    lines ??= lineStarts(text);
    const spot = index.find(parsePointer(pointer) ?? []);
    const [start, end] = (part === 'key' && spot.key) || [spot.start, spot.end];
    const from = positionAt(lines, start);
    const to = positionAt(lines, end);
    return { line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
  };
}

/** More values than any real document has after its aliases are expanded. */
const MAX_VALUES = 3_000_000;

/**
 * True if data has too many values after its YAML aliases are expanded. Each shared part is counted once, and its size
 * is used again for every alias.
 */
export function isTooLarge(data: unknown): boolean {
  const sizes = new Map<object, number>();
  const sizeOf = (value: unknown): number => {
    if (typeof value !== 'object' || value === null) return 1;
    const known = sizes.get(value);
    if (known !== undefined) return known;
    let size = 1;
    for (const member of Object.values(value)) size += sizeOf(member);
    sizes.set(value, size);
    return size;
  };
  return sizeOf(data) > MAX_VALUES;
}
