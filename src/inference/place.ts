import type { Schema } from '../model/schema.ts';
import { dereference, type JsonKind, kindsOf, type Schemas } from '../model/schema-kinds.ts';
import type { JsonValue } from '../shared/json.ts';
import type { ResponseArray, ResponsePlace } from './response-places.ts';
import { hasAny, wordSet } from './words.ts';

/** What the document says of one place in a request or a response. */
export interface Place {
  /** As it goes over the wire, without what it stands in. */
  readonly name: string;
  readonly words: readonly string[];
  readonly schema: Schema;
  readonly kinds: ReadonlySet<JsonKind>;
  /** Descriptions and titles, lower case. */
  readonly text: string;
  readonly format: string | undefined;
  readonly example: JsonValue | undefined;
  readonly isEnum: boolean;
}

/** What a field is for stands at the beginning; whole manuals are read at their expense, not at ours. */
const MAX_TEXT = 1500;

/** Reads what a schema says of a place, its references followed. */
export function describePlace(
  name: string,
  words: readonly string[],
  schema: Schema,
  schemas: Schemas,
  description = '',
): Place {
  const parts = partsOf(schema, schemas);
  const kinds = kindsOf(schema, schemas);
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
    isEnum: parts.some((part) => part.kind === 'enum' && part.values.length > 1),
  };
}

/** The schema, what it refers to, and the members of a nullable or combined one. */
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

/** A number, or text that may well be one: documents often say `string` of every parameter. */
export function isCountable(place: Place): boolean {
  return isNumber(place) || (place.kinds.has('string') && !isMoment(place) && place.format !== 'uuid');
}

export function isText({ kinds }: Place): boolean {
  return kinds.has('string') || kinds.has('unknown');
}

export function isFlag({ kinds }: Place): boolean {
  return kinds.has('boolean');
}

/** A date or time, by its format or in words. */
export function isMoment({ format, text, name }: Place): boolean {
  if (format !== undefined && /^(?:date|time|unix-?time|timestamp)/.test(format)) return true;
  return (
    /(?:_at|_on|date|time|timestamp)$/i.test(name) ||
    /\b(?:date|datetime|timestamps?|time range|iso ?-?8601|rfc ?-?3339|epoch|unix time)\b/.test(text)
  );
}

const ABOUT = wordSet(
  'page pages paging pagination paginate paginator pager cursor cursors meta metadata info summary link links next navigation total hits',
);

/**
 * Whether a field is about the page: it stands at the top, around the list, or in an object that is called so. A
 * `limit` deep inside an account, beside the list, is somebody's credit.
 */
export function isNearby({ parent, parentWords }: ResponsePlace, items: ResponseArray): boolean {
  return parent === '' || items.pointer.startsWith(`${parent}/`) || hasAny(parentWords, ABOUT);
}
