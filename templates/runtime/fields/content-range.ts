import type { FieldReader } from './response-field.js';
import { responseHeader } from './response-header.js';

/** Reads the total from `Content-Range`: `items 0-9/57` (RFC 9110, section 14.4), or `0-9/57` as PostgREST sends it. */
export function contentRangeTotal(): FieldReader {
  const text = responseHeader('Content-Range');
  return { ...text, read: (answer) => totalOfRange(String(text.read(answer))) };
}

/** Returns the total of a range; undefined if the range has none (`0-9/*`) or the text is not a range. */
export function totalOfRange(text: string): number | undefined {
  const total = /^\s*(?:[\w-]+\s+)?(?:\d+-\d+|\*)\/(\d+)\s*$/.exec(text)?.[1];
  return total === undefined ? undefined : Number(total);
}
