import type { ClientCore } from '../client.js';
import { ClientError } from '../errors.js';
import { at, canonical, hash } from '../fields/values.js';
import type { Operation } from '../operation.js';
import { own, paramWriter } from '../parameters/parameter.js';
import { type CallContext, fitted } from '../styles/pager.js';
import type { Strategy, WalkContext } from '../styles/strategy.js';
import { validatorOf } from '../transport/send.js';
import type { Windows } from '../windows/windows.js';
import type { Stamp, WalkState } from './checkpoint.js';
import { PaginationLimitError } from './errors.js';
import type { Limits } from './limits.js';
import type { PositionListOptions } from './options.js';

/**
 * Selects the strategy, merges the limits and checks the call against them. Sends nothing.
 *
 * Throws `ClientError` for options and parameters that cannot be used, `PaginationLimitError` for a page size outside
 * of the limits.
 */
export function prepareCall(
  client: ClientCore,
  operation: Operation,
  callerParams: object,
  options: PositionListOptions,
  strategies: readonly Strategy[],
): ListCall {
  const strategy = selectStrategy(operation, callerParams, options, strategies);
  const params = strategy.spec.request.fixed?.writeParams(operation, callerParams) ?? callerParams;
  const limits = mergeLimits(client, operation, options, strategy);
  validatorOf(client, options).params?.(operation.name, params);
  const { limit } = strategy.spec.request;
  const size = limit === undefined ? undefined : at(params, limit);
  const askedSize = size === undefined || size === null ? undefined : Number(size);
  const context: CallContext = { client, operation, params, limits, askedSize };
  const pager = strategy.open(context);
  const stamp: Stamp = {
    version: 2,
    operation: operation.name,
    strategy: strategy.name,
    ...(strategy.direction && { direction: strategy.direction }),
    params: paramsHash(operation, params, strategy),
    rules: rulesHash(operation, strategy, undefined),
  };
  const call: ListCall = { ...context, options, strategies, strategy, pager, windows: undefined, stamp };
  checkOptions(call);
  checkPageSize(call);
  return call;
}

/** Returns the call with windows on, which its checkpoints then depend on. */
export function withWindows(call: ListCall, windows: Windows | undefined): ListCall {
  if (windows === undefined) return call;
  return { ...call, windows, stamp: { ...call.stamp, rules: rulesHash(call.operation, call.strategy, windows) } };
}

function selectStrategy(
  operation: Operation,
  params: object,
  options: PositionListOptions,
  strategies: readonly Strategy[],
): Strategy {
  const { strategy: wanted = strategies[0]?.name } = options;
  const strategy = strategies.find(({ name }) => name === wanted);
  if (strategy === undefined) {
    const names = strategies.map(({ name }) => name).join(', ');
    throw new ClientError('UNKNOWN_STRATEGY', operation.name, `no strategy is called '${wanted}'; there are ${names}`);
  }
  for (const { name, positions } of strategies) {
    const other = positions.find((one) => !strategy.positions.includes(one) && at(params, one) !== undefined);
    if (other === undefined) continue;
    throw new ClientError(
      'STRATEGY_CONFLICT',
      operation.name,
      `${other.slice(1)} belongs to the strategy '${name}', but '${strategy.name}' is selected: omit it, or set strategy: '${name}'`,
    );
  }
  return strategy;
}

/**
 * Merges the declared limits with those of the client and the call, which win. `Infinity` lifts a limit.
 *
 * Throws `ClientError` (`INVALID_OPTION`) for a limit that is not a number above 0.
 */
export function mergeLimits(
  client: ClientCore,
  operation: Operation,
  options: PositionListOptions,
  strategy: Strategy,
): Limits {
  const ofOperation = own(client.config.limits ?? {}, operation.name) ?? {};
  const ofStrategy = own(ofOperation, strategy.name);
  const merged: Record<string, number> = {};
  for (const limits of [strategy.spec.limits, ofOperation, Object(ofStrategy), options.limits]) {
    for (const [name, value] of Object.entries<unknown>(limits ?? {})) {
      // The limits of an operation may be listed by strategy.
      if (value === undefined || value === null || typeof value === 'object') continue;
      if (typeof value !== 'number' || !(value > 0))
        throw new ClientError(
          'INVALID_OPTION',
          operation.name,
          `the limit ${name} must be a number above 0; found ${value}`,
        );
      if (value === Infinity) delete merged[name];
      else merged[name] = value;
    }
  }
  return merged as Limits;
}

