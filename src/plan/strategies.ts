import { styles } from '../annotation/styles.ts';
import type { Operation } from '../model/operation.ts';
import type { Parameter } from '../model/parameter.ts';
import type { Schema } from '../model/schema.ts';
import { dereference, kindsOf, type Schemas } from '../model/schema-kinds.ts';
import type { RequestField, ResponseField, Strategy, StyleName } from '../model/strategy.ts';
import type { JsonValue } from '../shared/json.ts';
import { formatPointer, type JsonPointer } from '../shared/json.ts';
import type { ParamPlan } from './client-plan.ts';
import { planResolver } from './link-resolver.ts';
import type { RuntimeSymbol } from './runtime-symbols.ts';
import type { DeepPlan, StrategyPlan } from './strategy-plan.ts';

interface Factory {
  readonly symbol: RuntimeSymbol;
  /** Three styles share one factory, which is told which it is. */
  readonly style?: true;
}

const FACTORIES: Readonly<Record<StyleName, Factory>> = {
  offset: { symbol: 'offset' },
  page: { symbol: 'page' },
  'cursor-query': { symbol: 'cursor', style: true },
  'cursor-body': { symbol: 'cursor', style: true },
  'cursor-header': { symbol: 'cursor', style: true },
  'next-url': { symbol: 'nextUrl' },
  'link-header': { symbol: 'linkHeader' },
};

type Members = Record<string, JsonValue | undefined>;

/**
 * The strategies of an operation in the words of the runtime.
 *
 * @param nameOf the exported function of an operationId, or the id itself where the client has no such operation
 */
export function planStrategies(
  operation: Operation,
  params: readonly ParamPlan[],
  schemas: Schemas,
  nameOf: (operationId: string) => string,
): readonly StrategyPlan[] {
  const keys = new Map(params.flatMap(({ parameter, key }) => (parameter === undefined ? [] : [[parameter, key]])));
  return operation.strategies.map((strategy) => {
    const { style, name, limits, item } = strategy;
    const alternatives = strategy.alternatives.map(nameOf);
    const spec: Members = {
      ...(FACTORIES[style].style && { style }),
      name: name === style ? undefined : name,
      request: filled(requestSpec(strategy, keys)),
      response: filled(responseSpec(strategy, schemas)),
      limits: { ...limits },
      key: strategy.key,
      alternatives,
    };
    const deep = planDeep(strategy, keys, schemas);
    const resolver = planResolver(strategy, keys, schemas);
    const type = { schema: item, shape: 'response' } as const;
    const factory = FACTORIES[style].symbol;
    return {
      name,
      style,
      factory,
      spec: filled(spec),
      limits,
      alternatives,
      item: type,
      source: strategy,
      ...(deep && { deep }),
      ...(resolver && { resolver }),
    };
  });
}

type Keys = ReadonlyMap<Parameter, string>;

function requestSpec({ style, request, sizes }: Strategy, keys: Keys): Members {
  const position = request.offset ?? request.page ?? request.cursor;
  const required = position?.in === 'parameter' && position.property === undefined && position.parameter.required;
  return {
    offset: request.offset && requestPointer(request.offset, keys),
    page: request.page && requestPointer(request.page, keys),
    cursor: request.cursor && requestPointer(request.cursor, keys),
    limit: request.limit && requestPointer(request.limit, keys),
    sizes: sizes && [...sizes],
    start: request.start ?? (required ? styles.get(style)?.start : undefined),
    firstPageOnly: request.firstPageOnly.map((parameter) => keyOf(parameter, keys)),
    carry: request.carry.map((parameter) => keyOf(parameter, keys)),
  };
}

