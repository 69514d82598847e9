import type { JsonValue } from '../ir/json.ts';
import { type JsonPointer, parsePointer } from '../ir/json-pointer.ts';

/** A copy with another value at the pointer; undefined takes the member away. Parents that are no objects become some. */
export function put(whole: JsonValue, pointer: JsonPointer, value: JsonValue | undefined): JsonValue {
  return putAt(whole, parsePointer(pointer) ?? [], value);
}

/** The same for whoever has the tokens of the pointer, and puts often. */
export function putAt(whole: JsonValue, tokens: readonly string[], value: JsonValue | undefined): JsonValue {
  return set(whole, tokens, 0, value) ?? null;
}

function set(
  target: JsonValue | undefined,
  tokens: readonly string[],
  depth: number,
  value: JsonValue | undefined,
): JsonValue | undefined {
  const token = tokens[depth];
  if (token === undefined) return value;
  if (Array.isArray(target) && /^\d+$/.test(token)) {
    return target.map((item, index) =>
      index === Number(token) ? (set(item, tokens, depth + 1, value) ?? null) : item,
    );
  }
  const own = (typeof target === 'object' && target !== null && !Array.isArray(target) ? target : {}) as Readonly<
    Record<string, JsonValue>
  >;
  const after = set(Object.hasOwn(own, token) ? own[token] : undefined, tokens, depth + 1, value);
  if (after !== undefined) return { ...own, [token]: after };
  const { [token]: _, ...others } = own;
  return others;
}
