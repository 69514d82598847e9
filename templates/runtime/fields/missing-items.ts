import type { FieldSource } from './answer.js';

/** Returns the reason why an answer without items is not an empty page; undefined if it is one. */
export type MissingItems = (answer: FieldSource) => string | undefined;

/**
 * Accepts answers without items as empty pages: the schema allows them. Go servers send `null` for an empty list,
 * protobuf JSON omits it, HAL omits `_embedded`.
 *
 * @param members the members that the schema of the response declares; an object that has none of them is not a page
 */
export function allowMissing(members: readonly string[] = []): MissingItems {
  return ({ body }) => {
    const names = typeof body === 'object' && body !== null && !Array.isArray(body) ? Object.keys(body) : [];
    const isForeign = members.length > 0 && names.length > 0 && !names.some((name) => members.includes(name));
    return isForeign ? `the body has none of the declared members (${members.join(', ')})` : undefined;
  };
}
