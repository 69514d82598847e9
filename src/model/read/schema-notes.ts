import {
  elementsOf,
  isJsonObject,
  type JsonValue,
  type Located,
  memberOf,
  membersOf,
  valueIn,
} from '../../shared/json.ts';
import type { NumberNote, SchemaNotes, ValueRules } from '../schema.ts';
import type { Context } from './context.ts';
import { booleanIn, numberIn, type OpenApiField, stringIn } from './expect.ts';
import { readExternalDocs } from './info.ts';
import { hasRounded, textual, textWithDigits } from './value-text.ts';
import { writtenText } from './written-text.ts';

type Notes = { -readonly [Name in keyof SchemaNotes]: SchemaNotes[Name] };
type Rules = { -readonly [Name in keyof ValueRules]: ValueRules[Name] };

/** Reads the notes of a Schema Object: all fields that do not affect its type. */
export function readNotes(ctx: Context, node: Located): SchemaNotes {
  const notes: Notes = { location: node.location };
  if (!isJsonObject(node.value)) return notes;
  // Most schemas have one or two notes. Looking up every possible note would take longer than reading the rest.
  for (const key of Object.keys(node.value)) addNote(notes, ctx, node, key);
  for (const key of NUMBER_NOTES) addDigits(notes, ctx, node, key);
  return notes;
}

function addNote(notes: Notes, ctx: Context, node: Located, key: string): void {
  switch (key) {
    case 'title':
    case 'description':
    case 'format':
      setNote(notes, key, stringIn(ctx, node, key));
      break;
    case 'deprecated':
    case 'readOnly':
    case 'writeOnly':
      setNote(notes, key, booleanIn(ctx, node, key));
      break;
    case 'default':
      setNote(notes, key, textual(ctx, node, key) ?? (valueIn(node, key) as JsonValue));
      break;
    case 'example':
    case 'examples':
      setNote(notes, 'example', textual(ctx, node, 'example') ?? exampleIn(node));
      addRule(notes, node, 'examples');
      break;
    case 'pattern':
    case 'minLength':
    case 'maxLength':
    case 'multipleOf':
    case 'minItems':
    case 'maxItems':
      addRule(notes, node, key);
      break;
    case 'externalDocs':
      setNote(notes, key, readExternalDocs(ctx, node));
      break;
    case 'minimum':
    case 'exclusiveMinimum':
      setNote(notes, 'minimum', readBound(ctx, node, 'minimum', 'exclusiveMinimum', 1));
      setNote(notes, 'exclusiveMinimum', readExclusive(node, 'minimum', 'exclusiveMinimum'));
      break;
    case 'maximum':
    case 'exclusiveMaximum':
      setNote(notes, 'maximum', readBound(ctx, node, 'maximum', 'exclusiveMaximum', -1));
      setNote(notes, 'exclusiveMaximum', readExclusive(node, 'maximum', 'exclusiveMaximum'));
      break;
  }
}

const NUMBER_NOTES: readonly NumberNote[] = ['default', 'example', 'minimum', 'maximum'];

/** Keeps the digits of a number that JavaScript rounds. */
function addDigits(notes: Notes, ctx: Context, node: Located, key: NumberNote): void {
  if (!hasRounded(notes[key])) return;
  const text = key === 'minimum' || key === 'maximum' ? boundText(ctx, node, key) : noteText(ctx, node, key);
  if (text !== undefined) notes.digits = { ...notes.digits, [key]: text };
}

function noteText(ctx: Context, node: Located, key: 'default' | 'example'): string | undefined {
  const examples = key === 'example' ? memberOf(node, 'examples') : undefined;
  const member = memberOf(node, key) ?? (examples && elementsOf(examples)[0]);
  return member && textWithDigits(ctx, member);
}

/** Returns the digits of an inclusive bound, which an exclusive bound of an integer can give too. */
function boundText(ctx: Context, node: Located, key: 'minimum' | 'maximum'): string | undefined {
  const textOf = (name: OpenApiField): string | undefined => {
    const member = memberOf(node, name);
    return typeof member?.value === 'number' ? (writtenText(ctx, member) ?? String(member.value)) : undefined;
  };
  const bound = textOf(key);
  const exclusive = textOf(exclusiveKeyOf(key));
  if (exclusive === undefined && valueIn(node, exclusiveKeyOf(key)) !== true) return bound;
  if (!isInteger(node)) return bound;
  const step = key === 'minimum' ? 1n : -1n;
  const isWhole = [bound, exclusive].every((text) => text === undefined || /^-?\d+$/.test(text));
  if (!isWhole) return undefined;
  const bounds = [
    ...(bound === undefined ? [] : [BigInt(bound) + (exclusive === undefined ? step : 0n)]),
    ...(exclusive === undefined ? [] : [BigInt(exclusive) + step]),
  ];
  return bounds.reduce((a, b) => (a > b === step > 0n ? a : b)).toString();
}