function checkOptions(call: ListCall): void {
  const { options, strategy, pager } = call;
  for (const name of ['maxItems', 'maxPages', 'prefetch', 'concurrency', 'maxEmptyPages'] as const) {
    const value = options[name] ?? 0;
    if (value >= 0 && (Number.isInteger(value) || (value === Infinity && name.startsWith('max')))) continue;
    throw invalidOption(call, `${name} must be a whole number from 0; found ${value}`);
  }
  if ((options.concurrency ?? 1) > 1 && !pager.isCounted) {
    throw invalidOption(
      call,
      `concurrency needs an offset or page strategy: under '${strategy.name}' each request needs the answer before it. Use prefetch`,
    );
  }
  if (options.dedupe && strategy.spec.key === undefined)
    throw invalidOption(call, 'dedupe needs a key of the strategy, and the document declares none');
}

function checkPageSize({ askedSize, operation, strategy, limits }: ListCall): void {
  if (askedSize === undefined) return;
  const { minLimit = 1, maxLimit = Infinity } = limits;
  const { limit = '', sizes = [askedSize] } = strategy.spec.request;
  const isLarge = askedSize > maxLimit;
  const isInside = Number.isInteger(askedSize) && askedSize >= minLimit && !isLarge;
  if (isInside && sizes.includes(askedSize)) return;
  const name = isLarge || isInside ? 'maxLimit' : 'minLimit';
  const allowed = isInside ? Math.max(...sizes.filter((size) => size <= askedSize)) : isLarge ? maxLimit : minLimit;
  const rule = isInside
    ? `the API accepts only the page sizes ${sizes.join(', ')}`
    : `a page under '${strategy.name}' has at ${isLarge ? 'most' : 'least'} ${allowed} items (${name}). Ask for ${allowed} or omit it: the walk requests further pages by itself`;
  const message = `${limit.slice(1)} is ${askedSize}, but ${rule}`;
  throw new PaginationLimitError(operation.name, name, askedSize, allowed, message);
}

export function invalidOption({ operation }: CallContext, message: string): ClientError {
  return new ClientError('INVALID_OPTION', operation.name, message);
}

/**
 * Returns the first request: at the caller's position, else at the declared start, fitted to the limits.
 *
 * Throws `PaginationLimitError` if a walk cannot begin there.
 */
export function firstState({ pager }: ListCall): WalkState {
  const position = pager.given ?? pager.start;
  const state: WalkState = { ...(position !== undefined && { position }), isFirst: true };
  pager.checkStart?.(state);
  return fitted(pager, state);
}

/** Returns a hash of all parameters but the position, the same for equal values in any order. */
function paramsHash(operation: Operation, params: object, { positions }: Strategy): string {
  const write = paramWriter(operation.name);
  return textHash(positions.reduce((others, position) => write(others, position, undefined), params));
}

/** Returns a hash of the facts of the document that decide the walk. Limits and response fields are not among them. */
function rulesHash(operation: Operation, { spec, positions, rules }: Strategy, windows: Windows | undefined): string {
  const { method, path } = operation;
  const ordered = windows && { order: windows.order, key: spec.key };
  return textHash({
    method,
    path,
    positions,
    start: spec.request.start,
    rules,
    fixed: spec.request.fixed?.rules,
    stateful: spec.response.stateful && true,
    ...ordered,
  });
}

function textHash(value: unknown): string {
  return hash(canonical(value)).toString(36);
}

/** One call of a list operation: the things that all its walks have in common. */
export interface ListCall extends WalkContext {
  readonly strategies: readonly Strategy[];
  readonly stamp: Stamp;
}
