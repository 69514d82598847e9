import { itemSchemaOf, type PageResponse } from '../model/page-response.ts';
import type { Schema } from '../model/schema.ts';
import { dereference, kindsOf, type Schemas } from '../model/schema-kinds.ts';
import { formatPointer, type JsonPointer } from '../shared/json.ts';
import { describePlace, type Place } from './place.ts';
import { propertiesOf } from './properties.ts';
import { wordsOf } from './words.ts';

/** A value of a response that is no array and no object with declared properties, or a header. */
export interface ResponsePlace extends Place {
  readonly in: 'body' | 'header';
  readonly pointer: JsonPointer;
  readonly parent: JsonPointer;
  /** Words of the object that it stands in; none at the top. */
  readonly parentWords: readonly string[];
  readonly depth: number;
  /** The names beside it. */
  readonly siblings: readonly string[];
}

/** An array of a response that may be the page's items. */
export interface ResponseArray extends Place {
  readonly pointer: JsonPointer;
  readonly parentWords: readonly string[];
  readonly parent: JsonPointer;
  readonly depth: number;
  readonly required: boolean;
  /** The names beside it, and its own. */
  readonly siblings: readonly string[];
  readonly item: Schema;
}

export interface ResponseShape {
  readonly values: readonly ResponsePlace[];
  readonly arrays: readonly ResponseArray[];
  readonly headers: readonly ResponsePlace[];
}

/** Envelopes nest, but pages lie no deeper than this: below, lists belong to a part of one thing. */
const MAX_DEPTH = 4;

/** A body of more parts than this is one big thing; what comes later is deep inside it. */
const MAX_PLACES = 300;

interface Part {
  readonly schema: Schema;
  readonly tokens: readonly string[];
  readonly required: boolean;
  readonly siblings: readonly string[];
}

/** All values, arrays and headers of a response, arrays not entered; those nearest to the top first. */
export function responseShape({ response, body: schema }: PageResponse, schemas: Schemas): ResponseShape {
  const values: ResponsePlace[] = [];
  const arrays: ResponseArray[] = [];
  const queue: Part[] = [{ schema, tokens: [], required: true, siblings: [] }];
  for (let index = 0; index < Math.min(queue.length, MAX_PLACES); index++) {
    const part = queue[index]!;
    const place = placeOf(part, schemas);
    const item = place.kinds.has('array') ? itemSchemaOf(part.schema, schemas) : undefined;
    const parts = item === undefined ? partsOf(part, schemas) : [];
    if (item !== undefined) arrays.push({ ...place, required: part.required, siblings: part.siblings, item });
    else if (parts.length === 0) values.push({ ...place, in: 'body', siblings: part.siblings });
    queue.push(...parts);
  }
  const headers = response.headers.map(({ name, schema: header }) => headerPlace(name, header, schemas));
  return { values, arrays, headers };
}

function placeOf({ schema, tokens }: Part, schemas: Schemas) {
  const parents = tokens.slice(0, -1);
  const name = tokens.at(-1) ?? '';
  return {
    ...describePlace(name, wordsOf(name), schema, schemas),
    pointer: formatPointer(tokens),
    parent: formatPointer(parents),
    parentWords: wordsOf(parents.at(-1) ?? ''),
    depth: tokens.length,
  };
}

function partsOf({ schema, tokens }: Part, schemas: Schemas): Part[] {
  if (tokens.length >= MAX_DEPTH) return [];
  const properties = propertiesOf(schema, schemas);
  const siblings = properties.map(({ name }) => name);
  return properties.map((property) => ({
    schema: property.schema,
    tokens: [...tokens, property.name],
    required: property.required,
    siblings,
  }));
}

function headerPlace(name: string, schema: Schema, schemas: Schemas): ResponsePlace {
  const place = describePlace(name, wordsOf(name), schema, schemas);
  return { ...place, in: 'header', pointer: '', parent: '', parentWords: [], depth: 1, siblings: [] };
}

/** Whether items of this schema are things with fields, rather than texts, numbers or lists. */
export function isThing(item: Schema, schemas: Schemas): boolean {
  const target = dereference(item, schemas);
  return target !== undefined && kindsOf(target, schemas).has('object');
}
