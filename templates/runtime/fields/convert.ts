import { derive, type FieldReader, type ResponseField } from './values.js';

/** The type that the document declares for a boolean; absent if it declares none, and for headers. */
export type DeclaredType = 'string' | 'integer';

/**
 * Reads a boolean that the document does not declare as one: from `"true"` and `"false"` in any case, and from 1 and 0,
 * as far as the declared type allows. Any other value stays as it is, and is then an error.
 */
export function asBoolean(field: ResponseField, declared?: DeclaredType): FieldReader {
  return derive(field, (value) => {
    if (declared !== 'integer' && typeof value === 'string') {
      const text = value.trim().toLowerCase();
      return /^(true|1)$/.test(text) || (/^(false|0)$/.test(text) ? false : value);
    }
    return declared !== 'string' && (value === 1 || value === 0) ? value === 1 : value;
  });
}

/** Reads an integer that the document declares as text, whose type it does not declare, or that a header carries. */
export function asInteger(field: ResponseField): FieldReader {
  return derive(field, toInteger);
}

/** Returns the integer that a text of digits stands for; any other value as it is. */
function toInteger(value: unknown): unknown {
  return typeof value === 'string' && /^\s*-?\d+\s*$/.test(value) ? Number(value) : value;
}

/** Reads the inverse of a boolean: a flag for the last page says whether there are more. */
export function negate(field: ResponseField): FieldReader {
  return derive(field, (value) => (typeof value === 'boolean' ? !value : value));
}
