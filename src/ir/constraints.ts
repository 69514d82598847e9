import type { JsonValue } from './json.ts';
import type { Schema } from './schema.ts';
import { dereference, type Schemas } from './schema-kinds.ts';

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
