import type { Range } from '../../shared/diagnostic.ts';
import type { JsonPointer, Location } from '../../shared/json.ts';

/** One file as it was read: its text, its data, and where each part of the data stands. */
export interface SourceDocument {
  /** Absolute path, or `<stdin>`. */
  readonly file: string;
  readonly text: string;
  /** The parsed JSON value. Members named `__proto__` are ordinary members. */
  readonly data: unknown;
  /** The place of a value or of its key; the nearest ancestor there is where the pointer leads to nothing. Computed on first use. */
  range(pointer: JsonPointer, part?: 'key' | 'value'): Range;
  /** Where a part of `data` was written, where that is another place than its pointer says: in an overlay. */
  elsewhere?(pointer: JsonPointer): Location | undefined;
  /** Set where `data` is not what the author wrote but was upgraded from it: how places of the two correspond. */
  readonly upgraded?: {
    /** The parsed JSON value as the author wrote it. */
    readonly written: unknown;
    /** Where the author wrote what stands at a place of `data`. */
    origin(pointer: JsonPointer): JsonPointer;
    /** Where `data` has what the author's references point to. */
    target(tokens: readonly string[]): readonly string[];
  };
}
