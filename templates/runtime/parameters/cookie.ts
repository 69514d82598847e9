import { encode, isScalar, members, scalar } from '../transport/encode.js';
import type { ParameterWriter } from './parameter.js';

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
