import type { OmitParams } from './strategy.js';

/**
 * Keeps only some parameters in the requests after the first: some servers refuse everything besides the cursor.
 *
 * @param keys the keys of the parameters to keep
 * @param members the members of the body to keep
 */
export function keepParams(keys: readonly string[], members: readonly string[] = []): OmitParams {
  return ({ body, ...params }: { readonly body?: unknown }) => ({
    ...pick(params, keys),
    ...(body !== undefined && { body: isPlain(body) ? pick(body, members) : body }),
  });
}

function pick(values: object, names: readonly string[]): object {
  return Object.fromEntries(Object.entries(values).filter(([name]) => names.includes(name)));
}

function isPlain(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
