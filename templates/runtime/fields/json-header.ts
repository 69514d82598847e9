import { at } from './json.js';
import type { FieldReader } from './response-field.js';
import { responseHeader } from './response-header.js';

/**
 * Reads a response header as JSON, then follows a pointer into it. Text that is not JSON is the value itself if there is
 * no pointer; with a pointer the field counts as absent.
 */
export function jsonHeader(header: string, pointer = ''): FieldReader {
  const text = responseHeader(header);
  return {
    ...text,
    place: pointer === '' ? text.place : `${text.place}#${pointer}`,
    read: (answer) => {
      const value = text.read(answer);
      try {
        return at(JSON.parse(String(value)), pointer);
      } catch {
        return pointer === '' ? value : undefined;
      }
    },
  };
}