function responseSpec(strategy: Strategy, schemas: Schemas): Members {
  const { response } = strategy;
  return {
    items: responsePlace(response.items),
    hasMore: responsePlace(response.hasMore),
    total: responsePlace(response.total),
    totalPages: responsePlace(response.totalPages),
    limit: responsePlace(response.limit),
    nextCursor: cursorPlace(strategy, schemas),
    itemCursor: response.itemCursor,
    nextUrl: responsePlace(response.nextUrl),
    end: isDefaultEnd(response.end) ? undefined : endValues(strategy, schemas),
    lastPage: response.lastPage === 'empty' ? undefined : response.lastPage,
    pastEnd: response.pastEnd,
    rel: response.rel === 'next' ? undefined : response.rel,
    nextMethod: response.nextMethod === 'GET' ? undefined : response.nextMethod,
    repeat: response.repeat === 'error' ? undefined : response.repeat,
  };
}

function planDeep({ deep, key = '' }: Strategy, keys: Keys, schemas: Schemas): DeepPlan | undefined {
  if (deep === undefined) return undefined;
  return {
    field: deep.field,
    key,
    ...(deep.from && { from: requestPointer(deep.from, keys) }),
    ...(deep.until && { until: requestPointer(deep.until, keys) }),
    sort: Object.fromEntries(deep.sort.map(({ field, value }) => [requestPointer(field, keys), value])),
    type: deepType(deep.fieldSchema, schemas),
  };
}

/** How values of the field compare: see `deep` in the reference of the annotation. */
function deepType(schema: Schema | undefined, schemas: Schemas): DeepPlan['type'] {
  if (schema === undefined) return 'string';
  const kinds = kindsOf(schema, schemas);
  if (kinds.has('number') || kinds.has('integer')) return 'number';
  const format = schema.format ?? dereference(schema, schemas)?.format;
  return format === 'date-time' || format === 'date' ? 'date-time' : 'string';
}

/** A pointer into the operation's params. */
function requestPointer(field: RequestField, keys: Keys): JsonPointer {
  if (field.in === 'body') return `/body${field.pointer}`;
  const key = keyOf(field.parameter, keys);
  return formatPointer(field.property === undefined ? [key] : [key, field.property]);
}

function keyOf(parameter: Parameter, keys: Keys): string {
  return keys.get(parameter) ?? parameter.name;
}

function responsePlace(field: ResponseField | undefined): JsonValue | undefined {
  if (field === undefined) return undefined;
  return field.in === 'body' ? field.pointer : { header: field.name };
}

/** `request` is required by every factory; `end: []` says that the empty string is a cursor like any other. */
const MEANT_EMPTY: ReadonlySet<string> = new Set(['request', 'end']);

/** Without members that are absent, or empty where that says nothing. */
function filled(members: Members): { readonly [name: string]: JsonValue } {
  return Object.fromEntries(
    Object.entries(members).filter((entry): entry is [string, JsonValue] => {
      const [name, value] = entry;
      return value !== undefined && (MEANT_EMPTY.has(name) || !isEmpty(value));
    }),
  );
}

function cursorPlace(strategy: Strategy, schemas: Schemas): JsonValue | undefined {
  const { nextCursor } = strategy.response;
  if (nextCursor?.in === 'header' && isRead(strategy, schemas)) return { header: nextCursor.name, json: true };
  return responsePlace(nextCursor);
}

/** A cursor in a header is text, so that large numbers stay whole; what ends the walk is compared with that text. */
function endValues(strategy: Strategy, schemas: Schemas): readonly JsonValue[] {
  const { end, nextCursor, nextUrl } = strategy.response;
  if ((nextCursor ?? nextUrl)?.in !== 'header' || isRead(strategy, schemas)) return end;
  return end.map((value) => (typeof value === 'string' ? value : JSON.stringify(value)));
}

/** Whether a cursor from a header is no text where it is sent: in a body it goes as what the header is declared to be. */
function isRead({ request, response }: Strategy, schemas: Schemas): boolean {
  const schema = response.nextCursor?.schema;
  return request.cursor?.in === 'body' && schema !== undefined && !kindsOf(schema, schemas).has('string');
}

function isDefaultEnd(end: readonly JsonValue[]): boolean {
  return end.length === 1 && end[0] === '';
}

function isEmpty(value: JsonValue): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}
