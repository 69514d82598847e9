import type { Schema } from '../model/schema.ts';
import { dereference, type JsonKind, kindsOf, type Schemas } from '../model/schema-kinds.ts';
import type { JsonValue } from '../shared/json.ts';

/** One place in a request or a response, as the document describes it. */
export interface Place {
  /** Wire name, without the names of the objects around it. */
  readonly name: string;
  readonly words: readonly string[];
  readonly schema: Schema;
  readonly kinds: ReadonlySet<JsonKind>;
  /** Descriptions and titles, lower case. */
  readonly text: string;
  readonly format: string | undefined;
  readonly example: JsonValue | undefined;
  readonly isEnum: boolean;
  /** True if all values of the enum are numbers, even if they are written as texts. */
  readonly isNumericEnum: boolean;
}

/** Only the start of a description is searched: it says what a field is for, and some descriptions are manuals. */
const MAX_TEXT = 1500;

/** Reads the description of a place from its schema and the schemas that it refers to. */
export function describePlace(
  name: string,
  words: readonly string[],
  schema: Schema,
  schemas: Schemas,
  description = '',
): Place {
  const parts = partsOf(schema, schemas);
  const kinds = kindsOf(schema, schemas);
  const choices = parts.flatMap((part) => (part.kind === 'enum' && part.values.length > 1 ? part.values : []));
  return {
    name,
    words,
    schema,
    kinds: new Set([...kinds].filter((kind) => kind !== 'null')),
    text: [description, ...parts.flatMap((part) => [part.title ?? '', part.description ?? ''])]
      .join('\n')
      .slice(0, MAX_TEXT)
      .toLowerCase(),
    format: parts.map((part) => part.format).find((format) => format !== undefined),
    example: parts.map((part) => part.example).find((example) => example !== undefined),
    isEnum: choices.length > 1,
    isNumericEnum: choices.length > 1 && choices.every((value) => value !== '' && Number.isFinite(Number(value))),
  };
}

/** Returns the schema, the target of its reference, and the members of a nullable or combined schema. */
function partsOf(schema: Schema, schemas: Schemas): Schema[] {
  const target = dereference(schema, schemas);
  const parts = target === undefined || target === schema ? [schema] : [schema, target];
  if (target?.kind !== 'union' && target?.kind !== 'intersection') return parts;
  return [
    ...parts,
    ...target.members.map((member) => dereference(member, schemas)).filter((part) => part !== undefined),
  ];
}

const NUMBERS: readonly JsonKind[] = ['integer', 'number', 'unknown'];

export function isNumber({ kinds }: Place): boolean {
  return NUMBERS.some((kind) => kinds.has(kind));
}

/** True for numbers and for texts that can be numbers: many documents declare every parameter as `string`. */
export function isCountable(place: Place): boolean {
  return isNumber(place) || (place.kinds.has('string') && !isDateTime(place) && place.format !== 'uuid');
}

export function isText({ kinds }: Place): boolean {
  return kinds.has('string') || kinds.has('unknown');
}

export function isFlag({ kinds }: Place): boolean {
  return kinds.has('boolean');
}

/** True for dates and times, by the format, name or description. */
export function isDateTime({ format, text, name }: Place): boolean {
  if (format !== undefined && /^(?:date|time|unix-?time|timestamp)/.test(format)) return true;
  return (
    /(?:_at|_on|date|time|timestamp)$/i.test(name) ||
    /\b(?:date|datetime|timestamps?|time range|iso ?-?8601|rfc ?-?3339|epoch|unix time)\b/.test(text)
  );
}
