/** Any JSON value. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** A JSON Pointer (RFC 6901): `''` is the whole value, `/a~1b` the member `a/b`. */
export type JsonPointer = string;

/** One reference token, escaped as RFC 6901 section 3 says. */
function escapeToken(token: string | number): string {
  // Hardly any token needs it, and there are millions of them in a large document.
  if (typeof token === 'number' || !/[~/]/.test(token)) return String(token);
  return token.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** The reference tokens of a pointer, unescaped. Returns undefined for text that is no JSON Pointer. */
export function parsePointer(pointer: string): string[] | undefined {
  if (pointer === '') return [];
  if (!pointer.startsWith('/') || /~(?![01])/.test(pointer)) return undefined;
  return pointer
    .slice(1)
    .split('/')
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The pointer of a list of (unescaped) tokens. */
export function formatPointer(tokens: readonly (string | number)[]): JsonPointer {
  return tokens.map((token) => `/${escapeToken(token)}`).join('');
}

/** `pointer` with one more token. */
export function appendToken(pointer: JsonPointer, token: string | number): JsonPointer {
  return `${pointer}/${escapeToken(token)}`;
}

/**
 * A place in a document as its author wrote it. Lines and columns are looked up only when a diagnostic is printed:
 * they cost several times a plain parse.
 */
export interface Location {
  /** Absolute path, URL, or `<stdin>` of the file. */
  readonly file: string;
  /** Pointer to the value inside the file. */
  readonly pointer: JsonPointer;
  /** `key` where the member's name is meant rather than its value. */
  readonly part?: 'key' | 'value';
}

/** A value of a document together with where it stands. */
export interface Located<T = unknown> {
  readonly value: T;
  readonly location: Location;
}

/** A JSON object as it was parsed. */
export type JsonObject = { readonly [key: string]: unknown };

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The own member `key` of an object; undefined where the value is no object or has no such member. */
export function memberOf(node: Located, key: string): Located | undefined {
  if (!isJsonObject(node.value) || !Object.hasOwn(node.value, key)) return undefined;
  return { value: node.value[key], location: below(node.location, key) };
}

/** The value of the own member `key`, for whoever does not need to know where it stands; undefined where there is none. */
export function valueIn({ value }: Located, key: string): unknown {
  return isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

export function hasMember({ value }: Located, key: string): boolean {
  return isJsonObject(value) && Object.hasOwn(value, key);
}

/** The own members of an object in document order; none where the value is no object. */
export function membersOf(node: Located): [string, Located][] {
  if (!isJsonObject(node.value)) return [];
  return Object.entries(node.value).map(([key, value]) => [key, { value, location: below(node.location, key) }]);
}

/** The elements of an array; none where the value is no array. */
export function elementsOf(node: Located): Located[] {
  if (!Array.isArray(node.value)) return [];
  return node.value.map((value, index) => ({ value, location: below(node.location, index) }));
}

/** The place of the member's name rather than of its value. */
export function keyOf(location: Location): Location {
  return { ...location, part: 'key' };
}

function below(location: Location, token: string | number): Location {
  return { file: location.file, pointer: appendToken(location.pointer, token) };
}

/** What a value is, in words for a message: `a string`, `an array`, `null`. */
export function describeValue(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'object') return 'an object';
  if (value === undefined) return 'nothing';
  return `a ${typeof value}`;
}
