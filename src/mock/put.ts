import type { JsonValue } from '../ir/json.ts';
import { type JsonPointer, parsePointer } from '../ir/json-pointer.ts';

/** A copy with another value at the pointer; undefined takes the member away. Parents that are no objects become some. */
export function put(whole: JsonValue, pointer: JsonPointer, value: JsonValue | undefined): JsonValue {
  const set = (target: JsonValue | undefined, [token, ...rest]: readonly string[]): JsonValue | undefined => {
    if (token === undefined) return value;
    if (Array.isArray(target) && /^\d+$/.test(token)) {
      return target.map((item, index) => (index === Number(token) ? (set(item, rest) ?? null) : item));
    }
    const own = typeof target === 'object' && target !== null && !Array.isArray(target) ? target : {};
    const { [token]: before, ...others } = own as Record<string, JsonValue>;
    const after = set(before, rest);
    return after === undefined ? others : { ...others, [token]: after };
  };
  return set(whole, parsePointer(pointer) ?? []) ?? null;
}
