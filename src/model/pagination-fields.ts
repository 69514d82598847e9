import { formatPointer, type JsonPointer, parsePointer } from '../shared/json.ts';
import type { Operation } from './operation.ts';
import type { Parameter } from './parameter.ts';
import type { Schema } from './schema.ts';
import { schemaAt } from './schema-at.ts';
import type { Schemas } from './schema-kinds.ts';
import type { RequestField, ResponseField, Strategy } from './strategy.ts';

/** The place in a request that a value under `request` refers to. */
export type RequestExpression =
  | { readonly in: 'query' | 'header' | 'path'; readonly name: string }
  | { readonly in: 'body'; readonly pointer: JsonPointer };

/** The place in a response that a value under `response` refers to. */
export type ResponseExpression =
  | { readonly in: 'header'; readonly name: string; readonly pointer?: JsonPointer }
  | { readonly in: 'body'; readonly pointer: JsonPointer };

/**
 * Parses a request expression: `$request.query.X`, `$request.header.X`, `$request.path.X`, `$request.body#/X`, a JSON
 * Pointer into the body, or a bare name.
 *
 * @param bare the place that a bare name refers to
 * @returns undefined for any other text
 */
export function parseRequestExpression(text: string, bare: 'query' | 'header' | 'body'): RequestExpression | undefined {
  if (text.startsWith('$response.')) return undefined;
  const parameter = /^\$request\.(query|header|path)\.(.+)$/s.exec(text);
  if (parameter) return { in: parameter[1] as 'query' | 'header' | 'path', name: parameter[2]! };
  if (text.startsWith('$request.body#/')) return bodyPlace(text.slice('$request.body#'.length));
  if (text.startsWith('$request.') || text === '') return undefined;
  if (text.startsWith('/')) return bodyPlace(text);
  return bare === 'body' ? { in: 'body', pointer: formatPointer([text]) } : { in: bare, name: text };
}

/**
 * Parses a response expression: `$response.body`, `$response.body#/X`, `$response.header.X`, `$response.header.X#/Y`, a
 * JSON Pointer into the body, or the bare name of a member of the body.
 *
 * @returns undefined for any other text
 */
export function parseResponseExpression(text: string): ResponseExpression | undefined {
  if (text.startsWith('$request.')) return undefined;
  if (text === '$response.body') return { in: 'body', pointer: '' };
  if (text.startsWith('$response.body#')) return bodyPlace(text.slice('$response.body#'.length));
  const header = /^\$response\.header\.([^#]+)(?:#(\/.*))?$/s.exec(text);
  if (header) return headerPlace(header[1]!, header[2]);
  if (text.startsWith('$response.') || text === '') return undefined;
  return bodyPlace(text.startsWith('/') ? text : formatPointer([text]));
}

/**
 * Parses a place inside an item: a JSON Pointer (`''` is the item itself) or the bare name of a member.
 *
 * @returns undefined for any other text
 */
export function parseItemPointer(text: string): JsonPointer | undefined {
  if (text.startsWith('$request.') || text.startsWith('$response.')) return undefined;
  if (text !== '' && !text.startsWith('/')) return formatPointer([text]);
  return parsePointer(text) === undefined ? undefined : text;
}

function headerPlace(name: string, pointer: string | undefined): ResponseExpression | undefined {
  if (pointer === undefined) return { in: 'header', name };
  return parsePointer(pointer) === undefined ? undefined : { in: 'header', name, pointer };
}

function bodyPlace(pointer: string): { in: 'body'; pointer: JsonPointer } | undefined {
  return parsePointer(pointer) === undefined ? undefined : { in: 'body', pointer };
}

/** Returns the schema that the document declares for a request field, or undefined if it declares none. */
export function schemaOfRequestField(field: RequestField, schemas: Schemas): Schema | undefined {
  if (field.in === 'body') return field.schema;
  if (field.property === undefined) return field.parameter.schema;
  const lookup = schemaAt(field.parameter.schema, formatPointer([field.property]), schemas);
  return lookup.found ? lookup.schema : undefined;
}

/** True if every request needs the field. */
export function isRequiredField(field: RequestField, schemas: Schemas): boolean {
  if (field.in === 'body') return field.required === true;
  if (!field.parameter.required || field.property === undefined) return field.parameter.required;
  const lookup = schemaAt(field.parameter.schema, formatPointer([field.property]), schemas);
  return lookup.found && !lookup.optional;
}

/** Returns the fields of a request that select a page; none if the position is a URL. */
export function positionFields({ request, cursorParts }: Pick<Strategy, 'request' | 'cursorParts'>): RequestField[] {
  const position = request.offset ?? request.page ?? request.cursor;
  return position === undefined ? (cursorParts ?? []).map(({ field }) => field) : [position];
}

/** Describes a request field in a message: the query parameter `_skip`. */
export function describeRequestField(field: RequestField): string {
  if (field.in === 'body') return `\`${field.pointer}\` of the request body`;
  const parameter = `the ${field.parameter.in} parameter \`${field.parameter.name}\``;
  return field.property === undefined ? parameter : `\`${field.property}\` of ${parameter}`;
}

/** Describes a response field: the header `Link`, `/data` or the whole body. */
export function describeResponseField(field: ResponseField): string {
  if (field.in === 'header') {
    const header = `the header \`${field.name}\``;
    return field.pointer === undefined ? header : `\`${field.pointer}\` in ${header}`;
  }
  return field.pointer === '' ? 'the whole body' : `\`${field.pointer}\``;
}

/** Returns the name that the field has in a request. */
export function wireName(field: RequestField): string {
  if (field.in === 'body') return field.pointer;
  return field.property === undefined ? field.parameter.name : `${field.parameter.name}[${field.property}]`;
}

/** Returns a text that is equal for fields that clients read from the same place. */
export function readFrom(field: ResponseField): string {
  return field.in === 'header' ? `header ${field.name.toLowerCase()}${field.pointer ?? ''}` : field.pointer;
}

/** True for the header `Content-Range`, whose text ends with a total: `items 0-9/57`. */
export function isContentRange(field: ResponseField): boolean {
  return field.in === 'header' && field.pointer === undefined && field.name.toLowerCase() === 'content-range';
}

/** The flag that says whether a page is the last one. */
export interface EndFlag {
  readonly key: 'hasMore' | 'isLast';
  readonly field: ResponseField;
  /** The flag's value on the last page. */
  readonly last: boolean;
}

/** Returns the flag of a strategy; undefined if it declares none. */
export function endFlagOf({ hasMore, isLast }: Strategy['response']): EndFlag | undefined {
  if (hasMore !== undefined) return { key: 'hasMore', field: hasMore, last: false };
  return isLast && { key: 'isLast', field: isLast, last: true };
}

/** True for the styles whose positions the client computes. */
export function isCounted({ style }: Pick<Strategy, 'style'>): boolean {
  return style === 'offset' || style === 'page';
}

/** False if a part of a split walk, which ends at an item, could not be cut: an offset that counts groups cannot say where. */
export function isSplittable({ style, response }: Strategy): boolean {
  return style !== 'offset' || response.items.counts !== 'groups';
}

/**
 * Returns the path parameters of the next operation that may take the link: those that the first one does not have. An
 * operation that is its own next one takes links in the parameter that is sent unencoded.
 */
export function linkParameters(next: Operation, first: Operation): Parameter[] {
  const inPath = next.parameters.filter((parameter) => parameter.in === 'path');
  if (next === first) return inPath.filter(({ allowReserved }) => allowReserved);
  return inPath.filter(({ name }) => !first.parameters.some((known) => known.in === 'path' && known.name === name));
}
