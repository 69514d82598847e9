import type { Schema } from '../../model/schema.ts';
import { dereference, kindsOf, type Schemas } from '../../model/schema-kinds.ts';
import type { JsonValue } from '../../shared/json.ts';

/** The values of one field of the items, in the order of the list. */
export interface Sequence {
  value(index: number): JsonValue;
  /** Compares the value at an index with one from a request, by their order in the list. NaN if the types differ. */
  compare(index: number, other: unknown): number;
}

export interface SequenceOptions {
  /** Prefix of texts. */
  readonly name: string;
  readonly total: number;
  readonly descending?: boolean;
  /** Number of successive items that share a value. Default: 1. */
  readonly ties?: number;
}

const START = Date.UTC(2024, 0, 1);
const SECOND = 1000;
const DAY = 86_400 * SECOND;

/** Creates a sequence of the schema's type. Undefined if that type has too few values to identify items. */
export function createSequence(schema: Schema, schemas: Schemas, options: SequenceOptions): Sequence | undefined {
  const { total, descending = false, ties = 1 } = options;
  const kinds = kindsOf(schema, schemas);
  const target = unwrapNullable(schema, schemas);
  if (target?.kind === 'enum') return undefined;
  const direction = descending ? -1 : 1;
  const rank = (index: number): number => Math.floor((descending ? total - 1 - index : index) / ties);
  const sequence = (of: (rank: number) => JsonValue, measure: (value: unknown) => number): Sequence => ({
    value: (index) => of(rank(index)),
    compare: (index, other) => direction * (measure(of(rank(index))) - measure(other)),
  });
  if (kinds.has('integer') || kinds.has('number')) return sequence((at) => at + 1, Number);
  if (!kinds.has('string') && !kinds.has('unknown')) return undefined;
  const time = (value: unknown): number => Date.parse(String(value));
  if (target?.format === 'date-time') return sequence((at) => new Date(START + at * SECOND).toISOString(), time);
  if (target?.format === 'date') return sequence((at) => new Date(START + at * DAY).toISOString().slice(0, 10), time);
  const text = (at: number): string =>
    target?.format === 'uuid'
      ? `00000000-0000-4000-8000-${at.toString(16).padStart(12, '0')}`
      : `${options.name}_${String(at + 1).padStart(8, '0')}`;
  return {
    value: (index) => text(rank(index)),
    compare(index, other) {
      const own = text(rank(index));
      if (typeof other !== 'string') return Number.NaN;
      return own === other ? 0 : direction * (own < other ? -1 : 1);
    },
  };
}

/** Returns the only member of a union that is not null, or the schema itself. */
function unwrapNullable(schema: Schema, schemas: Schemas): Schema | undefined {
  const target = dereference(schema, schemas);
  if (target?.kind !== 'union') return target;
  const others = target.members.filter(({ kind }) => kind !== 'null');
  return others.length === 1 ? dereference(others[0] as Schema, schemas) : target;
}

/** Finds the first index whose value is not before `other`. Undefined if the types differ. */
export function findFirst(sequence: Sequence, total: number, other: unknown): number | undefined {
  let low = 0;
  let high = total;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const side = sequence.compare(middle, other);
    if (Number.isNaN(side)) return undefined;
    if (side < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
