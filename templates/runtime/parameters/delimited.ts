import { scalar } from '../transport/encode.js';
import type { ParameterWriter } from './parameter.js';

/** Writes an array as one text, for the delimiters that Swagger 2.0 has in paths and headers. */
export function delimited(write: ParameterWriter, delimiter: string): ParameterWriter {
  return (draft, parameter, value) => {
    const isPresent = (item: unknown): boolean => item !== undefined && item !== null;
    write(draft, parameter, Array.isArray(value) ? value.filter(isPresent).map(scalar).join(delimiter) : value);
  };
}