function exclusiveKeyOf(key: 'minimum' | 'maximum'): 'exclusiveMinimum' | 'exclusiveMaximum' {
  return key === 'minimum' ? 'exclusiveMinimum' : 'exclusiveMaximum';
}

function setNote<Name extends keyof Notes>(notes: Notes, name: Name, value: Notes[Name] | undefined): void {
  if (value !== undefined) notes[name] = value;
}

/** Adds a rule, unless its value has the wrong type: types do not depend on rules, so nothing is reported. */
function addRule(notes: Notes, node: Located, key: keyof ValueRules): void {
  const value = valueIn(node, key);
  const rules: Rules = { ...notes.rules };
  if (key === 'pattern') {
    if (typeof value === 'string') rules.pattern = value;
  } else if (key === 'examples') {
    if (Array.isArray(value) && value.length > 1) rules.examples = value as JsonValue[];
  } else if (typeof value === 'number') {
    rules[key] = value;
  }
  if (Object.keys(rules).length > 0) notes.rules = rules;
}

/** Returns the notes about the values themselves. They stay with a type that becomes part of a union with null. */
export function valueNotes({
  format,
  minimum,
  maximum,
  exclusiveMinimum,
  exclusiveMaximum,
  rules,
  digits,
  location,
}: SchemaNotes): SchemaNotes {
  const notes: Notes = { location };
  setNote(notes, 'format', format);
  setNote(notes, 'minimum', minimum);
  setNote(notes, 'maximum', maximum);
  setNote(notes, 'exclusiveMinimum', exclusiveMinimum);
  setNote(notes, 'exclusiveMaximum', exclusiveMaximum);
  setNote(notes, 'rules', rules);
  setNote(notes, 'digits', digits);
  return notes;
}

/**
 * Returns `example`, otherwise the first of JSON Schema's `examples`. An object in `examples` is the OpenAPI form,
 * which does not belong in a schema.
 */
function exampleIn(node: Located): JsonValue | undefined {
  const example = valueIn(node, 'example') as JsonValue | undefined;
  if (example !== undefined) return example;
  const examples = valueIn(node, 'examples');
  return Array.isArray(examples) ? (examples[0] as JsonValue | undefined) : undefined;
}

/**
 * Returns the examples of a Media Type, Header or Parameter Object: `example`, otherwise the values of the named
 * `examples`. External examples are skipped.
 */
export function namedExamplesIn(ctx: Context, node: Located): readonly JsonValue[] {
  const example = exampleIn(node);
  if (example !== undefined) return [example];
  const examples = memberOf(node, 'examples');
  if (examples === undefined) return [];
  return membersOf(examples).flatMap(([, reference]) => {
    const target = ctx.document.follow(reference);
    const value = target && valueIn(target, 'value');
    return value === undefined ? [] : [value as JsonValue];
  });
}

/**
 * Returns an inclusive bound. Turns an exclusive bound of an integer (a flag in 3.0, a number in 3.1) into the next
 * one.
 */
function readBound(
  ctx: Context,
  node: Located,
  key: OpenApiField,
  exclusiveKey: OpenApiField,
  step: 1 | -1,
): number | undefined {
  const bound = numberIn(ctx, node, key);
  const exclusive = valueIn(node, exclusiveKey);
  if (!isInteger(node)) return bound;
  if (exclusive === true && bound !== undefined) return bound + step;
  if (typeof exclusive !== 'number') return bound;
  const inside = exclusive + step;
  return bound === undefined ? inside : step === 1 ? Math.max(bound, inside) : Math.min(bound, inside);
}

/** Returns an exclusive bound of a schema that also allows fractions, for which no next number exists. */
function readExclusive(
  node: Located,
  key: 'minimum' | 'maximum',
  exclusiveKey: 'exclusiveMinimum' | 'exclusiveMaximum',
): number | undefined {
  if (isInteger(node)) return undefined;
  const exclusive = valueIn(node, exclusiveKey);
  const bound = exclusive === true ? valueIn(node, key) : exclusive;
  return typeof bound === 'number' ? bound : undefined;
}

function isInteger(node: Located): boolean {
  const types = [valueIn(node, 'type')].flat();
  return types.includes('integer') && !types.includes('number');
}
