import { ClientError } from '../errors.js';
import { withValue } from '../fields/values.js';
import type { JsonValue } from '../paginator/checkpoint.js';

/** The parts of a request that parameters write. */
export interface Draft {
  /** The operation's name, for messages. */
  readonly operation: string;
  /** The path template, filled in so far. */
  path: string;
  /** `name=value`, encoded. */
  readonly query: string[];
  readonly headers: Headers;
}

/**
 * Writes the value of a parameter to its place. Undefined and null are not sent. Throws `ClientError` for a value that
 * cannot be sent.
 */
export type ParameterWriter = (draft: Draft, parameter: Parameter, value: unknown) => void;

/** One parameter (OpenAPI Parameter Object). Members with the default value of their place are absent. */
export interface Parameter {
  /** Wire name. */
  readonly name: string;
  readonly in: ParameterWriter;
  /** Its key in `params`, if that is not the wire name. */
  readonly key?: string;
  /** Of the writers `inStyledPath`, `inStyledQuery` and `inStyledCookie`. */
  readonly style?: 'label' | 'matrix' | 'spaceDelimited' | 'pipeDelimited' | 'tabDelimited' | 'cookie';
  /** Default: as in OpenAPI, true for the styles `form` and `cookie`. */
  readonly explode?: boolean;
  /** Of `inStyledQuery` and `asDeepObject`. */
  readonly allowReserved?: boolean;
  /** Sent as JSON (`content: application/json`). */
  readonly json?: boolean;
}

/** Returns the `name=value` pairs of a query parameter; none for parameters of other places. */
export function queryPairs(parameter: Parameter, value: unknown): readonly string[] {
  const draft: Draft = { operation: '', path: '', query: [], headers: new Headers() };
  writeParameter(draft, parameter, value);
  return draft.query;
}

export function writeParameter(draft: Draft, parameter: Parameter, value: unknown): void {
  const isAbsent = value === undefined || value === null;
  parameter.in(draft, parameter, parameter.json && !isAbsent ? JSON.stringify(value) : value);
}

/** Style `form`, exploded: `a=1&a=2` (the default of queries). */
export const inQuery: ParameterWriter = ({ query }, { name }, value) => {
  for (const [key, item] of members(value)) query.push(`${encode(key ?? name)}=${encode(item)}`);
};

/**
 * Percent-encodes all but RFC 3986's unreserved characters. Halves of surrogate pairs have no encoding: they become
 * U+FFFD, as in a URL parser.
 */
export function encode(value: unknown): string {
  const text = scalar(value);
  if (/^[\w.~-]*$/.test(text)) return text;
  return encodeURIComponent(text.replace(/\p{Cs}/gu, '\ufffd')).replace(/[!'()*]/g, percent);
}

/** Returns a value as text: dates in ISO 8601, objects inside of others as JSON. */
export function scalar(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Returns true if a value is sent as a single text. */
export function isScalar(value: unknown): boolean {
  return typeof value !== 'object' || value === null || value instanceof Date;
}

/**
 * Returns the members that are sent: those of an object with their names, those of an array without, a scalar itself.
 * Null and undefined are not sent.
 */
export function members(value: unknown): [name: string | undefined, value: unknown][] {
  const all: [string | undefined, unknown][] =
    isScalar(value) || Array.isArray(value)
      ? [value].flat().map((item) => [undefined, item])
      : Object.entries(value as object);
  return all.filter(([, item]) => item !== undefined && item !== null);
}

/** Replaces all values of a query parameter; the other parameters stay as they are, byte for byte. */
export function setQuery(url: URL, name: string, pairs: readonly string[]): void {
  const others = url.search
    .slice(1)
    .split('&')
    .filter((pair) => pair !== '' && !new URLSearchParams(pair).has(name));
  url.search = [...others, ...pairs].join('&');
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

/** Returns an own member of an object: a parameter called `constructor` is not the one that every object inherits. */
export function own<Value>(values: Readonly<Record<string, Value>>, key: string): Value | undefined;
export function own(values: object, key: string): unknown;
export function own(values: object, key: string): unknown {
  return Object.hasOwn(values, key) ? (values as Record<string, unknown>)[key] : undefined;
}

/** Writes a value into the params of a request, without changing the original. */
export type WriteParam = (params: object, pointer: string, value: JsonValue | undefined) => object;

/** Returns the function that writes a value into params. It throws `ClientError` if a parent is not an object. */
export function paramWriter(operation: string): WriteParam {
  return (params, pointer, value) =>
    withValue(params, pointer, value, (parent) => {
      const message = `cannot write ${pointer}: ${parent} is not an object`;
      throw new ClientError('INVALID_PARAMETER', operation, message);
    }) as object;
}
