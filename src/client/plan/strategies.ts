import { styles } from '../../annotation/styles.ts';
import type { Operation } from '../../model/operation.ts';
import { positionFields, readFrom } from '../../model/pagination-fields.ts';
import type { Parameter } from '../../model/parameter.ts';
import type { Schema } from '../../model/schema.ts';
import { dereference, kindsOf, type Schemas } from '../../model/schema-kinds.ts';
import type { RequestField, ResponseField, Strategy, StyleName } from '../../model/strategy.ts';
import type { JsonPointer, JsonValue } from '../../shared/json.ts';
import { formatPointer, parsePointer } from '../../shared/json.ts';
import { type ContinuedOperation, planContinuation } from './continuation.ts';
import { planCursorParts } from './cursor-parts.ts';
import { call, type Expression, literal, type ObjectExpression, object, optional, symbol } from './expression.ts';
import { planFixedValues } from './fixed-values.ts';
import type { StrategyPlan } from './operation-plan.ts';
import {
  booleanPlace,
  errorTest,
  expiredTest,
  integerPlace,
  itemsPlace,
  lastPageRule,
  linkPlace,
  linkRequest,
  missingItems,
  morePlace,
  planResolver,
  positionCheck,
  responsePlace,
  statusesWithoutContent,
  totalPlace,
} from './page-facts.ts';
import type { RuntimeSymbol } from './runtime-symbols.ts';

/** The runtime's factory of each style. */
const FACTORIES = {
  offset: 'offset',
  page: 'page',
  'cursor-query': 'cursor',
  'cursor-body': 'cursor',
  'cursor-header': 'cursor',
  'next-url': 'nextUrl',
  'link-header': 'linkHeader',
} as const satisfies Record<StyleName, RuntimeSymbol>;

/**
 * Plans the strategies of an operation, as calls of the runtime. All knowledge of what these calls take is in this file.
 *
 * @param nameOf returns the function of an operationId, or the id itself if the client has no such operation
 */
export function planStrategies(
  operation: Operation,
  params: readonly { readonly key: string; readonly parameter?: Parameter }[],
  schemas: Schemas,
  nameOf: (operationId: string) => string,
  planNext: PlanNext,
): readonly StrategyPlan[] {
  const keys = new Map(params.flatMap(({ parameter, key }) => (parameter === undefined ? [] : [[parameter, key]])));
  return operation.strategies.map((strategy) => {
    const { style, name, limits, item, request } = strategy;
    const alternatives = strategy.alternatives.map(nameOf);
    // The cursor of a list may be a parameter of another operation.
    const cursor = request.operation === undefined ? request.cursor : undefined;
    const position = request.offset ?? request.page ?? cursor;
    return {
      name,
      style,
      call: strategyCall(operation, strategy, alternatives, keys, schemas, planNext),
      limits,
      alternatives,
      item: { schema: item, shape: 'response' },
      source: strategy,
      ...(position && { position: requestPointer(position, keys) }),
      ...(request.limit && { pageSize: requestPointer(request.limit, keys) }),
    };
  });
}

/** The runtime's function and type of a list call. */
export interface ListCallSymbols {
  readonly paginate: RuntimeSymbol;
  readonly paginator: RuntimeSymbol;
  /** An argument of the function, if the way back of a strategy has a position of its own. */
  readonly way?: RuntimeSymbol;
}

/** Returns the symbols for a list: clients of lists that do not lead back need not contain how others do. */
export function listCallSymbols(strategies: readonly StrategyPlan[]): ListCallSymbols {
  const way = strategies.some(({ source }) => source.request.backCursor) ? ({ way: 'walksBack' } as const) : {};
  if (strategies.some(({ style }) => style === 'offset' || style === 'page'))
    return { paginate: 'paginateByPosition', paginator: 'PositionPaginator', ...way };
  if (strategies.some(({ call: { callee } }) => callee === 'bothWays'))
    return { paginate: 'paginateBothWays', paginator: 'TwoWayPaginator', ...way };
  return { paginate: 'paginate', paginator: 'Paginator' };
}

type Keys = ReadonlyMap<Parameter, string>;
/** Plans the operation that takes the cursors of a list, by its operationId. */
type PlanNext = (operationId: string, keys: Keys) => ContinuedOperation | undefined;
type Members = Readonly<Record<string, Expression | undefined>>;

