import { parseItemPointer, parseRequestExpression, parseResponseExpression } from '../model/pagination-fields.ts';
import type { Fix } from '../shared/diagnostic.ts';
import { isJsonObject, type JsonValue } from '../shared/json.ts';

/** The values that a field accepts, as far as that does not depend on the operation. */
export interface FieldValue {
  /** Completes "must be …". */
  readonly expected: string;
  readonly accepts: (value: unknown) => boolean;
  /** The words that the field accepts, if there are only these. */
  readonly choices?: readonly string[];
  /** Returns true for a value that is accepted next to the choices. */
  readonly isFree?: (value: unknown) => boolean;
  /** The syntax of the text, which is checked for accepted values. */
  readonly syntax?: Syntax;
  /** The value in the JSON Schema, which also allows null: it removes an inherited value. */
  readonly schema: { readonly [keyword: string]: JsonValue };
  /** Completes the description of the field in the JSON Schema. */
  readonly help?: string;
  /** Returns advice for a value that is not accepted. */
  readonly hintOf?: (value: unknown) => string | undefined;
  /** Returns the safe fix of a value that is not accepted, if there is one. */
  readonly fixOf?: (value: unknown) => Fix | undefined;
}

interface Syntax {
  /** Completes "… is not a". */
  readonly name: string;
  /** Tells how to write it. */
  readonly hint: string;
  readonly parses: (text: string) => boolean;
}

export const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
const isTextList = (value: unknown): boolean => Array.isArray(value) && value.every(isText);
export const isStatus = (value: unknown): boolean => isInteger(value, 100) && value <= 599;

export function isInteger(value: unknown, least: number): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= least;
}

/** Returns the fix for a single name in a field that expects an array of names. */
function wrapText(value: unknown): Fix | undefined {
  return isText(value) ? { kind: 'wrap-in-array' } : undefined;
}

const TEXT_SCHEMA = { type: ['string', 'null'], minLength: 1 };
const NAMES_SCHEMA = { type: ['array', 'null'], items: { type: 'string', minLength: 1 } };

export const text: FieldValue = { expected: 'a string', accepts: isText, schema: TEXT_SCHEMA };
export const names: FieldValue = {
  expected: 'an array of names',
  accepts: isTextList,
  schema: NAMES_SCHEMA,
  fixOf: wrapText,
};
export const namesOrAll: FieldValue = {
  expected: "an array of names or '*'",
  accepts: (value) => value === '*' || isTextList(value),
  schema: { anyOf: [{ const: '*' }, NAMES_SCHEMA] },
  fixOf: wrapText,
};
export const operationIds: FieldValue = { ...names, expected: 'an array of operationIds' };
export const anything: FieldValue = { expected: 'a value', accepts: () => true, schema: {} };
export const values: FieldValue = {
  expected: 'an array of values',
  accepts: Array.isArray,
  schema: { type: ['array', 'null'] },
  hintOf: (value) => (isJsonObject(value) ? undefined : `Write \`${JSON.stringify([value])}\`.`),
  fixOf: (value) => (isJsonObject(value) ? undefined : { kind: 'wrap-in-array' }),
};
export const statuses: FieldValue = {
  expected: 'an array of statuses from 100 to 599',
  accepts: (value) => Array.isArray(value) && value.every(isStatus),
  schema: { type: ['array', 'null'], items: { type: 'integer', minimum: 100, maximum: 599 } },
};
export const requestValues: FieldValue = {
  expected: 'an object of request expressions and their values',
  accepts: isJsonObject,
  schema: { type: ['object', 'null'] },
};
export const positiveInteger: FieldValue = {
  expected: 'a positive integer',
  schema: { type: ['integer', 'null'], minimum: 1 },
  accepts: (value) => isInteger(value, 1),
  fixOf: (value) => (typeof value === 'string' && /^[1-9]\d{0,14}$/.test(value) ? { kind: 'unquote' } : undefined),
};

export const flag: FieldValue = {
  expected: 'true or false',
  accepts: (value) => typeof value === 'boolean',
  schema: { type: ['boolean', 'null'] },
};

export const requestExpression: FieldValue = {
  ...text,
  schema: { ...TEXT_SCHEMA, pattern: '^(?!\\$response\\.)' },
  help: "A parameter's name, a JSON Pointer into the body, $request.query.X, $request.header.X, $request.path.X or $request.body#/X.",
  syntax: {
    name: 'request expression',
    hint: 'Write a name, a JSON Pointer into the body, $request.query.X, $request.header.X, $request.path.X or $request.body#/X.',
    parses: (value) => parseRequestExpression(value, 'query') !== undefined,
  },
};
export const RESPONSE_FORMS =
  'name, a JSON Pointer into the body, $response.body, $response.body#/X, $response.header.X or $response.header.X#/Y';

export const responseExpression: FieldValue = {
  ...text,
  schema: { ...TEXT_SCHEMA, pattern: '^(?!\\$request\\.)' },
  help: `A ${RESPONSE_FORMS}.`,
  syntax: {
    name: 'response expression',
    hint: `Write a ${RESPONSE_FORMS}.`,
    parses: (value) => parseResponseExpression(value) !== undefined,
  },
};
export const itemPointer: FieldValue = {
  expected: 'a string',
  schema: { type: ['string', 'null'] },
  help: 'A name or a JSON Pointer into the item; "" is the item itself.',
  accepts: (value) => typeof value === 'string',
  syntax: {
    name: 'place in an item',
    hint: 'Write a name or a JSON Pointer.',
    parses: (value) => parseItemPointer(value) !== undefined,
  },
};

export const isPlace = (value: unknown): boolean => isText(value) && parseResponseExpression(value) !== undefined;
export const PLACE_SCHEMA = { type: 'string', minLength: 1 };

/** Which page is the last. */
export const lastPageRule: FieldValue = {
  ...choice('empty', 'short'),
  hintOf: () => 'For a flag of the response, write `hasMore` or `isLast`.',
};

export function choice(...choices: string[]): FieldValue {
  return { expected: `one of ${choices.join(', ')}`, accepts: isText, choices, schema: { enum: [...choices, null] } };
}
