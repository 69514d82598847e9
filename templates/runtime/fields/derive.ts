import { type FieldReader, placeOf, type ResponseField, readField } from './response-field.js';

/** Reads a field and converts its value. */
export function derive(field: ResponseField, convert: (value: unknown) => unknown): FieldReader {
  return {
    ...(typeof field === 'object' && field),
    place: placeOf(field),
    read: (answer) => convert(readField(answer, field)),
  };
}
