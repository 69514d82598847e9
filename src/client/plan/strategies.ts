import type { Operation } from '../../model/operation.ts';
import { isCounted, isSplittable, readFrom } from '../../model/pagination-fields.ts';
import type { Parameter } from '../../model/parameter.ts';
import type { Schemas } from '../../model/schema-kinds.ts';
import type { Strategy, StyleName } from '../../model/strategy.ts';
import { type ContinuedOperation, planContinuation } from './continuation.ts';
import { call, type Expression, literal, type ObjectExpression, object, optional, symbol } from './expression.ts';
import type { StrategyPlan } from './operation-plan.ts';
import { booleanPlace, linkPlace, planResolver, responsePlace } from './page-facts.ts';
import type { RuntimeSymbol } from './runtime-symbols.ts';
import { cursorPlace, deepCall, type Keys, requestFields, requestPointer, responseFields } from './strategy-fields.ts';

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
 * Plans the strategies of an operation, as calls of the runtime. What these calls take is known here and in
 * `strategy-fields.ts` only.
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
  if (strategies.some(isCounted)) return { paginate: 'paginateByPosition', paginator: 'PositionPaginator', ...way };
  if (strategies.some(({ call: { callee } }) => callee === 'bothWays'))
    return { paginate: 'paginateBothWays', paginator: 'TwoWayPaginator', ...way };
  return { paginate: 'paginate', paginator: 'Paginator' };
}

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
    parts: planCursorParts(strategy, keys),
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
  if (!isSplittable(strategy)) return call('withoutSplit', created);
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

/** Plans the parts of a cursor. Returns undefined if the cursor is one value. */
function planCursorParts({ cursorParts }: Strategy, keys: Keys): Expression | undefined {
  if (cursorParts === undefined) return undefined;
  const parts = cursorParts.map(({ name, field, next, item, optional: isOptional, keep }) => {
    const part = object({
      to: literal(requestPointer(field, keys)),
      next: responsePlace(next),
      item: optional(item),
      isOptional: optional(isOptional),
      isKept: optional(keep),
    });
    return [name, part] as const;
  });
  return object(Object.fromEntries(parts));
}
