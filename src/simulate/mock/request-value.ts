import { isJsonMediaType } from '../../model/media-type.ts';
import type { Parameter } from '../../model/operation.ts';
import { kindsOf, type Schemas } from '../../model/schema-kinds.ts';
import type { RequestField } from '../../model/strategy.ts';
import { type JsonValue, parsePointer } from '../../shared/json.ts';

/** A request to the mock, its body parsed. */
export interface MockRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  readonly body: JsonValue | undefined;
}

/** Between the values of a style that does not explode, as sent. */
const DELIMITERS: Readonly<Record<string, RegExp>> = {
  spaceDelimited: /%20|\+| /,
  pipeDelimited: /%7C|\|/i,
};

/** What a request carries at a field of an annotation; undefined where it carries nothing. Scalars come as text. */
export function requestValue(request: MockRequest, field: RequestField, schemas: Schemas): JsonValue | undefined {
  if (field.in === 'body') return valueIn(request.body, parsePointer(field.pointer) ?? []) ?? undefined;
  const value = parameterValue(request, field.parameter, schemas);
  return (field.property === undefined ? value : valueIn(value, [field.property])) ?? undefined;
}

/** Reads a query or header parameter as its style says (OpenAPI Parameter Object). */
export function parameterValue(request: MockRequest, parameter: Parameter, schemas: Schemas): JsonValue | undefined {
  const { name, content, style, explode, schema } = parameter;
  const text = parameter.in === 'header' ? request.headers.get(name) : request.url.searchParams.get(name);
  if (content !== undefined && isJsonMediaType(content)) return text === null ? undefined : parsed(text);
  if (parameter.in === 'query' && style === 'deepObject') return deepObject(request.url, name);
  const kinds = kindsOf(schema, schemas);
  if (kinds.has('array') && parameter.in === 'query' && explode) {
    const all = request.url.searchParams.getAll(name);
    return all.length === 0 ? undefined : all;
  }
  if (text === null || !(kinds.has('array') || kinds.has('object'))) return text ?? undefined;
  const raw = parameter.in === 'header' ? text : rawQuery(request.url, name);
  const parts = raw.split(DELIMITERS[style] ?? ',').map((part) => (parameter.in === 'header' ? part : decoded(part)));
  if (kinds.has('array')) return parts;
  const pairs = parts.flatMap((part, index) => (index % 2 === 0 ? [[part, parts[index + 1] ?? '']] : []));
  return Object.fromEntries(pairs) as JsonValue;
}

/** A whole number as JSON or text; NaN where it is something else. */
export function wholeNumber(value: JsonValue): number {
  const isWhole = Number.isInteger(value) || (typeof value === 'string' && /^-?\d{1,15}$/.test(value));
  return isWhole ? Number(value) : Number.NaN;
}

function valueIn(value: JsonValue | undefined, [token, ...rest]: readonly string[]): JsonValue | undefined {
  if (token === undefined) return value;
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, token)) return undefined;
  return valueIn((value as { readonly [key: string]: JsonValue })[token], rest);
}

function deepObject(url: URL, name: string): JsonValue | undefined {
  const entries = [...url.searchParams].flatMap(([key, value]) =>
    key.startsWith(`${name}[`) && key.endsWith(']') ? [[key.slice(name.length + 1, -1), value]] : [],
  );
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

function rawQuery(url: URL, name: string): string {
  const pair = url.search
    .slice(1)
    .split('&')
    .find((text) => decoded(text.replace(/=.*/s, '')) === name);
  return pair?.replace(/^[^=]*=?/, '') ?? '';
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

function parsed(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return text;
  }
}
