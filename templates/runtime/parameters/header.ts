import { ClientError } from '../errors.js';
import { encode, isScalar, members, type ParameterWriter, scalar } from './parameter.js';

/** Writes a header field (style `simple`). */
export const inHeader: ParameterWriter = ({ headers, operation }, { name, explode }, value) => {
  if (value === undefined || value === null) return;
  const text = members(value)
    .map(([key, item]) => (key === undefined ? '' : key + (explode ? '=' : ',')) + scalar(item))
    .join(',');
  const fail = (why: string): ClientError =>
    new ClientError('INVALID_PARAMETER', operation, `the header ${name} cannot carry ${JSON.stringify(text)}: ${why}`);
  // Blanks at the ends would be trimmed on the way, so that another value would arrive.
  if (text.trim() !== text) throw fail('it begins or ends with a blank');
  try {
    headers.set(name, text);
  } catch {
    throw fail('it contains a character that HTTP forbids in a header');
  }
};

/** A cookie: style `form`, or `cookie` (OpenAPI 3.2), which sends values as they are. */
export const inCookie: ParameterWriter = ({ headers }, { name, style, explode = true }, value) => {
  const text = style === 'cookie' ? scalar : encode;
  const entries = members(value);
  if (explode || isScalar(value)) {
    for (const [key, item] of entries) addCookie(headers, `${text(key ?? name)}=${text(item)}`);
  } else if (entries.length > 0) {
    const list = entries.flatMap(([key, item]) => (key === undefined ? [text(item)] : [text(key), text(item)]));
    addCookie(headers, `${encode(name)}=${list.join(',')}`);
  }
};

/** Adds `name=value`. Browsers keep the `Cookie` header to themselves: there nothing is added. */
export function addCookie(headers: Headers, pair: string): void {
  if ('document' in globalThis) return;
  const others = headers.get('Cookie');
  headers.set('Cookie', others === null ? pair : `${others}; ${pair}`);
}

/** Writes an array as one text, for the delimiters that Swagger 2.0 has in paths and headers. */
export function delimited(write: ParameterWriter, delimiter: string): ParameterWriter {
  return (draft, parameter, value) => {
    const isPresent = (item: unknown): boolean => item !== undefined && item !== null;
    write(draft, parameter, Array.isArray(value) ? value.filter(isPresent).map(scalar).join(delimiter) : value);
  };
}
