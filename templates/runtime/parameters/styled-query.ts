import { encode, isScalar, members } from '../transport/encode.js';
import type { ParameterWriter } from './parameter.js';

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
