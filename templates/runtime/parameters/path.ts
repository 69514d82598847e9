import { ClientError } from '../errors.js';
import { encode, members } from '../transport/encode.js';
import type { Draft, Parameter, ParameterWriter } from './parameter.js';

/** Style `simple`, not exploded: `a,b` (the default of paths). */
export const inPath: ParameterWriter = (draft, parameter, value) => {
  fillPath(draft, parameter, value, () =>
    members(value)
      .flatMap(([key, item]) => (key === undefined ? [encode(item)] : [encode(key), encode(item)]))
      .join(','),
  );
};

/** Puts a text in the place of `{name}`. */
export function fillPath(draft: Draft, { name }: Parameter, value: unknown, text: () => string): void {
  if (value === undefined || value === null)
    throw new ClientError('MISSING_PARAMETER', draft.operation, `the path parameter '${name}' is missing`);
  const filled = text();
  // An empty segment names another resource, usually the list.
  if (filled === '' && draft.path.split('/').includes(`{${name}}`))
    throw new ClientError('INVALID_PARAMETER', draft.operation, `the path parameter '${name}' is empty`);
  draft.path = draft.path.replaceAll(`{${name}}`, () => filled);
  // A URL parser would take such a segment away and reach another resource.
  if (/(^|\/)(\.|%2e){1,2}(\/|$)/i.test(draft.path))
    throw new ClientError('INVALID_PARAMETER', draft.operation, `a path parameter is '.' or '..': ${draft.path}`);
}
