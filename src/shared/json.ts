/** Any JSON value. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** `Array.isArray` alone would make the elements `any`. */
export function isJsonArray(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** A JSON Pointer (RFC 6901): `''` is the whole value, `/a~1b` the member `a/b`. */
export type JsonPointer = string;

/** Escapes one reference token (RFC 6901 section 3). */
function escapeToken(token: string | number): string {
  // A large document has millions of tokens, and hardly any needs escaping.
  if (typeof token === 'number' || !/[~/]/.test(token)) return String(token);
  return token.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** Returns the unescaped reference tokens of a pointer, or undefined if the text is not a JSON Pointer. */
export function parsePointer(pointer: string): string[] | undefined {
  if (pointer === '') return [];
  if (!pointer.startsWith('/') || /~(?![01])/.test(pointer)) return undefined;
  return pointer
    .slice(1)
    .split('/')
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** Returns the pointer for a list of unescaped tokens. */
export function formatPointer(tokens: readonly (string | number)[]): JsonPointer {
  return tokens.map((token) => `/${escapeToken(token)}`).join('');
}

/** Returns `pointer` with one more token. */
export function appendToken(pointer: JsonPointer, token: string | number): JsonPointer {
  return `${pointer}/${escapeToken(token)}`;
}

/**
 * A place in a document as its author wrote it. Lines and columns are looked up only when a diagnostic is printed,
 * because they take several times as long as a plain parse.
 */
export interface Location {
  /** Absolute path or URL of the file, or `<stdin>`. */
  readonly file: string;
  /** Pointer to the value inside the file. */
  readonly pointer: JsonPointer;
  /** `key` for the name of the member. Default: `value`. */
  readonly part?: 'key' | 'value';
}

/** True if a place is the place `outer` or inside it. */
export function isWithin(inner: Location, outer: Location): boolean {
  return (
    inner.file === outer.file && (inner.pointer === outer.pointer || inner.pointer.startsWith(`${outer.pointer}/`))
  );
}

/** A value of a document with its place. */
export interface Located<T = unknown> {
  readonly value: T;
  readonly location: Location;
}

/** A parsed JSON object. */
export type JsonObject = { readonly [key: string]: unknown };

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Returns the own member `key` of an object, or undefined if the value is not an object or has no such member. */
export function memberOf(node: Located, key: string): Located | undefined {
  if (!isJsonObject(node.value) || !Object.hasOwn(node.value, key)) return undefined;
  return { value: node.value[key], location: below(node.location, key) };
}

/** Returns the value of the own member `key`, or undefined if there is none. Use it if the place does not matter. */
export function valueIn({ value }: Located, key: string): unknown {
  return isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

export function hasMember({ value }: Located, key: string): boolean {
  return isJsonObject(value) && Object.hasOwn(value, key);
}

/** Returns the value at a pointer of plain data; undefined if there is none. */
export function valueAt(data: unknown, pointer: JsonPointer): unknown {
  return (parsePointer(pointer) ?? []).reduce<unknown>(
    (value, token) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, token)
        ? Reflect.get(value, token)
        : undefined,
    data,
  );
}

/** Returns the own members of an object in document order, or an empty list if the value is not an object. */
export function membersOf(node: Located): [string, Located][] {
  if (!isJsonObject(node.value)) return [];
  return Object.entries(node.value).map(([key, value]) => [key, { value, location: below(node.location, key) }]);
}

/** Returns the elements of an array, or an empty list if the value is not an array. */
export function elementsOf(node: Located): Located[] {
  if (!Array.isArray(node.value)) return [];
  return node.value.map((value, index) => ({ value, location: below(node.location, index) }));
}

/** Returns the place of a member's name instead of its value. */
export function keyLocation(location: Location): Location {
  return { ...location, part: 'key' };
}

/** Returns the place of a member or an element. */
export function below(location: Location, token: string | number): Location {
  return { file: location.file, pointer: appendToken(location.pointer, token) };
}

/** Describes the type of a value in a message: `a string`, `an array`, `null`. */
export function describeValue(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'object') return 'an object';
  if (value === undefined) return 'nothing';
  return `a ${typeof value}`;
}
