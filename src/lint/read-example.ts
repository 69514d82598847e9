import { isJsonMediaType } from '../model/media-type.ts';
import type { Operation } from '../model/operation.ts';
import { pageResponseOf } from '../model/page-bodies.ts';
import { schemaOfRequestField } from '../model/pagination-fields.ts';
import { dereference, type JsonKind, kindsOf } from '../model/schema-kinds.ts';
import type { ItemsField, Strategy } from '../model/strategy.ts';
import {
  describeValue,
  elementsOf,
  isJsonObject,
  type JsonPointer,
  type Located,
  memberOf,
  membersOf,
  parsePointer,
} from '../shared/json.ts';
import type { RuleContext } from './rule.ts';

/** The value at a pointer into an example. If a token is missing, `last` is the value that should have it. */
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

/** Returns every example of the response body: `example`, `examples`, and those of the body's schema. */
export function examplesOf(operation: Operation, { api, document }: RuleContext): Located[] {
  const page = pageResponseOf(operation);
  const media = page?.response.content.find(({ mediaType }) => isJsonMediaType(mediaType));
  if (page === undefined || media === undefined) return [];
  const node = document.at(media.location);
  const written = node && document.follow(node);
  const schema = dereference(page.body, api.schemas);
  const schemaNode = schema && document.at(schema.location);
  return [
    ...(written === undefined ? [] : mediaTypeExamples(written, document.follow)),
    ...(schemaNode === undefined ? [] : schemaExamples(schemaNode)),
  ];
}

/** Returns `example`, and the `value` of each Example Object (OpenAPI 3.1.0 section 4.8.14). */
function mediaTypeExamples(node: Located, follow: (node: Located) => Located | undefined): Located[] {
  const one = memberOf(node, 'example');
  const many = memberOf(node, 'examples');
  const values = (many === undefined ? [] : membersOf(many)).map(([, reference]) => {
    const example = follow(reference);
    return example && memberOf(example, 'value');
  });
  return [one, ...values].filter((value) => value !== undefined);
}

function schemaExamples(node: Located): Located[] {
  const one = memberOf(node, 'example');
  const many = memberOf(node, 'examples');
  return [...(one === undefined ? [] : [one]), ...(many === undefined ? [] : elementsOf(many))];
}

/** Returns the types that the request accepts as a cursor. */
export function cursorKinds({ request }: Strategy, { api }: RuleContext): readonly JsonKind[] {
  const schema = request.cursor && schemaOfRequestField(request.cursor, api.schemas);
  const kinds = schema === undefined ? [] : [...kindsOf(schema, api.schemas)].filter((kind) => kind !== 'null');
  return kinds.length === 0 ? ['unknown'] : kinds;
}

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
