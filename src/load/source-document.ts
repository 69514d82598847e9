import type { Range } from '../diagnostics/range.ts';
import type { JsonPointer } from '../ir/json-pointer.ts';

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
