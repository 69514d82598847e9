import { encode, members } from '../transport/encode.js';
import type { ParameterWriter } from './parameter.js';

/** Style `form`, exploded: `a=1&a=2` (the default of queries). */
export const inQuery: ParameterWriter = ({ query }, { name }, value) => {
  for (const [key, item] of members(value)) query.push(`${encode(key ?? name)}=${encode(item)}`);
};
