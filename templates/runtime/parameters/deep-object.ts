import { encode, isScalar, members } from '../transport/encode.js';
import type { ParameterWriter } from './parameter.js';
import { encodeReserved } from './styled-query.js';

/**
 * Style `deepObject`: `filter[a][b]=1`. OpenAPI does not define nesting and arrays. Elements of arrays have an index,
 * `filter[a][0]=1`: without it, a server cannot tell which members belong to which element.
 */
export const asDeepObject: ParameterWriter = ({ query }, { name, allowReserved }, value) => {
  const text = allowReserved ? encodeReserved : encode;
  const pairs = (path: string, item: unknown): string[] =>
    isScalar(item)
      ? [`${encode(path)}=${text(item)}`]
      : members(item).flatMap(([key, inner], index) => pairs(`${path}[${key ?? index}]`, inner));
  if (value !== undefined && value !== null) query.push(...pairs(name, value));
};
