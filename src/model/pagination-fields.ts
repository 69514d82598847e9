import { formatPointer, type JsonPointer, parsePointer } from '../shared/json.ts';
import type { Schema } from './schema.ts';
import { schemaAt } from './schema-at.ts';
import type { Schemas } from './schema-kinds.ts';
import type { RequestField } from './strategy.ts';

/** What a value under `request` means. */
export type RequestExpression =
  | { readonly in: 'query' | 'header'; readonly name: string }
  | { readonly in: 'body'; readonly pointer: JsonPointer };

/** What a value under `response` means. */
export type ResponseExpression =
  | { readonly in: 'header'; readonly name: string }
  | { readonly in: 'body'; readonly pointer: JsonPointer };

/**
 * Reads a request expression: `$request.query.X`, `$request.header.X`, `$request.body#/X`, a JSON Pointer into the
 * body, or a literal name, which is looked for in `bare`.
 *
 * @returns undefined for text that is none of these
 */
export function parseRequestExpression(text: string, bare: 'query' | 'header' | 'body'): RequestExpression | undefined {
  if (text.startsWith('$response.')) return undefined;
  const parameter = /^\$request\.(query|header)\.(.+)$/s.exec(text);
  if (parameter) return { in: parameter[1] as 'query' | 'header', name: parameter[2]! };
  if (text.startsWith('$request.body#/')) return bodyPlace(text.slice('$request.body#'.length));
  if (text.startsWith('$request.') || text === '') return undefined;
  if (text.startsWith('/')) return bodyPlace(text);
  return bare === 'body' ? { in: 'body', pointer: formatPointer([text]) } : { in: bare, name: text };
}

/**
 * Reads a response expression: `$response.body`, `$response.body#/X`, `$response.header.X`, a JSON Pointer into the
 * body, or the literal name of a member of the body.
 *
 * @returns undefined for text that is none of these
 */
export function parseResponseExpression(text: string): ResponseExpression | undefined {
  if (text.startsWith('$request.')) return undefined;
  if (text === '$response.body') return { in: 'body', pointer: '' };
  if (text.startsWith('$response.body#')) return bodyPlace(text.slice('$response.body#'.length));
  const header = /^\$response\.header\.(.+)$/s.exec(text);
  if (header) return { in: 'header', name: header[1]! };
  if (text.startsWith('$response.') || text === '') return undefined;
  return bodyPlace(text.startsWith('/') ? text : formatPointer([text]));
}

/** Reads a place inside an item: a JSON Pointer (`''`: the item itself) or the literal name of a member. Undefined for text that is neither. */
export function parseItemPointer(text: string): JsonPointer | undefined {
  if (text.startsWith('$request.') || text.startsWith('$response.')) return undefined;
  if (text !== '' && !text.startsWith('/')) return formatPointer([text]);
  return parsePointer(text) === undefined ? undefined : text;
}

function bodyPlace(pointer: string): { in: 'body'; pointer: JsonPointer } | undefined {
  return parsePointer(pointer) === undefined ? undefined : { in: 'body', pointer };
}

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
