import { parseItemPointer, parseRequestExpression, parseResponseExpression } from '../../model/pagination-fields.ts';
import type { Fix } from '../../shared/diagnostic.ts';
import { isJsonObject } from '../../shared/json.ts';
import type { GroupName } from '../fields.ts';

/** The rule for the value of one field, as far as it does not depend on the operation. */
export interface FieldRule {
  /** Completes "must be …". */
  readonly expected: string;
  readonly accepts: (value: unknown) => boolean;
  /** The words that the field accepts, if there are only these. */
  readonly choices?: readonly string[];
  /** The syntax of the text, which is checked for accepted values. */
  readonly syntax?: Syntax;
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

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
const isTextList = (value: unknown): boolean => Array.isArray(value) && value.every(isText);
const isStatus = (value: unknown): boolean => isInteger(value, 100) && value <= 599;

function isInteger(value: unknown, least: number): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= least;
}

/** Returns the fix for a single name in a field that expects an array of names. */
function wrapText(value: unknown): Fix | undefined {
  return isText(value) ? { kind: 'wrap-in-array' } : undefined;
}

const text: FieldRule = { expected: 'a string', accepts: isText };
const names: FieldRule = { expected: 'an array of names', accepts: isTextList, fixOf: wrapText };
const anything: FieldRule = { expected: 'a value', accepts: () => true };
const positive: FieldRule = {
  expected: 'a positive integer',
  accepts: (value) => isInteger(value, 1),
  fixOf: (value) => (typeof value === 'string' && /^[1-9]\d{0,14}$/.test(value) ? { kind: 'unquote' } : undefined),
};

const requestExpression: FieldRule = {
  ...text,
  syntax: {
    name: 'request expression',
    hint: 'Write a name, a JSON Pointer into the body, $request.query.X, $request.header.X or $request.body#/X.',
    parses: (value) => parseRequestExpression(value, 'query') !== undefined,
  },
};
const responseExpression: FieldRule = {
  ...text,
  syntax: {
    name: 'response expression',
    hint: 'Write a name, a JSON Pointer into the body, $response.body, $response.body#/X or $response.header.X.',
    parses: (value) => parseResponseExpression(value) !== undefined,
  },
};
const itemPointer: FieldRule = {
  expected: 'a string',
  accepts: (value) => typeof value === 'string',
  syntax: {
    name: 'place in an item',
    hint: 'Write a name or a JSON Pointer.',
    parses: (value) => parseItemPointer(value) !== undefined,
  },
};

function choice(...choices: string[]): FieldRule {
  return { expected: `one of ${choices.join(', ')}`, accepts: isText, choices };
}

/** The fields that are not in a group. The reader of `style` compares it with the list of styles. */
export const FIELD_RULES: ReadonlyMap<string, FieldRule> = new Map([
  ['style', text],
  ['name', text],
  ['key', itemPointer],
  ['alternatives', { expected: 'an array of operationIds', accepts: isTextList, fixOf: wrapText }],
]);

export const GROUP_RULES: Readonly<Record<GroupName, ReadonlyMap<string, FieldRule>>> = {
  request: new Map([
    ['offset', requestExpression],
    ['page', requestExpression],
    ['cursor', requestExpression],
    ['limit', requestExpression],
    ['start', anything],
    ['firstPageOnly', names],
    ['carry', names],
    ['operation', text],
  ]),
  response: new Map([
    ['items', responseExpression],
    ['nextCursor', responseExpression],
    ['itemCursor', itemPointer],
    ['nextUrl', responseExpression],
    ['linkBase', choice('request', 'server')],
    ['end', { expected: 'an array of values', accepts: Array.isArray }],
    ['hasMore', responseExpression],
    ['total', responseExpression],
    ['totalPages', responseExpression],
    ['limit', responseExpression],
    ['lastPage', choice('empty', 'short')],
    [
      'pastEnd',
      {
        expected: 'an array of statuses from 100 to 599',
        accepts: (value) => Array.isArray(value) && value.every(isStatus),
      },
    ],
    ['rel', text],
    ['nextMethod', choice('GET', 'same')],
    ['repeat', choice('error', 'end', 'allow')],
  ]),
  limits: new Map(
    ['minLimit', 'maxLimit', 'defaultLimit', 'maxOffset', 'maxPage', 'maxResults', 'cursorTtl'].map((name) => [
      name,
      positive,
    ]),
  ),
  deep: new Map([
    ['field', itemPointer],
    ['from', requestExpression],
    ['until', requestExpression],
    ['sort', { expected: 'an object of request expressions and their values', accepts: isJsonObject }],
  ]),
};

/** The rule for the keys of `deep.sort`. */
export const SORT_KEY: FieldRule = requestExpression;
