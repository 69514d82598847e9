import type { JsonValue } from '../shared/json.ts';
import type { NamedSchema, Property, Schema, SchemaId, SchemaNotes } from './schema.ts';

export type Schemas = ReadonlyMap<SchemaId, NamedSchema>;

/** A kind of JSON value. `unknown` if the document declares no type. */
export type JsonKind = 'unknown' | 'null' | 'boolean' | 'string' | 'number' | 'integer' | 'array' | 'object';

/** Returns the schema at the end of a chain of references, or the schema itself. Undefined if the chain is a circle. */
export function dereference(schema: Schema, schemas: Schemas): Schema | undefined {
  const seen = new Set<SchemaId>();
  let current = schema;
  while (current.kind === 'ref') {
    const target = schemas.get(current.id);
    if (target === undefined || seen.has(current.id)) return undefined;
    seen.add(current.id);
    current = target.schema;
  }
  return current;
}

/** Returns every kind of JSON value that a schema allows. Empty for the schema `false`, which allows none. */
export function kindsOf(schema: Schema, schemas: Schemas): ReadonlySet<JsonKind> {
  return collectKinds(schema, schemas, new Map());
}

/** Kinds of references, because many paths may lead to one schema. Undefined while a reference is being read. */
type Known = Map<SchemaId, Set<JsonKind> | undefined>;

function collectKinds(schema: Schema, schemas: Schemas, known: Known): Set<JsonKind> {
  switch (schema.kind) {
    case 'ref':
      return kindsOfReference(schema.id, schemas, known);
    case 'enum':
      return new Set(schema.values.map(kindOfValue));
    case 'tuple':
      return new Set(['array']);
    case 'binary':
      return new Set(['string']);
    case 'never':
      return new Set();
    case 'union':
      return new Set(schema.members.flatMap((member) => [...collectKinds(member, schemas, known)]));
    case 'intersection':
      return intersect(schema.members.map((member) => collectKinds(member, schemas, known)));
    default:
      return new Set([schema.kind]);
  }
}

function kindsOfReference(id: SchemaId, schemas: Schemas, known: Known): Set<JsonKind> {
  const target = schemas.get(id);
  // A schema that refers only to itself declares no type.
  if (target === undefined || known.has(id)) return known.get(id) ?? new Set(['unknown']);
  known.set(id, undefined);
  const kinds = collectKinds(target.schema, schemas, known);
  known.set(id, kinds);
  return kinds;
}

function intersect(sets: readonly Set<JsonKind>[]): Set<JsonKind> {
  const known = sets.filter((set) => !set.has('unknown'));
  const [first, ...others] = known;
  if (first === undefined) return new Set(['unknown']);
  const common = [...first].filter((kind) => others.every((set) => set.has(kind) || set.has(otherNumberKind(kind))));
  const narrowed = known.some((set) => set.has('integer')) && common.includes('number');
  return new Set(narrowed ? common.map((kind) => (kind === 'number' ? 'integer' : kind)) : common);
}

function otherNumberKind(kind: JsonKind): JsonKind {
  if (kind === 'integer') return 'number';
  return kind === 'number' ? 'integer' : kind;
}

/** Returns the kind of a JSON value. */
export function kindOfValue(value: JsonValue): JsonKind {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value as JsonKind;
}

/** True if a value of one of `kinds` can be one of `wanted`. `unknown` on either side matches every kind. */
export function kindsFit(kinds: ReadonlySet<JsonKind>, wanted: Iterable<JsonKind>): boolean {
  if (kinds.has('unknown')) return true;
  for (const kind of wanted) {
    if (kind === 'unknown' || kinds.has(kind)) return true;
    if (kind !== otherNumberKind(kind) && kinds.has(otherNumberKind(kind))) return true;
  }
  return false;
}

/** Describes kinds in a message, without `null`: `string or integer`. */
export function describeKinds(kinds: ReadonlySet<JsonKind>): string {
  const names = [...kinds].filter((kind) => kind !== 'null');
  return names.length === 0 ? 'null' : names.join(' or ');
}

