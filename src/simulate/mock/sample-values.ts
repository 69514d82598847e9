import type { JsonSchema } from 'json-schema-faker';
import type { Schema, ValueRules } from '../../model/schema.ts';

/** A JSON Schema that is not a boolean. */
export type ObjectSchema = Exclude<JsonSchema, boolean>;

/** Creates a value of a JSON Schema. The same schema and seed always result in the same value. */
export type Generate = (schema: JsonSchema, seed: number) => unknown;

/** Rules for a text, with its format. */
export interface TextRules extends ValueRules {
  readonly format?: string | undefined;
}

/** Number of different texts for a property. */
const TEXTS = 20;
/** Longer patterns and texts are not checked. */
const MAX_LENGTH = 300;

/** Formats that the sampling library knows. */
const FORMATS = new Set([
  'date-time',
  'date',
  'time',
  'duration',
  'email',
  'idn-email',
  'hostname',
  'idn-hostname',
  'uri',
  'uri-reference',
  'iri',
  'iri-reference',
  'ipv4',
  'ipv6',
  'uuid',
  'json-pointer',
]);

/** Formats that the library does not know, as functions of the number of a text. */
const OWN_FORMATS: Readonly<Record<string, (index: number) => string>> = {
  url: (index) => `https://example.com/${index}`,
  byte: (index) => btoa(`sample ${index}`),
  base64: (index) => btoa(`sample ${index}`),
  decimal: (index) => `${index}.50`,
  int64: (index) => String(index),
  int32: (index) => String(index),
  'date-time-rfc1123': (index) => new Date(Date.UTC(2024, 0, index)).toUTCString(),
  unixtime: (index) => String(1_704_067_200 + index),
};

/** Returns a schema for texts that follow the rules. Texts without rules contain their name, such as `city 7`. */
export function textSchema(name: string, rules: TextRules, generate: Generate): ObjectSchema {
  const { format = '', pattern } = rules;
  if (FORMATS.has(format) && pattern === undefined) return { type: 'string', format };
  const texts = sampleTexts(name, rules, generate);
  return { type: 'string', enum: [...texts] };
}

/** Returns different texts that follow the rules, or texts that do not if none can be found. */
function sampleTexts(name: string, rules: TextRules, generate: Generate): readonly string[] {
  const { format = '', pattern } = rules;
  const numbers = Array.from({ length: TEXTS }, (_, index) => index + 1);
  const plain = numbers.map(OWN_FORMATS[format] ?? ((index) => plainText(name, index, rules)));
  if (pattern === undefined || !isSafePattern(pattern)) return plain;
  const schema: JsonSchema = { type: 'string', pattern: withoutClasses(pattern), ...lengthsOf(rules) };
  const isValid = createTextCheck(rules);
  // A plain text reads better than a random one.
  const texts = [...plain, ...numbers.map((seed) => String(generate(schema, seed)))].filter(isValid);
  return texts.length === 0 ? plain : [...new Set(texts)];
}

/** Creates a function that tests whether a text follows the pattern and the lengths. */
export function createTextCheck({
  pattern,
  minLength = 0,
  maxLength = Infinity,
}: ValueRules): (text: string) => boolean {
  const expression = pattern !== undefined && isSafePattern(pattern) ? compile(pattern) : undefined;
  return (text) => {
    // JSON Schema counts characters, not UTF-16 code units.
    const length = [...text].length;
    if (length < minLength || length > maxLength) return false;
    return expression === undefined || (text.length <= MAX_LENGTH && expression.test(text));
  };
}

/** Returns a text of name and number, such as `city 7`, shortened or prolonged as the rules ask. */
function plainText(name: string, index: number, { minLength = 0, maxLength = Infinity }: ValueRules): string {
  const head = name.slice(0, Math.max(0, maxLength - `${index}`.length - 1));
  const text = head === '' ? `${index}`.slice(-maxLength) : `${head} ${index}`;
  return text.padEnd(Math.min(minLength, MAX_LENGTH), ` ${name || 'text'}`);
}

function lengthsOf({ minLength, maxLength }: ValueRules): ObjectSchema {
  return { ...(minLength !== undefined && { minLength }), ...(maxLength !== undefined && { maxLength }) };
}

/** False for patterns that take very long to match or that describe very long texts. */
function isSafePattern(pattern: string): boolean {
  const counts = [...pattern.matchAll(/\{(\d+)(?:,(\d*))?\}/g)].flatMap(([, low, high]) => [
    Number(low),
    Number(high || 0),
  ]);
  return pattern.length <= MAX_LENGTH && !/[+*}]\)+[+*{]/.test(pattern) && counts.every((count) => count <= MAX_LENGTH);
}

/** Compiles a pattern of a document, which is not always valid in Unicode mode. */
function compile(pattern: string): RegExp | undefined {
  for (const flags of ['u', '']) {
    try {
      return new RegExp(pattern, flags);
    } catch {
      // Patterns of other languages are ignored.
    }
  }
  return undefined;
}

const CLASSES: Readonly<Record<string, string>> = { L: 'A-Za-z', Lu: 'A-Z', Ll: 'a-z', N: '0-9', Nd: '0-9', P: '._-' };

/** Replaces Unicode classes such as `\p{L}` by ASCII ranges: the library reads them as plain characters. */
function withoutClasses(pattern: string): string {
  let isInSet = false;
  return pattern.replace(/\\p\{(\w+)\}|\\.|[[\]]/g, (token, name: string | undefined) => {
    if (token === '[') isInSet = true;
    if (token === ']') isInSet = false;
    const range = name === undefined ? undefined : (CLASSES[name] ?? 'A-Za-z');
    if (range === undefined) return token;
    return isInSet ? range : `[${range}]`;
  });
}

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
