import { encode, isScalar, members } from '../transport/encode.js';
import type { ParameterWriter } from './parameter.js';
import { encodeReserved } from './styled-query.js';

/** Style `deepObject`: `filter[a][b]=1`. OpenAPI leaves nesting and arrays open; this is what servers in the field read. */
export const asDeepObject: ParameterWriter = ({ query }, { name, allowReserved }, value) => {
  const text = allowReserved ? encodeReserved : encode;
  const pairs = (path: string, item: unknown): string[] =>
    isScalar(item)
      ? [`${encode(path)}=${text(item)}`]
      : members(item).flatMap(([key, inner]) => pairs(key === undefined ? path : `${path}[${key}]`, inner));
  if (value !== undefined && value !== null) query.push(...pairs(name, value));
};
