import type { ApiModel } from '../../model/api.ts';
import type { Operation } from '../../model/operation.ts';
import type { Schema } from '../../model/schema.ts';
import { schemaAt } from '../../model/schema-at.ts';
import { dereference, kindsOf, type Schemas } from '../../model/schema-kinds.ts';
import { formatPointer, isJsonObject, type JsonPointer, type JsonValue } from '../../shared/json.ts';
import { setValue } from './json-value.ts';
import type { ListData } from './list-data.ts';

/** An operation on one item of a list: next to `GET /things`, these are `GET /things/{id}` and `POST /things`. */
export interface ItemOperation {
  readonly list: Operation;
  /** Name of the path parameter that identifies the item. Missing if the operation creates an item. */
  readonly parameter?: string;
  /** Fields of the items that the parameter may contain, in order of preference. */
  readonly keys: readonly JsonPointer[];
}

/** Finds the operations on items of lists: their path is that of the list, with or without one more placeholder. */
export function findItemOperations({ operations, schemas }: ApiModel): ReadonlyMap<Operation, ItemOperation> {
  const lists = operations.filter(({ strategies }) => strategies.length > 0);
  const byPath = new Map(lists.map((list) => [shapeOf(list.path), list]));
  const found = new Map<Operation, ItemOperation>();
  for (const operation of operations) {
    const [, parent, parameter] = /^(.*)\/\{([^{}/]+)\}\/?$/s.exec(operation.path) ?? [];
    const list = byPath.get(shapeOf(parent ?? operation.path));
    if (list === undefined || operation.strategies.length > 0) continue;
    const names = ['id', ...(parameter === undefined ? [] : [parameter])].map((name) => formatPointer([name]));
    const keys = [...list.strategies.flatMap(({ key }) => key ?? []), ...names].filter((pointer) =>
      list.strategies.some(({ item }) => schemaAt(item, pointer, schemas).found),
    );
    if (keys.length > 0) found.set(operation, { list, keys, ...(parameter !== undefined && { parameter }) });
  }
  return found;
}

/** Returns a path without a trailing slash and without the names of its placeholders. */
function shapeOf(path: string): string {
  return path.replace(/\{[^{}]*\}/g, '{}').replace(/\/$/, '');
}

/** Returns the item that a value of the path identifies; undefined if the list has none. */
export function findItem({ keys }: ItemOperation, data: ListData, value: string): JsonValue | undefined {
  for (const key of keys) {
    const index = data.find(key, value);
    if (index !== undefined) return data.item(index);
  }
  return undefined;
}

/** The known parts of the item that a response describes. */
export interface KnownItem {
  readonly key: JsonPointer;
  /** The item of the list. */
  readonly item?: JsonValue | undefined;
  /** The key, as text or value. */
  readonly id?: JsonValue | undefined;
  /** The members that the client sent. */
  readonly sent?: JsonValue | undefined;
}

/** Writes what is known about an item into a body that describes it, directly or in one of its members. */
export function writeItem(
  body: JsonValue,
  schema: Schema,
  schemas: Schemas,
  { key, item, id, sent }: KnownItem,
): JsonValue {
  const place = findPlace(schema, schemas, key);
  if (place === undefined) return body;
  const members = [item, sent].flatMap((part) => (isJsonObject(part) ? Object.entries(part) : []));
  const values = members.map(([name, value]) => [formatPointer([name]), value as JsonValue] as const);
  if (id !== undefined && item === undefined) values.unshift([key, typedKey(schema, schemas, place + key, id)]);
  return values
    .filter(([pointer]) => isReturned(schema, schemas, place + pointer))
    .reduce((whole, [pointer, value]) => setValue(whole, place + pointer, value), body);
}

/** True for a declared member of a response. Those that are write-only, such as passwords, are not returned. */
function isReturned(schema: Schema, schemas: Schemas, pointer: JsonPointer): boolean {
  const lookup = schemaAt(schema, pointer, schemas);
  return lookup.found && !lookup.schema.writeOnly;
}

/** Returns a key from a path with the type that the document declares. */
function typedKey(schema: Schema, schemas: Schemas, pointer: JsonPointer, id: JsonValue): JsonValue {
  const lookup = schemaAt(schema, pointer, schemas);
  const isText = !lookup.found || kindsOf(lookup.schema, schemas).has('string');
  return isText || !Number.isFinite(Number(id)) ? id : Number(id);
}

/** Returns the pointer to the part of a body that has the key: all of it, or a member such as `/data`. */
function findPlace(schema: Schema, schemas: Schemas, key: JsonPointer): JsonPointer | undefined {
  if (schemaAt(schema, key, schemas).found) return '';
  const target = dereference(schema, schemas);
  if (target?.kind !== 'object') return undefined;
  const wrapper = target.properties.find(({ schema: part }) => schemaAt(part, key, schemas).found);
  return wrapper && formatPointer([wrapper.name]);
}
