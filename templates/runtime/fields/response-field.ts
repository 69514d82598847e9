import { PaginationProtocolError } from '../paginator/errors.js';
import type { FieldSource, PageAnswer } from './answer.js';
import { at } from './json.js';

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
