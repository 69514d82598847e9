import { parseItemPointer, parseRequestExpression } from '../model/pagination-fields.ts';
import { isJsonObject } from '../shared/json.ts';
import {
  type FieldValue,
  isPlace,
  isText,
  itemPointer,
  PLACE_SCHEMA,
  requestExpression,
  responseExpression,
} from './field-values.ts';

type Accepts = (value: unknown) => boolean;

/** Accepts one value, or a map with a value for each part of a cursor. */
function orParts(single: FieldValue, isPart: Accepts, part: FieldValue['schema'], words: string): FieldValue {
  return {
    ...single,
    expected: `${words}, or a map of names to these`,
    accepts: (value) =>
      single.accepts(value) ||
      (isJsonObject(value) && Object.keys(value).length > 0 && Object.values(value).every(isPart)),
    hintOf: (value) =>
      Array.isArray(value) ? 'Write a map with a name for each part, such as `{ time: …, id: … }`.' : undefined,
    schema: { anyOf: [single.schema, { type: 'object', minProperties: 1, additionalProperties: part }] },
    help: `${single.help} A map of names to these if the cursor has several parts.`,
  };
}

const isCursorPart: Accepts = (value) => {
  if (!isJsonObject(value)) return isPlace(value);
  const { at, optional, keep, ...others } = value;
  const isFlag = (flag: unknown): boolean => flag === undefined || flag === true;
  const isEither = (optional === undefined) !== (keep === undefined);
  return isPlace(at) && isFlag(optional) && isFlag(keep) && isEither && Object.keys(others).length === 0;
};

export const cursorFields: FieldValue = orParts(
  requestExpression,
  (value) => isText(value) && parseRequestExpression(value, 'query') !== undefined,
  PLACE_SCHEMA,
  'a request expression',
);
export const nextCursorPlaces: FieldValue = orParts(
  responseExpression,
  isCursorPart,
  {
    anyOf: [
      PLACE_SCHEMA,
      ...['optional', 'keep'].map((flag) => ({
        type: 'object',
        required: ['at', flag],
        properties: { at: PLACE_SCHEMA, [flag]: { const: true } },
        additionalProperties: false,
      })),
    ],
  },
  'a response expression',
);
export const itemCursorPointers: FieldValue = orParts(
  itemPointer,
  (value) => typeof value === 'string' && parseItemPointer(value) !== undefined,
  { type: 'string' },
  'a place in an item',
);
