import { type JsonPointer, parsePointer } from '../../ir/json-pointer.ts';
import { elementsOf, isJsonObject, type Located, memberOf } from '../../ir/located.ts';

/** What an example has at the end of a pointer; where it ends before that, the last value there is. */
export type Spot =
  | { readonly found: true; readonly node: Located }
  | { readonly found: false; readonly missing: string; readonly last: Located };

export function lookUp(example: Located, pointer: JsonPointer): Spot {
  let node = example;
  for (const token of parsePointer(pointer) ?? []) {
    const next = isJsonObject(node.value) ? memberOf(node, token) : elementsOf(node)[Number(token)];
    if (next === undefined) return { found: false, missing: token, last: node };
    node = next;
  }
  return { found: true, node };
}
