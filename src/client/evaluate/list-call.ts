import { ClientCore, type ClientOptions } from '../../../templates/runtime/client.js';
import { withValue } from '../../../templates/runtime/fields/values.js';
import type { Checkpoint } from '../../../templates/runtime/paginator/checkpoint.js';
import type { PositionListOptions } from '../../../templates/runtime/paginator/options.js';
import { paginateBothWays, type TwoWayPaginator } from '../../../templates/runtime/paginator/two-way.js';
import { walksBack } from '../../../templates/runtime/paginator/walk-back.js';
import { requestBudgets } from '../../../templates/runtime/transport/budgets.js';
import type { OpenBudgets } from '../../../templates/runtime/transport/client-state.js';
import type { Budget } from '../../model/api.ts';
import { positionFields } from '../../model/pagination-fields.ts';
import type { Parameter } from '../../model/parameter.ts';
import type { Schema } from '../../model/schema.ts';
import { dereference, type Schemas } from '../../model/schema-kinds.ts';
import type { RequestField, Strategy } from '../../model/strategy.ts';
import { InputError } from '../../shared/diagnostic.ts';
import { formatPointer, type JsonValue } from '../../shared/json.ts';
import { didYouMean } from '../../shared/suggest.ts';
import type { ClientPlan } from '../plan/client-plan.ts';
import type { ObjectExpression } from '../plan/expression.ts';
import type { OperationPlan, StrategyPlan } from '../plan/operation-plan.ts';
import { evaluate } from './evaluate.ts';

/**
 * Returns the operation with an operationId, the name of its function, or method and path such as `GET /lead/`.
 *
 * @throws InputError `unknown-operation`
 */
export function findOperation({ groups }: ClientPlan, name: string): OperationPlan {
  const operations = groups.flatMap((group) => group.operations);
  const wanted = name
    .trim()
    .replace(/^\w+(?=\s)/, (method) => method.toUpperCase())
    .replace(/\s+/, ' ');
  const found =
    operations.find(({ source }) => source.operationId === name) ??
    operations.find(({ functionName }) => functionName === name) ??
    operations.find(({ source }) => `${source.method} ${source.path}` === wanted);
  if (found !== undefined) return found;
  const names = operations.map(({ source, functionName }) => source.operationId ?? functionName);
  const paginated = operations
    .filter(({ strategies }) => strategies.length > 0)
    .map(({ functionName }) => functionName);
  throw new InputError(
    'unknown-operation',
    `The document has no operation ${name}.`,
    didYouMean(name, names, `The paginated operations are ${paginated.join(', ') || 'none'}.`),
  );
}

/**
 * Returns the smallest params that an operation can be called with, completed by those that are given: path parameters,
 * parameters that have only one value, a body if the operation takes one, and a page size.
 */
export function callParams(
  { params }: OperationPlan,
  { pageSize, position }: StrategyPlan,
  limit: number | undefined,
  given: object = {},
): object {
  const needed = params.flatMap(({ key, parameter }): [string, unknown][] => {
    if (parameter === undefined) return [[key, {}]];
    const constant = parameter.required ? constantOf(parameter) : undefined;
    if (constant !== undefined) return [[key, constant]];
    // A position in the path begins at the style's own start.
    return parameter.in === 'path' && position !== formatPointer([key]) ? [[key, key]] : [];
  });
  const values = { ...Object.fromEntries(needed), ...given };
  if (limit === undefined || pageSize === undefined) return values;
  return withValue(values, pageSize, limit, (parent) => {
    throw new TypeError(`${parent} is not an object`);
  }) as object;
}

type Values = Readonly<Record<string, unknown>>;

/** Returns the required parameters and properties of the body that are missing and that no strategy writes. */
export function missingParams({ params, source }: OperationPlan, given: Values, schemas: Schemas): string[] {
  const written = source.strategies.flatMap(fieldsOf);
  const missing = params.flatMap(({ key, parameter }) => {
    const isWritten = written.some((field) => field.in === 'parameter' && field.parameter === parameter);
    const isConstant = parameter !== undefined && constantOf(parameter) !== undefined;
    return parameter?.required && !isWritten && !isConstant && given[key] === undefined ? [key] : [];
  });
  const body = source.requestBody?.content[0]?.schema;
  const own = (given.body ?? {}) as Values;
  const properties = body === undefined ? [] : requiredOf(body, schemas);
  const writes = (name: string): boolean =>
    written.some((field) => field.in === 'body' && field.pointer.split('/')[1] === name);
  return [
    ...missing,
    ...properties.filter((name) => own[name] === undefined && !writes(name)).map((name) => `body.${name}`),
  ];
}

/** Returns the only value that a parameter can have. AutoRest writes constants that way. */
function constantOf({ schema }: Parameter): JsonValue | undefined {
  return schema.kind === 'enum' && schema.values.length === 1 ? schema.values[0] : undefined;
}

function requiredOf(schema: Schema, schemas: Schemas): string[] {
  const target = dereference(schema, schemas);
  if (target?.kind === 'intersection') return target.members.flatMap((member) => requiredOf(member, schemas));
  if (target?.kind !== 'object') return [];
  return target.properties.filter(({ required }) => required).map(({ name }) => name);
}

function fieldsOf(strategy: Strategy): RequestField[] {
  const { request } = strategy;
  const fixed = request.fixed.map(({ field }) => field);
  return [...positionFields(strategy), request.limit, ...fixed].filter((field) => field !== undefined);
}

/** A list whose strategies are not known to the compiler: a walk whose position the server keeps has no checkpoint. */
export type UntypedList = TwoWayPaginator<JsonValue, unknown, Checkpoint | undefined>;

/** Calls a list operation as the generated client does. Sends nothing before the result is used. */
export type ListCall = (
  params: object,
  options: PositionListOptions,
  config: ClientOptions & { readonly baseUrl: string },
  /** Keeps the budgets of the operation. Default: they are not kept. */
  budgets?: OpenBudgets,
) => UntypedList;

/** Returns the list call of an operation, on the runtime that ships inside clients. It adds no credentials. */
export function listCall({ data, strategies }: OperationPlan): ListCall {
  const operation = evaluate(withoutSecurity(data));
  const evaluated = strategies.map(({ call }) => evaluate(call));
  return (params, options, config, budgets) =>
    Reflect.apply(paginateBothWays, undefined, [
      new ClientCore({ ...(budgets && { budgets }) }, config),
      operation,
      params,
      options,
      evaluated,
      undefined,
      walksBack,
    ]);
}

/** Without its security, an operation is also sent if no credentials are set. */
function withoutSecurity({ kind, members }: ObjectExpression): ObjectExpression {
  return { kind, members: members.filter(([name]) => name !== 'security') };
}

/** Returns the budgets as all calls of one client share them. */
export function sharedBudgets(budgets: readonly Budget[]): OpenBudgets {
  const scheduler = openBudgets(budgets)(undefined);
  return () => scheduler;
}

function openBudgets(budgets: readonly Budget[]): OpenBudgets {
  return requestBudgets(Object.fromEntries(budgets.map(({ name, requests, per }) => [name, { requests, per }])));
}

/** Returns the least milliseconds that requests of an operation take; undefined if it counts against no budget. */
export function shortestDuration(
  { source }: Pick<OperationPlan, 'source'>,
  budgets: readonly Budget[],
  requests: number,
): number | undefined {
  if (source.budgets === undefined) return undefined;
  return openBudgets(budgets)(undefined)?.shortest(source.budgets, requests);
}
