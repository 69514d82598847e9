import type { ResponseHeader } from '../model/operation.ts';
import { itemSchemaOf, type PageResponse } from '../model/page-bodies.ts';
import type { Property, Schema } from '../model/schema.ts';
import { schemaAt } from '../model/schema-at.ts';
import { dereference, kindsOf, propertiesOf, type Schemas } from '../model/schema-kinds.ts';
import { formatPointer, type JsonPointer, parsePointer } from '../shared/json.ts';
import { describePlace, type Place } from './place.ts';
import { hasAny, wordSet, wordsOf } from './words.ts';

/** A header, or a value of the body that is neither an array nor an object with declared properties. */
export interface ResponsePlace extends Place {
  readonly in: 'body' | 'header';
  readonly pointer: JsonPointer;
  readonly parent: JsonPointer;
  /** Words in the name of the object around it; none at the top. */
  readonly parentWords: readonly string[];
  readonly depth: number;
  /** Names of all properties of the object around it. */
  readonly siblings: readonly string[];
}

/** An array of a response that may be the page's items. */
export interface ResponseArray extends Place {
  readonly pointer: JsonPointer;
  readonly parentWords: readonly string[];
  readonly parent: JsonPointer;
  readonly depth: number;
  readonly required: boolean;
  /** Names of all properties of the object around it. */
  readonly siblings: readonly string[];
  readonly item: Schema;
}

export interface ResponseShape {
  readonly values: readonly ResponsePlace[];
  readonly arrays: readonly ResponseArray[];
  readonly headers: readonly ResponsePlace[];
}

/** Envelopes nest, but no known API returns its items deeper than this: deeper lists belong to a single resource. */
const MAX_DEPTH = 4;

/** A body with more parts than this is a single large resource; the rest is deep inside of it. */
const MAX_PLACES = 300;

interface Part {
  readonly schema: Schema;
  readonly tokens: readonly string[];
  readonly required: boolean;
  readonly siblings: readonly string[];
}

/** Returns the values, arrays and headers of a response, breadth first. Does not look inside arrays. */
export function responseShape({ response, body: schema }: PageResponse, schemas: Schemas): ResponseShape {
  const values: ResponsePlace[] = [];
  const arrays: ResponseArray[] = [];
  const queue: Part[] = [{ schema, tokens: [], required: true, siblings: [] }];
  for (let index = 0; index < Math.min(queue.length, MAX_PLACES); index++) {
    const part = queue[index]!;
    const place = describePart(part, schemas);
    const item = place.kinds.has('array') ? itemSchemaOf(part.schema, schemas) : undefined;
    const parts = item === undefined ? partsOf(part, schemas) : [];
    if (item !== undefined) arrays.push({ ...place, required: part.required, siblings: part.siblings, item });
    else if (parts.length === 0) values.push({ ...place, in: 'body', siblings: part.siblings });
    queue.push(...parts);
  }
  const headers = response.headers.map((header) => headerPlace(header, schemas));
  return { values, arrays, headers };
}

function describePart({ schema, tokens }: Part, schemas: Schemas) {
  const parents = tokens.slice(0, -1);
  const name = tokens.at(-1) ?? '';
  return {
    ...describePlace(name, wordsOf(name), schema, schemas),
    pointer: formatPointer(tokens),
    parent: formatPointer(parents),
    parentWords: wordsOf(parents.at(-1) ?? ''),
    depth: tokens.length,
  };
}

function partsOf({ schema, tokens }: Part, schemas: Schemas): Part[] {
  if (tokens.length >= MAX_DEPTH) return [];
  const properties = propertiesOf(schema, schemas);
  const siblings = properties.map(({ name }) => name);
  return properties.map((property) => ({
    schema: declaredSchema(schema, property, schemas),
    tokens: [...tokens, property.name],
    required: property.required,
    siblings,
  }));
}

/** Frameworks write the array in a shared part of an `allOf`, and its items in another part. */
function declaredSchema(parent: Schema, { name, schema }: Property, schemas: Schemas): Schema {
  if (dereference(parent, schemas)?.kind !== 'intersection' || !kindsOf(schema, schemas).has('array')) return schema;
  const lookup = schemaAt(parent, formatPointer([name]), schemas);
  return lookup.found ? lookup.schema : schema;
}

function headerPlace({ name, schema, description }: ResponseHeader, schemas: Schemas): ResponsePlace {
  const place = describePlace(name, wordsOf(name), schema, schemas, description);
  return { ...place, in: 'header', pointer: '', parent: '', parentWords: [], depth: 1, siblings: [] };
}

/** Names a place of the response in a reason. */
export function labelOf({ in: place, name, pointer }: ResponsePlace): string {
  return place === 'header' ? `the header \`${name}\`` : pointer;
}

/** True if a link is in `links`, as text or as an object. Frameworks add such links to every response. */
export function isAmongLinks({ parent }: ResponsePlace): boolean {
  return (parsePointer(parent) ?? []).some((name) => hasAny(wordsOf(name), LINKS));
}

const LINKS = wordSet('link links');

/** True if the items of this schema are objects. */
export function isObjectSchema(item: Schema, schemas: Schemas): boolean {
  const target = dereference(item, schemas);
  return target !== undefined && kindsOf(target, schemas).has('object');
}

const PAGE_WORDS = wordSet(
  'page pages paging pagination paginate paginator pager cursor cursors meta metadata info summary link links next navigation total hits',
);

/**
 * True if a field describes the page: it is at the top, in an object around the list, or in an object with a name such
 * as `paging`. Elsewhere, names mislead: the `limit` of an account is its credit limit.
 */
export function isNearby({ parent, parentWords }: ResponsePlace, items: ResponseArray): boolean {
  return parent === '' || items.pointer.startsWith(`${parent}/`) || hasAny(parentWords, PAGE_WORDS);
}
