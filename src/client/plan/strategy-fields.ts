import { styles } from '../../annotation/styles.ts';
import type { Operation } from '../../model/operation.ts';
import { positionFields } from '../../model/pagination-fields.ts';
import type { Parameter } from '../../model/parameter.ts';
import type { Schema } from '../../model/schema.ts';
import { dereference, kindsOf, type Schemas } from '../../model/schema-kinds.ts';
import type { RequestField, ResponseField, Strategy } from '../../model/strategy.ts';
import type { JsonPointer, JsonValue } from '../../shared/json.ts';
import { formatPointer, parsePointer } from '../../shared/json.ts';
import { call, type Expression, literal, type ObjectExpression, object, optional, symbol } from './expression.ts';
import { planFixedValues } from './fixed-values.ts';
import {
  errorTest,
  expiredTest,
  integerPlace,
  itemsPlace,
  lastPageRule,
  linkPlace,
  linkRequest,
  missingItems,
  morePlace,
  positionCheck,
  responsePlace,
  statusesWithoutContent,
  totalPlace,
} from './page-facts.ts';

/** The keys of parameters in `params`. */
export type Keys = ReadonlyMap<Parameter, string>;

/** Plans the request fields of a strategy, as pointers into `params`. */
export function requestFields(
  operation: Operation,
  strategy: Strategy,
  keys: Keys,
  schemas: Schemas,
): ObjectExpression {
  const { style, request, sizes } = strategy;
  const position = request.offset ?? request.page ?? request.cursor;
  const required =
    position?.in === 'body'
      ? position.required === true
      : position !== undefined && position.property === undefined && position.parameter.required;
  const pointer = (field: RequestField | undefined) => optional(field && requestPointer(field, keys));
  return object({
    offset: pointer(request.offset),
    page: pointer(request.page),
    cursor: pointer(request.cursor),
    limit: pointer(request.limit),
    sizes: optional(sizes),
    start: optional(request.start ?? (required ? styles.get(style)?.start : undefined)),
    firstPageOnly: request.isFirstPageOnlyAll
      ? keptParams(operation, strategy, keys)
      : optional(request.firstPageOnly.map((parameter) => keyOf(parameter, keys))),
    fixed: planFixedValues(strategy, operation, schemas, (field) => requestPointer(field, keys)),
    carry:
      request.carry.length === 0
        ? undefined
        : call('carryQuery', literal(request.carry.map((parameter) => keyOf(parameter, keys)))),
  });
}

/** Plans the params of the requests after the first if these send only what they need. */
function keptParams({ parameters }: Operation, strategy: Strategy, keys: Keys): Expression {
  const { request, deep, style } = strategy;
  const { backCursor, backLimit, limit } = request;
  const fields = [
    ...positionFields(strategy),
    limit,
    backCursor,
    backLimit,
    ...request.fixed.map(({ field }) => field),
  ];
  // A cursor carries the bounds of a window, a number does not.
  const bounds =
    style === 'offset' || style === 'page'
      ? [deep?.from, deep?.until, ...(deep?.sort ?? []).map(({ field }) => field)]
      : [];
  const kept = [...fields, ...bounds].filter((field) => field !== undefined);
  const keysOf = parameters
    .filter((parameter) => !request.firstPageOnly.includes(parameter))
    .map((parameter) => keyOf(parameter, keys));
  const own = kept.flatMap((field) => (field.in === 'parameter' ? [keyOf(field.parameter, keys)] : []));
  const members = kept.flatMap((field) => (field.in === 'body' ? (parsePointer(field.pointer) ?? []).slice(0, 1) : []));
  const names = literal([...new Set([...keysOf, ...own])]);
  return members.length === 0 ? call('keepParams', names) : call('keepParams', names, literal([...new Set(members)]));
}

