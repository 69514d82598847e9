import type { Schema } from '../../model/schema.ts';
import { dereference, kindsOf, type Schemas } from '../../model/schema-kinds.ts';
import type { JsonValue } from '../../shared/json.ts';
import { createTextSequence } from './text-sequence.ts';

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
  /** Values that the document shows or that follow its rules. The first value is the first of them, if possible. */
  readonly samples: readonly JsonValue[];
}

const START = Date.UTC(2024, 0, 1);
const SECOND = 1000;
const DAY = 86_400 * SECOND;

/** Creates a sequence of the schema's type. Undefined if that type has too few values to identify items. */
export function createSequence(schema: Schema, schemas: Schemas, options: SequenceOptions): Sequence | undefined {
  const { total, descending = false, ties = 1, name, samples } = options;
  const kinds = kindsOf(schema, schemas);
  const target = unwrapNullable(schema, schemas);
  if (target?.kind === 'enum') return undefined;
  const direction = descending ? -1 : 1;
  const rank = (index: number): number => Math.floor((descending ? total - 1 - index : index) / ties);
  const sequence = (of: (rank: number) => JsonValue, measure: (value: unknown) => number): Sequence => ({
    value: (index) => of(rank(index)),
    compare: (index, other) => direction * (measure(of(rank(index))) - measure(other)),
  });
  if (kinds.has('integer') || kinds.has('number')) {
    const [first, step] = numbersOf(target ?? schema, total, samples[0]);
    return sequence((at) => first + at * step, Number);
  }
  if (!kinds.has('string') && !kinds.has('unknown')) return undefined;
  const time = (value: unknown): number => Date.parse(String(value));
  const { format, rules } = target ?? schema;
  const shown = time(samples[0]);
  const start = Number.isNaN(shown) ? START : shown;
  if (format === 'date-time') return sequence((at) => new Date(start + at * SECOND).toISOString(), time);
  if (format === 'date') return sequence((at) => new Date(start + at * DAY).toISOString().slice(0, 10), time);
  const texts = samples.filter((value) => typeof value === 'string');
  const text = createTextSequence({ name, total, rules: { ...rules, format }, samples: texts });
  return {
    value: (index) => text(rank(index)),
    compare(index, other) {
      const own = text(rank(index));
      if (typeof other !== 'string') return Number.NaN;
      return own === other ? 0 : direction * (own < other ? -1 : 1);
    },
  };
}

/** Returns the first number and the step of a sequence within the bounds of a schema. */
function numbersOf({ minimum, maximum = Infinity, rules }: Schema, total: number, shown?: JsonValue): [number, number] {
  const step = rules?.multipleOf ?? 1;
  const lowest = Math.max(1, Math.ceil((minimum ?? 1) / step)) * step;
  const first = typeof shown === 'number' && Number.isInteger(shown) ? shown : lowest;
  const fits = first >= (minimum ?? first) && first % step === 0 && first + total * step <= maximum;
  return [fits ? first : lowest, step];
}

/** Returns the only member of a union that is not null, or the schema itself. */
export function unwrapNullable(schema: Schema, schemas: Schemas): Schema | undefined {
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
