import { collectItems } from '../../../templates/runtime/fields/collect-items.js';
import { isJsonMediaType } from '../../model/media-type.ts';
import type { MediaType, Operation, Response } from '../../model/operation.ts';
import { pageResponseOf } from '../../model/page-bodies.ts';
import type { Schema } from '../../model/schema.ts';
import { type SchemaLookup, schemaAt } from '../../model/schema-at.ts';
import { dereference, type Schemas } from '../../model/schema-kinds.ts';
import type { Strategy } from '../../model/strategy.ts';
import type { JsonValue } from '../../shared/json.ts';
import { examplesOf } from './sampler.ts';

/** Returns the JSON content of a response or request body. */
export function jsonContentOf({ content }: Pick<Response, 'content'>): MediaType | undefined {
  return content.find(({ mediaType }) => isJsonMediaType(mediaType));
}

/** Returns the bodies that a document shows: at the media type, otherwise at its schema. */
export function exampleBodies(content: MediaType, schemas: Schemas): readonly JsonValue[] {
  return content.examples ?? schemaExamples(content.schema, schemas);
}

/** Returns the items of a list that a document shows: in bodies, at the array, or at the schema of an item. */
export function exampleItems(
  operation: Operation,
  { item, response }: Strategy,
  schemas: Schemas,
): readonly JsonValue[] {
  const content = jsonContentOf(pageResponseOf(operation)?.response ?? { content: [] });
  const { items } = response;
  if (content === undefined || items.in === 'header') return [];
  const { map = false, each } = items;
  const read = collectItems(items.pointer, { map, isEachOptional: true, ...(each && { each: each.pointer }) }).read;
  const inBodies = exampleBodies(content, schemas).map((body) => read({ body, status: 200, headers: new Headers() }));
  const isArray = !map && each === undefined;
  const array: SchemaLookup | undefined = isArray ? schemaAt(content.schema, items.pointer, schemas) : undefined;
  const shown = [...inBodies, ...(array?.found ? schemaExamples(array.schema, schemas) : [])].flatMap((list) =>
    Array.isArray(list) ? (list as readonly JsonValue[]) : [],
  );
  return shown.length > 0 ? shown : schemaExamples(item, schemas);
}

/** Returns the examples of a schema, otherwise those of the schema that it refers to. */
function schemaExamples(schema: Schema, schemas: Schemas): readonly JsonValue[] {
  const own = examplesOf(schema, schemas);
  if (own.length > 0) return own;
  const target = dereference(schema, schemas);
  return target === undefined || target === schema ? [] : examplesOf(target, schemas);
}
