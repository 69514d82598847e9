import type { ItemsField } from '../../model/strategy.ts';
import { describeValue, elementsOf, isJsonObject, type Located, membersOf } from '../../shared/json.ts';
import { lookUp } from './look-up.ts';

/** An item of an example, or a value that is not as the annotation says. */
export type FoundItem =
  | { readonly kind: 'item'; readonly node: Located }
  /** `what` completes "this example …". */
  | { readonly kind: 'fault'; readonly node: Located; readonly what: string };

/** Finds the items of an example: in an array, an object, or an array in each element. Null stands for none. */
export function findItems(
  example: Located,
  { map = false, each, ...field }: ItemsField & { readonly in: 'body' },
): FoundItem[] {
  const spot = lookUp(example, field.pointer);
  if (!spot.found) return [lacks(spot)];
  const elements = elementsAt(spot.node, map);
  if (elements === undefined) return [differs(spot.node)];
  if (each === undefined) return elements.map((node) => ({ kind: 'item', node }));
  return elements.flatMap((element) => {
    const inner = lookUp(element, each.pointer);
    if (!inner.found) return each.optional ? [] : [lacks(inner)];
    const rows = elementsAt(inner.node, false);
    return rows === undefined ? [differs(inner.node)] : rows.map((node): FoundItem => ({ kind: 'item', node }));
  });
}

/** Returns the elements of an array, or the values of an object; undefined for another value. */
function elementsAt(node: Located, map: boolean): Located[] | undefined {
  if (node.value === null) return [];
  if (map && isJsonObject(node.value)) return membersOf(node).map(([, value]) => value);
  return Array.isArray(node.value) && (!map || node.value.length === 0) ? elementsOf(node) : undefined;
}

function lacks({ last, missing }: { readonly last: Located; readonly missing: string }): FoundItem {
  return { kind: 'fault', node: last, what: `has no \`${missing}\` there` };
}

function differs(node: Located): FoundItem {
  return { kind: 'fault', node, what: `has ${describeValue(node.value)} there` };
}
