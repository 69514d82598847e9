import { formatPointer, type JsonPointer, parsePointer } from '../shared/json.ts';
import { essenceOf, isJsonMediaType } from './media-type.ts';
import type { MediaType, Operation, Response } from './operation.ts';
import type { Schema } from './schema.ts';
import { schemaAt } from './schema-at.ts';
import { dereference, kindsOf, propertiesOf, type Schemas } from './schema-kinds.ts';

/**
 * Returns the body in which a request can have a position or page size: JSON, or a form if the operation accepts neither
 * JSON nor multipart, which clients prefer.
 */
export function pageRequestOf({ requestBody }: Operation): MediaType | undefined {
  const content = requestBody?.content ?? [];
  const json = content.find(({ mediaType }) => isJsonMediaType(mediaType));
  if (json !== undefined) return json;
  const hasMultipart = content.some(({ mediaType }) => essenceOf(mediaType).startsWith('multipart/'));
  return hasMultipart ? undefined : content.find(({ mediaType }) => isFormBody(mediaType));
}

/** True for `application/x-www-form-urlencoded`. */
function isFormBody(mediaType: string): boolean {
  return essenceOf(mediaType) === 'application/x-www-form-urlencoded';
}

/** The response that contains a page, and the schema of its body. */
export interface PageResponse {
  readonly response: Response;
  readonly body: Schema;
}

/**
 * Returns the response with a JSON body that has the lowest successful status, otherwise `2XX`, otherwise `default`.
 */
export function pageResponseOf(operation: Operation): PageResponse | undefined {
  const exact = operation.responses.filter(({ status }) => /^2\d\d$/.test(status));
  const candidates = [
    ...exact.sort((a, b) => Number(a.status) - Number(b.status)),
    ...operation.responses.filter(({ status }) => status === '2XX'),
    ...operation.responses.filter(({ status }) => status === 'default'),
  ];
  for (const response of candidates) {
    const json = response.content.find(({ mediaType }) => isJsonMediaType(mediaType));
    if (json !== undefined) return { response, body: json.schema };
  }
  return undefined;
}

/**
 * Returns the schema of one item of an array. It looks through references, `allOf`, `oneOf`, `anyOf` and nullable. If
 * the document does not declare a type, the item has the kind `unknown`.
 *
 * @returns undefined if the schema allows no array
 */
export function itemSchemaOf(schema: Schema, schemas: Schemas): Schema | undefined {
  return itemOf(schema, schemas, new Map());
}

/** Each schema is read once, because many paths may lead to it. `known` has what was found; a circle adds nothing. */
function itemOf(schema: Schema, schemas: Schemas, known: Map<Schema, Schema | undefined>): Schema | undefined {
  const target = dereference(schema, schemas);
  if (target === undefined || known.has(target)) return target && known.get(target);
  known.set(target, undefined);
  const item = readItem(target, schemas, known);
  known.set(target, item);
  return item;
}

function readItem(target: Schema, schemas: Schemas, known: Map<Schema, Schema | undefined>): Schema | undefined {
  switch (target.kind) {
    case 'unknown':
      return target;
    case 'array':
      return target.items;
    case 'tuple':
      return unionOf(target.rest === undefined ? target.items : [...target.items, target.rest], target);
    case 'union':
      return unionOf(
        target.members.map((member) => itemOf(member, schemas, known)).filter((item) => item !== undefined),
        target,
      );
    case 'intersection':
      return itemOfIntersection(target.members, schemas, known);
    default:
      return undefined;
  }
}

function unionOf(members: readonly Schema[], origin: Schema): Schema | undefined {
  const [first, ...others] = distinct(members);
  return first === undefined || others.length === 0
    ? first
    : { kind: 'union', members: [first, ...others], location: origin.location };
}

/** Returns what the members declare about items together. An item that says nothing counts only if there is no other. */
function itemOfIntersection(
  members: readonly Schema[],
  schemas: Schemas,
  known: Map<Schema, Schema | undefined>,
): Schema | undefined {
  const items = members.map((member) => itemOf(member, schemas, known)).filter((item) => item !== undefined);
  const telling = items.filter((item) => !isOpen(item));
  const [first, ...others] = distinct(telling);
  if (first === undefined) return items[0];
  return others.length === 0 ? first : { kind: 'intersection', members: [first, ...others], location: first.location };
}

/** True for a schema that allows any value, or any object. Generic base classes declare their items like this. */
function isOpen(schema: Schema): boolean {
  return schema.kind === 'unknown' || (schema.kind === 'object' && schema.properties.length === 0);
}

function distinct(schemas: readonly Schema[]): Schema[] {
  return schemas.filter((schema, index) => !schemas.slice(0, index).some((one) => isSame(one, schema)));
}

function isSame(a: Schema, b: Schema): boolean {
  return a === b || (a.kind === 'ref' && b.kind === 'ref' && a.id === b.id);
}

/** Members by which an answer tells success from failure. */
const OUTCOME_MEMBERS: ReadonlySet<string> = new Set(['ok', 'success', 'error', 'errors', 'code']);

/** A member that tells success from failure. */
export interface OutcomeMember {
  readonly pointer: JsonPointer;
  /** `flag`: true means success. `fault`: anything that is not empty means failure. `code`: only the API knows. */
  readonly kind: 'flag' | 'fault' | 'code';
}

/** True if the schema lets the value at a pointer, or one of its parents, be absent or null. */
export function mayBeAbsent(body: Schema, pointer: JsonPointer, schemas: Schemas): boolean {
  const lookup = schemaAt(body, pointer, schemas);
  return lookup.found && lookup.optional;
}

/**
 * Finds the member by which an answer tells success from failure, at its top or next to the items. An answer that has one
 * of them and no items may be an error, and not an empty page, unless the annotation says what an error is.
 */
export function findOutcome(body: Schema, items: JsonPointer, schemas: Schemas): OutcomeMember | undefined {
  const path = parsePointer(items) ?? [];
  const parents = path.length > 1 ? [[], path.slice(0, -1)] : [[]];
  for (const parent of parents) {
    const lookup = schemaAt(body, formatPointer(parent), schemas);
    const name = lookup.found
      ? propertiesOf(lookup.schema, schemas).find((one) => OUTCOME_MEMBERS.has(one.name))?.name
      : undefined;
    if (name === undefined) continue;
    const pointer = formatPointer([...parent, name]);
    const member = schemaAt(body, pointer, schemas);
    const isFlag = member.found && kindsOf(member.schema, schemas).has('boolean');
    if (name === 'error' || name === 'errors') return { pointer, kind: 'fault' };
    return { pointer, kind: isFlag && name !== 'code' ? 'flag' : 'code' };
  }
  return undefined;
}
