import { formatPointer } from './json-pointer.ts';
import type { RequestField } from './pagination.ts';
import type { Schema } from './schema.ts';
import { schemaAt } from './schema-at.ts';
import type { Schemas } from './schema-kinds.ts';

/** What the document declares at the place of a request field; undefined where it declares nothing. */
export function schemaOfRequestField(field: RequestField, schemas: Schemas): Schema | undefined {
  if (field.in === 'body') return field.schema;
  if (field.property === undefined) return field.parameter.schema;
  const lookup = schemaAt(field.parameter.schema, formatPointer([field.property]), schemas);
  return lookup.found ? lookup.schema : undefined;
}

/** Whether no request is complete without the field. */
export function isRequiredField(field: RequestField, schemas: Schemas): boolean {
  if (field.in === 'body') return field.required === true;
  if (!field.parameter.required || field.property === undefined) return field.parameter.required;
  const lookup = schemaAt(field.parameter.schema, formatPointer([field.property]), schemas);
  return lookup.found && !lookup.optional;
}

/** The field in words: the query parameter `_skip`. */
export function describeRequestField(field: RequestField): string {
  if (field.in === 'body') return `\`${field.pointer}\` of the request body`;
  const parameter = `the ${field.parameter.in} parameter \`${field.parameter.name}\``;
  return field.property === undefined ? parameter : `\`${field.property}\` of ${parameter}`;
}
