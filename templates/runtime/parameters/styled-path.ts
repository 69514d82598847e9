import { encode, isScalar, members } from '../transport/encode.js';
import type { ParameterWriter } from './parameter.js';
import { fillPath } from './path.js';

/** Styles `label` and `matrix`, and `simple` exploded (RFC 6570, sections 3.2.2, 3.2.5 and 3.2.7). */
export const inStyledPath: ParameterWriter = (draft, parameter, value) => {
  fillPath(draft, parameter, value, () => {
    const { name, style, explode } = parameter;
    const separator = style === 'label' ? '.' : style === 'matrix' ? ';' : ',';
    const prefix = style === undefined ? '' : separator;
    const entries = members(value);
    if (explode || isScalar(value)) {
      const parts = entries.map(([key, item]) => {
        if (style === 'matrix') return assignment(key ?? name, item);
        return key === undefined ? encode(item) : `${encode(key)}=${encode(item)}`;
      });
      return prefix + parts.join(separator);
    }
    const list = entries.flatMap(([key, item]) => (key === undefined ? [encode(item)] : [encode(key), encode(item)]));
    return prefix + (style === 'matrix' ? `${encode(name)}=` : '') + list.join(',');
  });
};

function assignment(name: string, value: unknown): string {
  const text = encode(value);
  // RFC 6570, section 3.2.7: `;name` without a value has no equals sign.
  return text === '' ? encode(name) : `${encode(name)}=${text}`;
}
