import { PaginationProtocolError } from '../paginator/errors.js';
import type { FieldSource, PageAnswer } from './answer.js';

/** Returns the value at a JSON Pointer (RFC 6901); undefined if there is none. */
export function at(value: unknown, pointer: string): unknown {
  return follow(value, tokens(pointer));
}

/** Returns the value at the reference tokens of a pointer; undefined if there is none. */
export function follow(value: unknown, path: readonly string[]): unknown {
  let found = value;
  for (const token of path) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, token)) return undefined;
    found = (found as Record<string, unknown>)[token];
  }
  return found;
}

/**
 * Returns a copy with another value at the pointer; undefined removes it. Only the values along the pointer are copied.
 * Calls `fail` with the pointer of a parent that is not an object.
 */
export function withValue(whole: unknown, pointer: string, value: unknown, fail: (parent: string) => never): unknown {
  const set = (target: unknown, path: readonly string[], done: string): unknown => {
    const [token, ...rest] = path;
    if (token === undefined) return value;
    if ((target ?? value) === undefined) return target;
    if (Array.isArray(target) && /^\d+$/.test(token)) {
      const copy = target.slice();
      copy[Number(token)] = set(copy[Number(token)], rest, `${done}/${token}`);
      return copy;
    }
    const plain = target ?? {};
    if (typeof plain !== 'object' || Array.isArray(plain)) fail(done);
    return { ...plain, [token]: set(at(plain, `/${escapeToken(token)}`), rest, `${done}/${token}`) };
  };
  return set(whole, tokens(pointer), '');
}

/** Returns true if a number in the value, at any depth, is an integer that JSON parsing has rounded. */
export function hasRounded(value: unknown): boolean {
  if (typeof value === 'number') return Number.isInteger(value) && !Number.isSafeInteger(value);
  return typeof value === 'object' && value !== null && Object.values(value).some(hasRounded);
}

/** Returns a text that is the same for equal JSON values, whatever the order of their members. */
export function canonical(value: unknown): string {
  return (
    JSON.stringify(value, (_, part: unknown) =>
      typeof part === 'object' && part !== null && !Array.isArray(part)
        ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
        : part,
    ) ?? ''
  );
}

/** Returns the identity of an item as a JSON text; undefined if it has none. */
export function identityText(item: unknown, key: string): string | undefined {
  const identity = at(item, key);
  return identity === undefined || identity === null ? undefined : canonical(identity);
}

/** Returns true if two JSON values are equal, whatever the order of their members. */
export function isSameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => Object.hasOwn(b, name) && isSameJson(follow(a, [name]), follow(b, [name])))
  );
}

/** Returns a 53-bit hash of a text (cyrb53). */
export function hash(text: string): number {
  const [a, b] = hashParts(text);
  return 4294967296 * (2097151 & b) + a;
}

/** Returns a 64-bit hash of a text, as two numbers of 32 bits. */
export function hashParts(text: string): [a: number, b: number] {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return [a >>> 0, b >>> 0];
}

const parsed = new Map<string, readonly string[]>();

/** Returns the reference tokens of a pointer. A client has few pointers and follows each of them often. */
export function tokens(pointer: string): readonly string[] {
  const known = parsed.get(pointer) ?? split(pointer);
  parsed.set(pointer, known);
  return known;
}

function split(pointer: string): string[] {
  return pointer === ''
    ? []
    : pointer
        .slice(1)
        .split('/')
        .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function escapeToken(token: string): string {
  return token.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** The place of a value in an answer: a JSON Pointer into its body (`''`: the whole body), or a reader. */
export type ResponseField = string | FieldReader;

/** Reads a value that is not simply a member of the body. */
export interface FieldReader {
  /** The place, for messages: `header X-Total`. */
  readonly place: string;
  /** Returns the value; undefined if the answer has none. */
  read(answer: FieldSource): unknown;
  /** Returns the number of elements that positions, limits and totals count, if these are not the items. */
  count?(answer: FieldSource): number;
  /** The name of the response header that the value comes from. */
  readonly header?: string;
  /** Checks a first page that a browser received from another origin. Throws if it hides a header that the walk needs. */
  checkExposed?(operation: string, response: object, page: PageAnswer): void;
}

/** Returns the value of a field; undefined if the answer has none. */
export function readField(answer: FieldSource, field: ResponseField): unknown {
  return typeof field === 'string' ? at(answer.body, field) : field.read(answer);
}

/**
 * Reads a boolean; undefined if it is absent or null. Throws `PaginationProtocolError` for any other value: a walk that
 * guesses here would end too early or not at all.
 */
export function readBoolean(
  operation: string,
  answer: FieldSource,
  field: ResponseField | undefined,
): boolean | undefined {
  const value = field === undefined ? undefined : readField(answer, field);
  if (typeof value === 'boolean') return value;
  if (value === undefined || value === null) return undefined;
  throw unexpected(operation, answer, field as ResponseField, 'true or false', value);
}

/**
 * Reads a count. Counts only inform, so that a walk which can be completed is completed: a value of another type counts
 * as absent, and so does a negative one (some APIs write -1 for "not counted").
 */
export function readCount(answer: FieldSource, field: ResponseField | undefined): number | undefined {
  const value = field === undefined ? undefined : readField(answer, field);
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : undefined;
}

/** Returns the error about a value that the document does not allow at a field. */
export function unexpected(
  operation: string,
  answer: FieldSource,
  field: ResponseField,
  expected: string,
  found: unknown,
): PaginationProtocolError {
  const message = `expected ${expected} at ${placeOf(field)}; found ${quote(found)}`;
  return new PaginationProtocolError(operation, message, answer);
}

export function placeOf(field: ResponseField): string {
  if (typeof field !== 'string') return field.place;
  return field === '' ? 'the top of the body' : `body#${field}`;
}

function quote(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

/** Reads a field and converts its value. */
export function derive(field: ResponseField, convert: (value: unknown) => unknown): FieldReader {
  return {
    ...(typeof field === 'object' && field),
    place: placeOf(field),
    read: (answer) => convert(readField(answer, field)),
  };
}
