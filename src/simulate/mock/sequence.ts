import type { Schema } from '../../model/schema.ts';
import { dereference, kindsOf, type Schemas } from '../../model/schema-kinds.ts';
import type { JsonValue } from '../../shared/json.ts';
import { createTextCheck, type TextRules } from './sample-values.ts';

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
  if (!kinds.has('string') && !kinds.has('unknown')) return arraySequence(target, schemas, options);
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

/** Creates a sequence of arrays with one value, such as the sort values of a search. */
function arraySequence(target: Schema | undefined, schemas: Schemas, options: SequenceOptions): Sequence | undefined {
  if (target?.kind !== 'array') return undefined;
  const samples = options.samples.flatMap((sample) => (Array.isArray(sample) ? sample.slice(0, 1) : []));
  const inner = createSequence(target.items, schemas, { ...options, samples });
  return (
    inner && {
      value: (index) => [inner.value(index)],
      compare: (index, other) => (Array.isArray(other) ? inner.compare(index, other[0]) : Number.NaN),
    }
  );
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

/** Returns the text at a rank. Later texts sort after earlier ones. */
export type TextAt = (rank: number) => string;

export interface TextSequenceOptions {
  /** Prefix of texts without rules. */
  readonly name: string;
  readonly total: number;
  readonly rules: TextRules;
  /** Values that the document shows or that follow the rules. The first text is the first of them, if possible. */
  readonly samples: readonly string[];
}

const UUID = /^([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-)([0-9a-f]{12})$/i;
const LAST_NODE = 16 ** 12;
/** Number of digits of counters, unless the rules allow fewer only. */
const DIGITS = 8;

/** Texts around a counter, by the format that they need. */
const FORMATS: Readonly<Record<string, (name: string) => readonly [string, string]>> = {
  email: (name) => [`${name}_`, '@example.com'],
  uri: (name) => [`https://example.com/${name}_`, ''],
  url: (name) => [`https://example.com/${name}_`, ''],
  hostname: (name) => [`${name.replace(/[^a-z0-9]/gi, '')}-`, '.example.com'],
};

/** Characters of a counter, in order. */
const ALPHABETS = ['0123456789', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz'];

/** Creates texts that differ, sort by their rank and follow the rules. If no such texts are found, the rules yield. */
function createTextSequence({ name, total, rules, samples }: TextSequenceOptions): TextAt {
  if (rules.format === 'uuid') return uuidSequence(total, samples);
  const isValid = createTextCheck(rules);
  const [before, after] = FORMATS[rules.format ?? '']?.(name) ?? [`${name}_`, ''];
  const plain: TextAt = (rank) => before + counter(rank + 1, DIGITS) + after;
  const [shown] = samples;
  const continued: TextAt[] =
    shown === undefined || after !== ''
      ? []
      : [(rank) => (rank === 0 ? shown : `${shown}_${counter(rank + 1, DIGITS)}`)];
  const ranks = [0, 1, Math.floor(total / 2), Math.max(0, total - 1)];
  const fits = (text: TextAt): boolean => ranks.every((rank) => isValid(text(rank)));
  for (const text of [...continued, plain, (rank: number) => counter(rank + 1, DIGITS)]) if (fits(text)) return text;
  for (const sample of samples) {
    for (const text of countersIn(sample, total)) if (fits(text)) return text;
  }
  return plain;
}

function uuidSequence(total: number, samples: readonly string[]): TextAt {
  const [, start = '00000000-0000-4000-8000-', node = '0'] = samples.map((text) => UUID.exec(text)).find(Boolean) ?? [];
  const first = Number.parseInt(node, 16) + total < LAST_NODE ? Number.parseInt(node, 16) : 0;
  return (rank) => start.toLowerCase() + (first + rank).toString(16).padStart(12, '0');
}

/**
 * Yields sequences that replace a part of a text by a counter, with the widest parts first. A counter starts at the number
 * that the text shows there.
 */
function* countersIn(sample: string, total: number): Generator<TextAt> {
  for (const alphabet of ALPHABETS) {
    const needed = Math.max(1, Math.ceil(Math.log(total + 1) / Math.log(alphabet.length)));
    for (let width = Math.min(DIGITS, sample.length); width >= needed; width--) {
      for (let start = sample.length - width; start >= 0; start--) {
        const [before, after] = [sample.slice(0, start), sample.slice(start + width)];
        const shown = countOf(sample.slice(start, start + width), alphabet);
        const first = shown + total < alphabet.length ** width ? shown : 0;
        yield (rank) => before + counter(first + rank, width, alphabet) + after;
      }
    }
  }
}

/** Returns the value of a counter's text; 0 for any other text. */
function countOf(text: string, alphabet: string): number {
  let value = 0;
  for (const character of text) {
    const digit = alphabet.indexOf(character);
    if (digit < 0) return 0;
    value = value * alphabet.length + digit;
  }
  return value;
}

function counter(value: number, width: number, alphabet = '0123456789'): string {
  let text = '';
  for (let rest = value; rest > 0; rest = Math.floor(rest / alphabet.length)) {
    text = alphabet.charAt(rest % alphabet.length) + text;
  }
  return text.padStart(width, alphabet.charAt(0));
}
