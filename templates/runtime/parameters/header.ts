import { members, scalar } from '../encode.js';
import { ClientError } from '../errors.js';
import type { ParameterWriter } from './parameter.js';

/** A header field (style `simple`). */
export const inHeader: ParameterWriter = ({ headers, operation }, { name, explode }, value) => {
  if (value === undefined || value === null) return;
  const text = members(value)
    .map(([key, item]) => (key === undefined ? '' : key + (explode ? '=' : ',')) + scalar(item))
    .join(',');
  try {
    headers.set(name, text);
  } catch (cause) {
    throw new ClientError('INVALID_PARAMETER', operation, `no header can carry ${name}: ${text}`, cause);
  }
};
