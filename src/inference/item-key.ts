import type { Operation } from '../model/operation.ts';
import type { Property, Schema } from '../model/schema.ts';
import { dereference, kindsOf, propertiesOf, type Schemas } from '../model/schema-kinds.ts';
import { formatPointer, type JsonPointer } from '../shared/json.ts';
import { describePlace } from './place.ts';
import { singularize, wordsOf } from './words.ts';

/** Names of properties that identify an item, the most likely first. */
const NAMES = [/^_?id$/i, /^(?:gid|sid|uuid|guid|uid)$/i];

/** Matches descriptions of a property that identifies an item. */
const UNIQUE =
  /\bunique(?:ly)?\b[^.]*\b(?:identif\w+|id|key|name|code|token)\b|\b(?:identif\w+|id|key)\b[^.]*\bunique\b/;

/**
 * Finds the property that identifies an item: `id` and the like, then an id that is named after the item (`order_id` of
 * an Order), then a required property that is described as unique, then `token`. Undefined if there is none, or if the
 * items are of several types of which one lacks it.
 */
export function findItemKey(item: Schema, operation: Operation, schemas: Schemas): JsonPointer | undefined {
  const properties = propertiesOf(item, schemas).filter(
    (property) => isIdentity(property, schemas) && isInEveryType(property.name, item, schemas),
  );
  const nouns = new Set([...namesOf(item, schemas), ...nounsOf(operation)]);
  const named = (pattern: RegExp) => properties.find(({ name }) => pattern.test(name));
  const found =
    named(NAMES[0]!) ??
    named(NAMES[1]!) ??
    properties.find(({ name }) => isNamedAfter(name, nouns)) ??
    properties.find((property) => property.required && isUnique(property, schemas)) ??
    properties.find(({ name, required }) => required && /^token$/i.test(name));
  return found && formatPointer([found.name]);
}

/** True for a text or an integer that is never null. */
function isIdentity({ schema }: Property, schemas: Schemas): boolean {
  const kinds = kindsOf(schema, schemas);
  const target = dereference(schema, schemas);
  const isScalar =
    kinds.size > 0 && [...kinds].every((kind) => kind === 'string' || kind === 'integer' || kind === 'number');
  return isScalar && target?.kind !== 'enum';
}

function isUnique({ name, schema }: Property, schemas: Schemas): boolean {
  return UNIQUE.test(describePlace(name, wordsOf(name), schema, schemas).text);
}

/** Searches return things of several types. An id that only some of them have identifies nothing. */
function isInEveryType(name: string, item: Schema, schemas: Schemas): boolean {
  const target = dereference(item, schemas);
  if (target?.kind !== 'union') return true;
  const members = target.members.filter((member) => member.kind !== 'null');
  return members.every((member) => propertiesOf(member, schemas).some((property) => property.name === name));
}

/** True for `order_id` and `orderId` of an order. */
function isNamedAfter(name: string, nouns: ReadonlySet<string>): boolean {
  const words = wordsOf(name);
  const last = words.at(-1) ?? '';
  if (words.length < 2 || !/^(?:id|uuid|guid|gid|sid)$/.test(last)) return false;
  return nouns.has(words.slice(0, -1).map(singularize).join(' '));
}

function namesOf(item: Schema, schemas: Schemas): string[] {
  const name = item.kind === 'ref' ? schemas.get(item.id)?.name : undefined;
  return name === undefined ? [] : [wordsOf(name).map(singularize).join(' ')];
}

/** Returns the last fixed segment of the path in the singular. */
function nounsOf({ path }: Operation): string[] {
  const last = path.split('/').findLast((segment) => segment !== '' && !segment.startsWith('{'));
  return last === undefined ? [] : [wordsOf(last).map(singularize).join(' ')];
}
