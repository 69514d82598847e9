import { encode, isScalar } from '../transport/encode.js';
import type { ParameterWriter } from './parameter.js';
import { inQuery } from './query.js';
import { encodeReserved } from './styled-query.js';

/** The whole query (`in: querystring`): the members of an object, each as a parameter of its own, or JSON, or text as it is. */
export const asWholeQuery: ParameterWriter = (draft, { json }, value) => {
  if (value === undefined || value === null) return;
  if (isScalar(value)) draft.query.push(json ? encode(value) : encodeReserved(value));
  else for (const [name, item] of Object.entries(value)) inQuery(draft, { name, in: inQuery }, item);
};
