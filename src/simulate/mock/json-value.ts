import { type JsonPointer, type JsonValue, parsePointer } from '../../shared/json.ts';

/**
 * Returns a copy with another value at the pointer. Undefined removes the member. Parents that are not objects are
 * replaced by objects.
 */
export function setValue(whole: JsonValue, pointer: JsonPointer, value: JsonValue | undefined): JsonValue {
  return setAt(whole, parsePointer(pointer) ?? [], value);
}

/** Returns the value at a parsed pointer; undefined if there is none. */
export function valueAt(whole: JsonValue, tokens: readonly string[]): JsonValue | undefined {
  let value: JsonValue | undefined = whole;
  for (const token of tokens) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, token)) return undefined;
    value = (value as { readonly [key: string]: JsonValue })[token];
  }
  return value;
}

/** Does the same as {@link setValue} with a parsed pointer. */
export function setAt(whole: JsonValue, tokens: readonly string[], value: JsonValue | undefined): JsonValue {
  return setFrom(whole, tokens, 0, value) ?? null;
}

function setFrom(
  target: JsonValue | undefined,
  tokens: readonly string[],
  depth: number,
  value: JsonValue | undefined,
): JsonValue | undefined {
  const token = tokens[depth];
  if (token === undefined) return value;
  if (Array.isArray(target) && /^\d+$/.test(token)) {
    return target.map((item, index) =>
      index === Number(token) ? (setFrom(item, tokens, depth + 1, value) ?? null) : item,
    );
  }
  const own = (typeof target === 'object' && target !== null && !Array.isArray(target) ? target : {}) as Readonly<
    Record<string, JsonValue>
  >;
  const after = setFrom(Object.hasOwn(own, token) ? own[token] : undefined, tokens, depth + 1, value);
  if (after !== undefined) return { ...own, [token]: after };
  const { [token]: _, ...others } = own;
  return others;
}
