import { isJsonMediaType } from '../../model/media-type.ts';
import type { Parameter } from '../../model/parameter.ts';
import { kindsOf, type Schemas } from '../../model/schema-kinds.ts';
import type { RequestField } from '../../model/strategy.ts';
import { type JsonValue, parsePointer } from '../../shared/json.ts';

/** A request to the mock, with a parsed body. */
export interface MockRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  readonly body: JsonValue | undefined;
}

/** Delimiters between values, percent-encoded or not, of styles without `explode`. */
const DELIMITERS: Readonly<Record<string, RegExp>> = {
  spaceDelimited: /%20|\+| /,
  pipeDelimited: /%7C|\|/i,
};

/**
 * Reads the value that a request contains for a field of an annotation; undefined if there is none. Scalars outside of
 * the body are text.
 */
export function readRequestValue(request: MockRequest, field: RequestField, schemas: Schemas): JsonValue | undefined {
  if (field.in === 'body') return valueIn(request.body, parsePointer(field.pointer) ?? []) ?? undefined;
  const value = readParameter(request, field.parameter, schemas);
  return (field.property === undefined ? value : valueIn(value, [field.property])) ?? undefined;
}

/** Reads a query or header parameter according to its style (OpenAPI Parameter Object). */
export function readParameter(request: MockRequest, parameter: Parameter, schemas: Schemas): JsonValue | undefined {
  const { name, content, style, explode, schema } = parameter;
  const text = parameter.in === 'header' ? request.headers.get(name) : request.url.searchParams.get(name);
  if (content !== undefined && isJsonMediaType(content)) return text === null ? undefined : parse(text);
  if (parameter.in === 'query' && style === 'deepObject') return readDeepObject(request.url, name);
  const kinds = kindsOf(schema, schemas);
  if (kinds.has('array') && parameter.in === 'query' && explode) {
    const all = request.url.searchParams.getAll(name);
    return all.length === 0 ? undefined : all;
  }
  if (text === null || !(kinds.has('array') || kinds.has('object'))) return text ?? undefined;
  const raw = parameter.in === 'header' ? text : readRawQuery(request.url, name);
  const parts = raw.split(DELIMITERS[style] ?? ',').map((part) => (parameter.in === 'header' ? part : decode(part)));
  if (kinds.has('array')) return parts;
  const pairs = parts.flatMap((part, index) => (index % 2 === 0 ? [[part, parts[index + 1] ?? '']] : []));
  return Object.fromEntries(pairs) as JsonValue;
}

/** Converts a whole number or its text to a number. Returns NaN for everything else. */
export function toWholeNumber(value: JsonValue): number {
  const isWhole = Number.isInteger(value) || (typeof value === 'string' && /^-?\d{1,15}$/.test(value));
  return isWhole ? Number(value) : Number.NaN;
}

function valueIn(value: JsonValue | undefined, [token, ...rest]: readonly string[]): JsonValue | undefined {
  if (token === undefined) return value;
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, token)) return undefined;
  return valueIn((value as { readonly [key: string]: JsonValue })[token], rest);
}

function readDeepObject(url: URL, name: string): JsonValue | undefined {
  const entries = [...url.searchParams].flatMap(([key, value]) =>
    key.startsWith(`${name}[`) && key.endsWith(']') ? [[key.slice(name.length + 1, -1), value]] : [],
  );
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

function readRawQuery(url: URL, name: string): string {
  const pair = url.search
    .slice(1)
    .split('&')
    .find((text) => decode(text.replace(/=.*/s, '')) === name);
  return pair?.replace(/^[^=]*=?/, '') ?? '';
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

function parse(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return text;
  }
}
