import type { BodyWriter } from '../transport/bodies.js';
import { type ParameterWriter, scalar } from './parameter.js';

/**
 * Writes the arrays inside an array as one text each, as Swagger 2.0 has it (`collectionFormat` of `items`).
 *
 * @param delimiters of the inner arrays, the outermost first
 */
export function nested(write: ParameterWriter, ...delimiters: readonly string[]): ParameterWriter {
  return (draft, parameter, value) => write(draft, parameter, joinInner(value, delimiters));
}

/** Writes a form in the same way. */
export function nestedFields(write: BodyWriter, delimiters: Readonly<Record<string, readonly string[]>>): BodyWriter {
  return (body) => {
    const fields = Object.entries(body as object).map(([name, value]) => {
      const own = Object.hasOwn(delimiters, name) ? delimiters[name] : undefined;
      return [name, own === undefined ? value : joinInner(value, own)];
    });
    return write(Object.fromEntries(fields));
  };
}

function joinInner(value: unknown, delimiters: readonly string[]): unknown {
  return Array.isArray(value) ? value.map((item) => join(item, delimiters)) : value;
}

function join(value: unknown, [delimiter, ...others]: readonly string[]): unknown {
  if (!Array.isArray(value) || delimiter === undefined) return value;
  return value
    .filter((item) => item !== undefined && item !== null)
    .map((item) => scalar(join(item, others)))
    .join(delimiter);
}