/** Plans the response fields of a strategy: where each value is, and how it is converted. */
export function responseFields(operation: Operation, strategy: Strategy, schemas: Schemas): ObjectExpression {
  const { request, response } = strategy;
  return object({
    items: itemsPlace(strategy),
    missingItems: missingItems(operation, strategy, schemas),
    error: errorTest(strategy),
    position: positionCheck(strategy, schemas),
    noContent: optional(statusesWithoutContent(operation)),
    hasMore: morePlace(strategy, schemas),
    total: totalPlace(response.total, schemas),
    totalPages: integerPlace(response.totalPages, schemas),
    limit: integerPlace(response.limit, schemas),
    nextCursor: cursorPlace(response.nextCursor, request.cursor, schemas),
    itemCursor: optional(response.itemCursor),
    nextUrl: linkPlace(response.nextUrl),
    linkRequest: linkRequest(response.nextUrl) ?? linkRequest(response.prevUrl),
    // An empty list is not the default: with it, the empty string is a cursor like any other.
    end: isDefaultEnd(response.end) ? undefined : literal(endValues(strategy, schemas)),
    lastPage: lastPageRule(strategy),
    stateful: response.stateful && symbol('serverPosition'),
    pastEnd: optional(response.pastEnd),
    expired: expiredTest(strategy),
    rel: optional(response.rel === 'next' ? undefined : response.rel),
    nextMethod: optional(response.nextMethod === 'GET' ? undefined : response.nextMethod),
    repeat: optional(response.repeat === 'error' ? undefined : response.repeat),
  });
}

/** Plans windows; undefined if the strategy has none. */
export function deepCall({ deep, key = '' }: Strategy, keys: Keys, schemas: Schemas): Expression | undefined {
  if (deep === undefined) return undefined;
  return call(
    'deep',
    object({
      field: literal(deep.field),
      key: literal(key),
      from: optional(deep.from && requestPointer(deep.from, keys)),
      until: optional(deep.until && requestPointer(deep.until, keys)),
      sort: literal(Object.fromEntries(deep.sort.map(({ field, value }) => [requestPointer(field, keys), value]))),
      type: literal(deepType(deep.fieldSchema, schemas)),
    }),
  );
}

/** Returns how values of the field compare: see `deep` in the reference of the annotation. */
function deepType(schema: Schema | undefined, schemas: Schemas): 'number' | 'date-time' | 'string' {
  if (schema === undefined) return 'string';
  const kinds = kindsOf(schema, schemas);
  if (kinds.has('number') || kinds.has('integer')) return 'number';
  const format = schema.format ?? dereference(schema, schemas)?.format;
  return format === 'date-time' || format === 'date' ? 'date-time' : 'string';
}

/** Returns a pointer into the operation's params. */
export function requestPointer(field: RequestField, keys: Keys): JsonPointer {
  if (field.in === 'body') return `/body${field.pointer}`;
  const key = keyOf(field.parameter, keys);
  return formatPointer(field.property === undefined ? [key] : [key, field.property]);
}

function keyOf(parameter: Parameter, keys: Keys): string {
  return keys.get(parameter) ?? parameter.name;
}

/** Plans the place of a cursor. A header with a cursor that goes into a body as a number or object is parsed as JSON. */
export function cursorPlace(
  cursor: ResponseField | undefined,
  target: RequestField | undefined,
  schemas: Schemas,
): Expression | undefined {
  if (cursor?.in !== 'header' || !isParsed(cursor, target, schemas)) return responsePlace(cursor);
  return call('jsonHeader', literal(cursor.name));
}

/** A cursor in a header is text, so that large numbers keep their digits. The values that end the walk are compared with that text. */
function endValues(strategy: Strategy, schemas: Schemas): readonly JsonValue[] {
  const { end, nextCursor, nextUrl } = strategy.response;
  if ((nextCursor ?? nextUrl)?.in !== 'header' || isParsed(nextCursor, strategy.request.cursor, schemas)) return end;
  return end.map((value) => (typeof value === 'string' ? value : JSON.stringify(value)));
}

/** Checks whether a cursor from a header is sent as another type than text: in a body it has the type of the header's schema. */
function isParsed(cursor: ResponseField | undefined, target: RequestField | undefined, schemas: Schemas): boolean {
  const schema = cursor?.schema;
  return target?.in === 'body' && schema !== undefined && !kindsOf(schema, schemas).has('string');
}

function isDefaultEnd(end: readonly JsonValue[]): boolean {
  return end.length === 1 && end[0] === '';
}
