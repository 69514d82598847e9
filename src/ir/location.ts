import type { JsonPointer } from './json-pointer.ts';

/**
 * A place in a document as its author wrote it. Lines and columns are looked up only when a diagnostic is printed:
 * they cost several times a plain parse.
 */
export interface Location {
  /** Absolute path, URL, or `<stdin>` of the file. */
  readonly file: string;
  /** Pointer to the value inside the file. */
  readonly pointer: JsonPointer;
  /** `key` where the member's name is meant rather than its value. */
  readonly part?: 'key' | 'value';
}
