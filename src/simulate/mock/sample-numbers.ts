import type { Schema } from '../../model/schema.ts';
import type { ObjectSchema } from './sample-texts.ts';

/** Number of different fractions for a property. */
const NUMBERS = 20;
/** The range of numbers without bounds, and the least number of decimals of fractions. */
const RANGE = 1000;
const CENT = 0.01;

/** Returns a schema for numbers within the bounds that are multiples as declared. Other fractions have two decimals. */
export function numberSchema(schema: Schema): ObjectSchema {
  const type = schema.kind === 'integer' ? 'integer' : 'number';
  const step = schema.rules?.multipleOf ?? (type === 'integer' ? 1 : CENT);
  const [minimum, maximum] = rangeOf(schema);
  if (type === 'integer' && step === 1) return { type, minimum: Math.ceil(minimum), maximum: Math.floor(maximum) };
  const first = firstMultiple(minimum, step, schema.exclusiveMinimum);
  const last = -firstMultiple(-maximum, step, negated(schema.exclusiveMaximum));
  if (!(step > 0) || !(first <= last)) return { type, minimum, maximum };
  const count = Math.min(NUMBERS, last - first + 1);
  const multiples = Array.from({ length: count }, (_, index) => first + Math.floor(((last - first) * index) / count));
  return { type, enum: [...new Set(multiples.map((multiple) => round(multiple * step, step)))] };
}

function rangeOf({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }: Schema): [number, number] {
  const low = minimum ?? exclusiveMinimum;
  const high = maximum ?? exclusiveMaximum;
  const least = low ?? Math.min(0, high ?? 0);
  return [least, Math.max(least, high ?? least + RANGE)];
}

/** Returns the number of steps to the first multiple at or after a bound, or after an exclusive one. */
function firstMultiple(bound: number, step: number, exclusive: number | undefined): number {
  const first = Math.ceil(round(bound / step, CENT * CENT));
  return exclusive !== undefined && first * step <= exclusive ? Math.floor(exclusive / step) + 1 : first;
}

function negated(value: number | undefined): number | undefined {
  return value === undefined ? undefined : -value;
}

/** Rounds to the decimals of a step, since 0.01 * 627 is not 6.27 in binary. */
function round(value: number, step: number): number {
  const [, decimals = '', exponent = '0'] = /^\d+(?:\.(\d+))?(?:e-(\d+))?$/.exec(String(step)) ?? [];
  return Number(value.toFixed(Math.min(100, decimals.length + Number(exponent))));
}
