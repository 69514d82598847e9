import type { FieldReader } from './response-field.js';
import { responseHeader } from './response-header.js';

/** Reads the total from `Content-Range`: `items 0-9/57` (RFC 9110, section 14.4), or `0-9/57` as PostgREST sends it. */
export function contentRangeTotal(): FieldReader {
  const text = responseHeader('Content-Range');
  return {
    ...text,
    read: (answer) => {
      const total = /^\s*(?:[\w-]+\s+)?(?:\d+-\d+|\*)\/(\d+)\s*$/.exec(String(text.read(answer)))?.[1];
      return total === undefined ? undefined : Number(total);
    },
  };
}
