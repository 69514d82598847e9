import { ClientError } from '../errors.js';
import { members, scalar } from '../transport/encode.js';
import type { ParameterWriter } from './parameter.js';

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
