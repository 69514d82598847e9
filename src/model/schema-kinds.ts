import type { JsonValue } from '../shared/json.ts';
import type { NamedSchema, Schema, SchemaId } from './schema.ts';

export type Schemas = ReadonlyMap<SchemaId, NamedSchema>;

/** What a value may be. `unknown` where the document does not say. */
export type JsonKind = 'unknown' | 'null' | 'boolean' | 'string' | 'number' | 'integer' | 'array' | 'object';

/** The schema itself, or what the chain of references from it leads to; undefined where the chain is a circle. */
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

/** Every kind of JSON value that a schema admits. Empty where it admits none (`false`). */
export function kindsOf(schema: Schema, schemas: Schemas): ReadonlySet<JsonKind> {
  return collectKinds(schema, schemas, new Map());
}

/** Kinds of the references met so far; undefined while they are being worked out. Many ways may lead to one schema. */
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
  // A schema that is defined by itself alone says nothing.
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
  const common = [...first].filter((kind) => others.every((set) => set.has(kind) || set.has(wider(kind))));
  const narrowed = known.some((set) => set.has('integer')) && common.includes('number');
  return new Set(narrowed ? common.map((kind) => (kind === 'number' ? 'integer' : kind)) : common);
}

function wider(kind: JsonKind): JsonKind {
  if (kind === 'integer') return 'number';
  return kind === 'number' ? 'integer' : kind;
}

/** The kind of one JSON value. */
export function kindOfValue(value: JsonValue): JsonKind {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value as JsonKind;
}

/** Whether a value of one of `kinds` can be of one of `wanted`; `unknown` on either side fits everything. */
export function kindsFit(kinds: ReadonlySet<JsonKind>, wanted: Iterable<JsonKind>): boolean {
  if (kinds.has('unknown')) return true;
  for (const kind of wanted) {
    if (kind === 'unknown' || kinds.has(kind)) return true;
    if (kind !== wider(kind) && kinds.has(wider(kind))) return true;
  }
  return false;
}

/** The kinds in words, `null` left out: `string or integer`. */
export function describeKinds(kinds: ReadonlySet<JsonKind>): string {
  const names = [...kinds].filter((kind) => kind !== 'null');
  return names.length === 0 ? 'null' : names.join(' or ');
}

/** What a schema says of a number, through references, `allOf` and nullable. */
export interface NumberConstraints {
  /** The greatest lower bound; for an enum, its least number. */
  readonly minimum?: number;
  /** The least upper bound; for an enum, its greatest number. */
  readonly maximum?: number;
  readonly default?: JsonValue;
  /** The only numbers that there are, ascending: those of an enum. */
  readonly choices?: readonly number[];
}

export function numberConstraints(schema: Schema, schemas: Schemas): NumberConstraints {
  const says = statements(schema, schemas, new Set());
  const lower = says.flatMap(({ minimum }) => (minimum === undefined ? [] : [minimum]));
  const upper = says.flatMap(({ maximum }) => (maximum === undefined ? [] : [maximum]));
  const fallback = says.find((part) => part.default !== undefined)?.default;
  const choices = says.find((part) => part.choices !== undefined)?.choices;
  return {
    ...(lower.length > 0 && { minimum: Math.max(...lower) }),
    ...(upper.length > 0 && { maximum: Math.min(...upper) }),
    ...(fallback !== undefined && { default: fallback }),
    ...(choices !== undefined && { choices }),
  };
}

/**
 * Everything that holds for a value, the outermost first, each schema once. A real choice (`oneOf`) says nothing that
 * always holds.
 */
function statements(schema: Schema, schemas: Schemas, seen: Set<Schema>): NumberConstraints[] {
  if (seen.has(schema)) return [];
  seen.add(schema);
  const below = (part: Schema): NumberConstraints[] => statements(part, schemas, seen);
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
