import type { JsonPointer } from '../ir/json-pointer.ts';

/** A range in a text; lines and columns count from 1, columns in UTF-16 code units. The end is exclusive. */
export interface Range {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** One file as it was read: its text, its data, and where each part of the data stands. */
export interface SourceDocument {
  /** Absolute path, or `<stdin>`. */
  readonly file: string;
  readonly text: string;
  /** The parsed JSON value. Members named `__proto__` are ordinary members. */
  readonly data: unknown;
  /** The place of a value or of its key; the nearest ancestor there is where the pointer leads to nothing. Computed on first use. */
  range(pointer: JsonPointer, part?: 'key' | 'value'): Range;
}
