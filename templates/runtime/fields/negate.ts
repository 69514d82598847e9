import { derive } from './derive.js';
import type { FieldReader, ResponseField } from './response-field.js';

/** Reads the inverse of a boolean: a flag for the last page says whether there are more. */
export function negate(field: ResponseField): FieldReader {
  return derive(field, (value) => (typeof value === 'boolean' ? !value : value));
}
