import { parseItemPointer, parseResponseExpression } from '../model/pagination-fields.ts';
import { isJsonObject } from '../shared/json.ts';
import {
  type FieldValue,
  isInteger,
  isPlace,
  isStatus,
  isText,
  PLACE_SCHEMA,
  RESPONSE_FORMS,
  responseExpression,
} from './field-values.ts';

/** Returns true for a value, or a list of values, that fit. */
function isOneOrMore(value: unknown, fits: (one: unknown) => boolean): boolean {
  return fits(value) || (Array.isArray(value) && value.length > 0 && value.every(fits));
}

/** Returns true for a condition of `response.error`: a place, or a place with the values that are errors or are not. */
function isErrorCondition(value: unknown): boolean {
  if (!isJsonObject(value)) return isPlace(value);
  const { at, is, not, ...others } = value;
  return isPlace(at) && (is === undefined) !== (not === undefined) && Object.keys(others).length === 0;
}

const CONDITION_SCHEMA = {
  anyOf: [
    PLACE_SCHEMA,
    ...['is', 'not'].map((key) => ({
      type: 'object',
      required: ['at', key],
      properties: { at: PLACE_SCHEMA, [key]: {} },
      additionalProperties: false,
    })),
  ],
};

export const errorConditions: FieldValue = {
  expected: 'false, a response expression, { at, is }, { at, not } or an array of them',
  accepts: (value) => value === false || isOneOrMore(value, isErrorCondition),
  schema: {
    anyOf: [{ enum: [false, null] }, CONDITION_SCHEMA, { type: 'array', minItems: 1, items: CONDITION_SCHEMA }],
  },
  help: 'A response expression, { at, is } with values that are errors, { at, not } with values that are not, an array of these, or false.',
};

/** Returns true for `{ at, map }`, `{ at, each }` and both, with `counts` next to `each`. */
function isItemsForm(value: unknown): boolean {
  if (!isJsonObject(value)) return false;
  const { at, map, each, counts, ...others } = value;
  const isEach = typeof each === 'string' && parseItemPointer(each) !== undefined;
  return (
    isPlace(at) &&
    (map === undefined || map === true) &&
    (isEach
      ? counts === undefined || counts === 'rows' || counts === 'groups'
      : each === undefined && map === true && counts === undefined) &&
    Object.keys(others).length === 0
  );
}

export const itemsPlace: FieldValue = {
  ...responseExpression,
  expected: 'a string, { at, map: true } or { at, each, counts }',
  accepts: (value) => isText(value) || isItemsForm(value),
  hintOf: (value) =>
    isJsonObject(value) && value.counts !== undefined && value.counts !== 'rows' && value.counts !== 'groups'
      ? '`counts` is `rows` if positions and totals count the items, `groups` if they count the elements.'
      : undefined,
  schema: {
    anyOf: [
      responseExpression.schema,
      {
        type: 'object',
        required: ['at'],
        anyOf: [{ required: ['map'] }, { required: ['each'] }],
        properties: {
          at: PLACE_SCHEMA,
          map: { const: true },
          each: { type: 'string' },
          counts: { enum: ['rows', 'groups'] },
        },
        additionalProperties: false,
      },
    ],
  },
  help: `A ${RESPONSE_FORMS}; { at, map: true } for the values of an object; or { at, each, counts } for an array in each element.`,
};

/** Returns true for an answer that means an expired cursor: a status, alone or with a member that tells it from others. */
function isExpiredCondition(value: unknown): boolean {
  if (!isJsonObject(value)) return isStatus(value);
  const { status, at, is, ...others } = value;
  return isStatus(status) && isPlace(at) && is !== undefined && Object.keys(others).length === 0;
}

const STATUS_SCHEMA = { type: 'integer', minimum: 100, maximum: 599 };
const EXPIRED_SCHEMA = {
  anyOf: [
    STATUS_SCHEMA,
    {
      type: 'object',
      required: ['status', 'at', 'is'],
      properties: { status: STATUS_SCHEMA, at: PLACE_SCHEMA, is: {} },
      additionalProperties: false,
    },
  ],
};

export const expiredConditions: FieldValue = {
  expected: 'a status, { status, at, is } or an array of them',
  accepts: (value) => isOneOrMore(value, isExpiredCondition),
  schema: { anyOf: [{ type: 'null' }, EXPIRED_SCHEMA, { type: 'array', minItems: 1, items: EXPIRED_SCHEMA }] },
  help: 'A status, { status, at, is } if only some values at a place of the response mean that, or an array of these.',
};

export const servedPosition: FieldValue = {
  expected: 'a response expression or { at, start }',
  accepts: (value) => {
    if (!isJsonObject(value)) return isPlace(value);
    const { at, start, ...others } = value;
    return isPlace(at) && isInteger(start, 0) && Object.keys(others).length === 0;
  },
  hintOf: (value) =>
    isJsonObject(value) && value.start !== undefined && !isInteger(value.start, 0)
      ? '`start` is a whole number, without quotes.'
      : undefined,
  schema: {
    anyOf: [
      { type: ['string', 'null'], minLength: 1 },
      {
        type: 'object',
        required: ['at', 'start'],
        properties: { at: PLACE_SCHEMA, start: { type: 'integer', minimum: 0 } },
        additionalProperties: false,
      },
    ],
  },
  help: 'A response expression, or { at, start } if the numbering of the response begins elsewhere than that of the request.',
};

const isExpression = (value: unknown): boolean => isText(value) && /^(?:\/|\$response\.)/.test(value);

export const linkBase: FieldValue = {
  expected: 'request, server or a response expression',
  accepts: isText,
  choices: ['request', 'server'],
  isFree: isExpression,
  schema: { anyOf: [{ enum: ['request', 'server', null] }, { type: 'string', pattern: '^(?:/|\\$response\\.)' }] },
  syntax: {
    name: 'response expression',
    hint: 'Write request, server, a JSON Pointer into the body, $response.body#/X or $response.header.X.',
    parses: (value) => parseResponseExpression(value) !== undefined,
  },
};

const LINK_POINTERS = ['url', 'method', 'body', 'merge'] as const;

/** Returns true for `{ in, where, url }`, with `method`, `body` and `merge` if the links have them. */
function isLinkSelection(value: unknown): boolean {
  if (!isJsonObject(value)) return false;
  const { in: array, where, url, method, body, merge, ...others } = value;
  const pointers = [url, method, body, merge].filter((pointer) => pointer !== undefined);
  return (
    isPlace(array) &&
    isJsonObject(where) &&
    Object.keys(where).length > 0 &&
    url !== undefined &&
    pointers.every((pointer) => isText(pointer) && parseItemPointer(pointer) !== undefined) &&
    Object.keys(others).length === 0
  );
}

export const linkPlace: FieldValue = {
  ...responseExpression,
  expected: 'a string or { in, where, url }',
  accepts: (value) => isText(value) || isLinkSelection(value),
  hintOf: (value) =>
    isJsonObject(value) && !isJsonObject(value.where)
      ? 'Write `where` as the members that the link has, such as `{ rel: next }`.'
      : undefined,
  schema: {
    anyOf: [
      responseExpression.schema,
      {
        type: 'object',
        required: ['in', 'where', 'url'],
        properties: {
          in: PLACE_SCHEMA,
          where: { type: 'object', minProperties: 1 },
          ...Object.fromEntries(LINK_POINTERS.map((name) => [name, PLACE_SCHEMA])),
        },
        additionalProperties: false,
      },
    ],
  },
  help: `A ${RESPONSE_FORMS}; or { in, where, url } for the link of an array whose members equal where, with method, body and merge if the links have them.`,
};
