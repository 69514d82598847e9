import type { Range } from '../../shared/diagnostic.ts';
import type { JsonPointer, Location } from '../../shared/json.ts';

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
