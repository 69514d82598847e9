import { responseHeader } from './response-header.js';
import type { HeaderField } from './strategy.js';

/** A response header whose value goes into a JSON body as what it is there: a number, a boolean, an array, an object. */
export function jsonHeader(header: string): HeaderField {
  const field = responseHeader(header);
  return { ...field, read: (headers) => parsed(field.read(headers)) };
}

function parsed(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return text;
  }
}