/** The constraints of a schema on a number. */
export interface NumberConstraints {
  /** The greatest lower bound; for an enum, its least number. */
  readonly minimum?: number;
  /** The least upper bound; for an enum, its greatest number. */
  readonly maximum?: number;
  readonly default?: JsonValue;
  /** All allowed numbers if the schema is an enum, ascending. */
  readonly choices?: readonly number[];
}

/**
 * Combines the constraints of a schema on an integer. It looks through references, `allOf` and nullable. Some documents
 * declare every number as `number`, so an exclusive bound becomes the next integer.
 */
export function numberConstraints(schema: Schema, schemas: Schemas): NumberConstraints {
  const parts = collectConstraints(schema, schemas, new Set());
  const lower = parts.flatMap(({ minimum, exclusiveMinimum: above }) => [
    ...(minimum === undefined ? [] : [minimum]),
    ...(above === undefined ? [] : [Math.floor(above) + 1]),
  ]);
  const upper = parts.flatMap(({ maximum, exclusiveMaximum: below }) => [
    ...(maximum === undefined ? [] : [maximum]),
    ...(below === undefined ? [] : [Math.ceil(below) - 1]),
  ]);
  const fallback = parts.find((part) => part.default !== undefined)?.default;
  const choices = parts.find((part) => part.choices !== undefined)?.choices;
  return {
    ...(lower.length > 0 && { minimum: Math.max(...lower) }),
    ...(upper.length > 0 && { maximum: Math.min(...upper) }),
    ...(fallback !== undefined && { default: fallback }),
    ...(choices !== undefined && { choices }),
  };
}

/** The constraints of one schema. */
type Part = NumberConstraints & Pick<SchemaNotes, 'exclusiveMinimum' | 'exclusiveMaximum'>;

/**
 * Returns all constraints that apply to every value, the outermost first, each schema once. The members of a choice
 * (`oneOf`) apply only to some values, so they do not count.
 */
function collectConstraints(schema: Schema, schemas: Schemas, seen: Set<Schema>): Part[] {
  if (seen.has(schema)) return [];
  seen.add(schema);
  const below = (part: Schema): Part[] => collectConstraints(part, schemas, seen);
  switch (schema.kind) {
    case 'ref': {
      const target = dereference(schema, schemas);
      return target === undefined ? [schema] : [schema, ...below(target)];
    }
    case 'intersection':
      return [schema, ...schema.members.flatMap(below)];
    case 'union': {
      const members = schema.members.filter((member) => member.kind !== 'null');
      return members.length === 1 ? [schema, ...members.flatMap(below)] : [schema];
    }
    case 'enum':
      return [schema, extremes(schema.values)];
    default:
      return [schema];
  }
}

function extremes(values: readonly JsonValue[]): NumberConstraints {
  const numbers = values.filter((value) => typeof value === 'number');
  if (numbers.length === 0 || numbers.length < values.length) return {};
  const choices = numbers.toSorted((a, b) => a - b);
  return { minimum: choices[0] as number, maximum: choices.at(-1) as number, choices };
}

/** Returns the properties of an object, each name once, including those in references, `allOf`, `oneOf` and `anyOf`. */
export function propertiesOf(schema: Schema, schemas: Schemas): Property[] {
  const found = new Map<string, Property>();
  collect(schema, schemas, new Set(), found);
  return [...found.values()];
}

/** Each schema is visited once: many paths may lead to it. */
function collect(schema: Schema, schemas: Schemas, seen: Set<Schema>, found: Map<string, Property>): void {
  const target = dereference(schema, schemas);
  if (target === undefined || seen.has(target)) return;
  seen.add(target);
  if (target.kind === 'object') {
    for (const property of target.properties) {
      // In an `allOf`, one part often only requires a property that another part declares.
      const known = found.get(property.name);
      if (known === undefined || known.schema.kind === 'unknown') found.set(property.name, property);
    }
  } else if (target.kind === 'union' || target.kind === 'intersection') {
    for (const member of target.members) collect(member, schemas, seen, found);
  }
}

/** Returns the only value that a schema allows, or else its default. */
export function presetValue(schema: Schema, schemas: Schemas): JsonValue | undefined {
  const target = dereference(schema, schemas);
  if (target?.kind === 'enum' && target.values.length === 1) return target.values[0];
  return schema.default ?? target?.default;
}
