import { nearest } from '../diagnostics/nearest.ts';
import { formatPointer } from '../ir/json-pointer.ts';

/** Lists longer than this are no help. */
const MAX_LISTED = 8;

/**
 * What a dangling pointer was perhaps meant to be: the nearest name at the first token that is missing, or a component
 * with the same last name (`#/definitions/Lead` for `#/components/schemas/Lead`). Otherwise the names there are.
 *
 * @param path the part of the reference before `#`, as written
 */
export function nearestTarget(data: unknown, tokens: readonly string[], path: string): string | undefined {
  let value = data;
  for (const [index, token] of tokens.entries()) {
    const below = memberOf(value, token);
    if (below.found) {
      value = below.value;
      continue;
    }
    const names = typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : [];
    const name = nearest(token, names);
    const meant =
      (name !== undefined ? [...tokens.slice(0, index), name, ...tokens.slice(index + 1)] : undefined) ??
      componentCalled(data, tokens.at(-1) ?? '');
    if (meant) return `Did you mean "${path}#${formatPointer(meant)}"?`;
    const where = `${path}#${formatPointer(tokens.slice(0, index))}`;
    return names.length > 0 && names.length <= MAX_LISTED ? `${where} has: ${names.join(', ')}.` : undefined;
  }
  return undefined;
}

/** The member or item called `token`. */
export function memberOf(value: unknown, token: string): { found: true; value: unknown } | { found: false } {
  if (Array.isArray(value)) {
    return /^(?:0|[1-9]\d*)$/.test(token) && Number(token) < value.length
      ? { found: true, value: value[Number(token)] }
      : { found: false };
  }
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, token)) return { found: false };
  return { found: true, value: (value as Record<string, unknown>)[token] };
}

function componentCalled(data: unknown, name: string): string[] | undefined {
  const components = memberOf(data, 'components');
  if (!components.found || typeof components.value !== 'object' || components.value === null) return undefined;
  for (const [kind, map] of Object.entries(components.value)) {
    if (memberOf(map, name).found) return ['components', kind, name];
  }
  return undefined;
}
