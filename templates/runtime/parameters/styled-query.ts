import { encode, inQuery, isScalar, members, type ParameterWriter } from './parameter.js';

/** Between the values of a style that does not explode; the comma is `form`'s. */
const DELIMITERS: Record<string, string> = { spaceDelimited: '%20', pipeDelimited: '%7C', tabDelimited: '%09' };

/** Every other style of queries but `deepObject`, and reserved characters. */
export const inStyledQuery: ParameterWriter = (
  { query },
  { name, style, explode = style === undefined, allowReserved },
  value,
) => {
  const text = allowReserved ? encodeReserved : encode;
  const entries = members(value);
  if (explode || isScalar(value)) {
    query.push(...entries.map(([key, item]) => `${encode(key ?? name)}=${text(item)}`));
  } else if (entries.length > 0) {
    const list = entries.flatMap(([key, item]) => (key === undefined ? [text(item)] : [encode(key), text(item)]));
    query.push(`${encode(name)}=${list.join(DELIMITERS[style ?? ''] ?? ',')}`);
  }
};

/** Percent-encodes, but keeps reserved characters and what is percent-encoded already (RFC 6570, section 3.2.3), all but `#`, which would end the query. */
export function encodeReserved(value: unknown): string {
  return encode(value)
    .replace(/%(3A|2F|3F|5B|5D|40|21|24|26|27|28|29|2A|2B|2C|3B|3D)/g, decodeURIComponent)
    .replace(/%25([0-9A-Fa-f]{2})/g, '%$1');
}

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

/** The whole query (`in: querystring`): the members of an object, each as a parameter of its own, or JSON, or text as it is. */
export const asWholeQuery: ParameterWriter = (draft, { json }, value) => {
  if (value === undefined || value === null) return;
  if (isScalar(value)) draft.query.push(json ? encode(value) : encodeReserved(value));
  else for (const [name, item] of Object.entries(value)) inQuery(draft, { name, in: inQuery }, item);
};