function strategyCall(
  operation: Operation,
  strategy: Strategy,
  alternatives: readonly string[],
  ownKeys: Keys,
  schemas: Schemas,
  planNext: PlanNext,
): StrategyPlan['call'] {
  const { style, name, request } = strategy;
  const next = request.operation?.link === undefined ? request.operation?.operation.operationId : undefined;
  const continued = next === undefined ? undefined : planNext(next, ownKeys);
  const keys = continued === undefined ? ownKeys : new Map([...ownKeys, ...continued.keys]);
  const factory = strategy.cursorParts === undefined ? FACTORIES[style] : 'cursorParts';
  const members: Members = {
    // Three styles share one factory, which takes the style.
    style: factory === 'cursor' || factory === 'cursorParts' ? literal(style) : undefined,
    name: optional(name === style ? undefined : name),
    parts: planCursorParts(strategy, (field) => requestPointer(field, keys)),
    request: requestFields(operation, strategy, keys, schemas),
    response: responseFields(operation, strategy, schemas),
    limits: optional({ ...strategy.limits }),
    key: optional(strategy.key),
    deep: deepCall(strategy, keys, schemas),
    resolve: planResolver(strategy, keys, schemas),
    alternatives: optional(alternatives),
  };
  const back = wayBack(strategy, keys, schemas);
  if (back !== undefined) return call('bothWays', symbol(factory), object(members), back);
  const created = call(factory, object(members));
  if (style === 'offset' && strategy.response.items.counts === 'groups') return call('withoutSplit', created);
  const fields = strategy.cursorParts?.flatMap(({ item }) => item ?? []) ?? [strategy.response.itemCursor ?? ''];
  const whole = strategy.response.inclusive ? call('inclusiveKeyset', created, literal(fields)) : created;
  return continued === undefined ? whole : planContinuation(operation, strategy, continued, schemas, whole);
}

/** Plans the fields of the way back; undefined if the strategy has none, or finds it by itself. */
function wayBack(strategy: Strategy, keys: Keys, schemas: Schemas): ObjectExpression | undefined {
  const { style, request, response } = strategy;
  const { prevCursor, firstItemCursor, prevUrl, hasPrevious, backOrder } = response;
  const isLink = style === 'link-header' && !response.stateful;
  if (prevCursor === undefined && firstItemCursor === undefined && prevUrl === undefined && !isLink) return undefined;
  const { backCursor, backLimit } = request;
  const flag = response.hasMore;
  const isFlagShared = hasPrevious !== undefined && flag !== undefined && readFrom(hasPrevious) === readFrom(flag);
  return object({
    request:
      backCursor &&
      object({
        cursor: literal(requestPointer(backCursor, keys)),
        limit: optional(backLimit && requestPointer(backLimit, keys)),
      }),
    response: object({
      nextCursor: cursorPlace(prevCursor, backCursor ?? request.cursor, schemas),
      itemCursor: optional(firstItemCursor),
      nextUrl: linkPlace(prevUrl),
      rel: isLink ? literal('prev') : undefined,
      hasMore: booleanPlace(hasPrevious, schemas),
    }),
    isFlagShared: isFlagShared ? literal(true) : undefined,
    isReversed: backOrder && literal(true),
  });
}

function requestFields(operation: Operation, strategy: Strategy, keys: Keys, schemas: Schemas): ObjectExpression {
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
    carry: optional(request.carry.map((parameter) => keyOf(parameter, keys))),
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

function responseFields(operation: Operation, strategy: Strategy, schemas: Schemas): ObjectExpression {
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

function deepCall({ deep, key = '' }: Strategy, keys: Keys, schemas: Schemas): Expression | undefined {
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
function requestPointer(field: RequestField, keys: Keys): JsonPointer {
  if (field.in === 'body') return `/body${field.pointer}`;
  const key = keyOf(field.parameter, keys);
  return formatPointer(field.property === undefined ? [key] : [key, field.property]);
}

function keyOf(parameter: Parameter, keys: Keys): string {
  return keys.get(parameter) ?? parameter.name;
}

function cursorPlace(
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
