import { ClientError } from '../errors.js';
import { type Draft, encode, isScalar, members, type Parameter, type ParameterWriter } from './parameter.js';
import { encodeReserved } from './styled-query.js';

/** Style `simple`, not exploded: `a,b` (the default of paths). */
export const inPath: ParameterWriter = (draft, parameter, value) => {
  fillPath(draft, parameter, value, () =>
    members(value)
      .flatMap(([key, item]) => (key === undefined ? [encode(item)] : [encode(key), encode(item)]))
      .join(','),
  );
};

/** Puts a text in the place of `{name}`. */
function fillPath(draft: Draft, { name }: Parameter, value: unknown, text: () => string): void {
  if (value === undefined || value === null)
    throw new ClientError('MISSING_PARAMETER', draft.operation, `the path parameter '${name}' is missing`);
  const filled = text();
  // An empty segment names another resource, usually the list.
  if (filled === '' && draft.path.split('/').includes(`{${name}}`))
    throw new ClientError('INVALID_PARAMETER', draft.operation, `the path parameter '${name}' is empty`);
  draft.path = draft.path.replaceAll(`{${name}}`, () => filled);
  // A URL parser would take such a segment away and reach another resource.
  if (/^([^?]*\/)?(\.|%2e){1,2}([/?]|$)/i.test(draft.path))
    throw new ClientError('INVALID_PARAMETER', draft.operation, `a path parameter is '.' or '..': ${draft.path}`);
}

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

/** A path parameter that is a part of a URL already, such as a continuation link with a query of its own. */
export const inReservedPath: ParameterWriter = (draft, parameter, value) => {
  fillPath(draft, parameter, value, () =>
    members(value)
      .map(([, item]) => encodeReserved(item).replace(/^\//, ''))
      .join(','),
  );
};
