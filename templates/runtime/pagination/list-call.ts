import type { ClientCore } from '../client.js';
import { ClientError } from '../errors.js';
import type { Operation } from '../operation.js';
import type { JsonValue, Stamp, WalkState } from './checkpoint.js';
import { PaginationLimitError } from './errors.js';
import { at, canonical, hash, withValue } from './json.js';
import type { Limits, PositionListOptions } from './options.js';
import type { ListCall, Strategy } from './strategy.js';

/** Chooses the strategy, merges the limits and checks the call against them. Sends nothing. */
export function prepare(
  client: ClientCore,
  operation: Operation,
  params: object,
  options: PositionListOptions,
  strategies: readonly Strategy[],
): { call: ListCall; start: WalkState } {
  const strategy = choose(operation, params, options, strategies);
  const limits = mergeLimits(client, operation, options, strategy);
  const { limit } = strategy.spec.request;
  const size = (limit === undefined ? undefined : at(params, limit)) ?? undefined;
  const asked = size === undefined ? undefined : Number(size);
  const stamp: Stamp = {
    version: 1,
    operation: operation.name,
    strategy: strategy.name,
    params: paramsHash(operation, params, strategy),
  };
  const known = { client, operation, params, options, strategies, strategy, limits, asked, stamp };
  const call: ListCall = { ...known, deep: undefined };
  checkOptions(call);
  checkPageSize(call);
  return { call, start: startState(call) };
}

function choose(
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
  for (const other of strategies) {
    const { position } = other.style;
    if (position === undefined || position === strategy.style.position || at(params, position) === undefined) continue;
    throw new ClientError(
      'STRATEGY_CONFLICT',
      operation.name,
      `${position.slice(1)} belongs to the strategy '${other.name}', but '${strategy.name}' is selected: leave it out, or set strategy: '${other.name}'`,
    );
  }
  return strategy;
}

/** Declared limits, then what the client and the call state, which wins. */
export function mergeLimits(
  client: ClientCore,
  operation: Operation,
  options: PositionListOptions,
  strategy: Strategy,
): Limits {
  const all = client.config.limits ?? {};
  const own = (Object.hasOwn(all, operation.name) ? all[operation.name] : undefined) ?? {};
  const perStrategy = Object.hasOwn(own, strategy.name) ? (own as Record<string, unknown>)[strategy.name] : undefined;
  const sources = [strategy.spec.limits, own, perStrategy, options.limits];
  const merged: Record<string, number> = {};
  for (const source of sources) {
    for (const [name, value] of Object.entries(source ?? {})) if (typeof value === 'number') merged[name] = value;
  }
  return merged as Limits;
}

function checkOptions(call: ListCall): void {
  const { options, strategy } = call;
  for (const name of ['maxItems', 'maxPages', 'prefetch', 'concurrency', 'maxEmptyPages'] as const) {
    const value = options[name] ?? 0;
    if (value >= 0 && (Number.isInteger(value) || (value === Infinity && name.startsWith('max')))) continue;
    throw invalidOption(call, `${name} has to be a whole number from 0 up; found ${value}`);
  }
  if ((options.concurrency ?? 1) > 1 && strategy.style.requests === undefined) {
    throw invalidOption(
      call,
      `concurrency is for offset and page strategies: under '${strategy.name}' each request needs the answer before it. Use prefetch`,
    );
  }
  if (options.dedupe && strategy.spec.key === undefined)
    throw invalidOption(call, `dedupe needs the strategy's 'key', which the document does not declare`);
}

function checkPageSize({ asked, operation, strategy, limits }: ListCall): void {
  if (asked === undefined) return;
  const { minLimit = 1, maxLimit = Infinity } = limits;
  const { limit = '', sizes = [asked] } = strategy.spec.request;
  const isLarge = asked > maxLimit;
  const isInside = Number.isInteger(asked) && asked >= minLimit && !isLarge;
  if (isInside && sizes.includes(asked)) return;
  const name = isLarge || isInside ? 'maxLimit' : 'minLimit';
  const allowed = isInside ? Math.max(...sizes.filter((size) => size <= asked)) : isLarge ? maxLimit : minLimit;
  const advice = `Ask for ${allowed} or leave it out: the walk requests further pages by itself`;
  const rule = isInside
    ? `the API takes the page sizes ${sizes.join(', ')} alone`
    : `a page under '${strategy.name}' has at ${isLarge ? 'most' : 'least'} ${allowed} items (${name}). ${advice}`;
  throw new PaginationLimitError(operation.name, name, asked, allowed, `${limit.slice(1)} is ${asked}, but ${rule}`);
}

export function invalidOption({ operation }: ListCall, message: string): ClientError {
  return new ClientError('INVALID_OPTION', operation.name, message);
}

/** Where the walk begins: the caller's position, else the declared start; fitted to the limits. */
function startState(call: ListCall): WalkState {
  const { style, spec } = call.strategy;
  const given = style.position === undefined ? undefined : at(call.params, style.position);
  const position = (given ?? spec.request.start ?? undefined) as JsonValue | undefined;
  const state: WalkState = { ...(position !== undefined && { position }), first: true };
  style.check?.(call, state);
  const fitted = style.fit(call, state);
  return typeof fitted === 'string' ? state : fitted;
}

/** A hash of all parameters but the position, the same for equal values in any order. */
function paramsHash(operation: Operation, params: object, { style }: Strategy): string {
  const { position } = style;
  const unchanged = (): never => {
    throw new ClientError('INVALID_PARAMETER', operation.name, `${position} has a parent that is no object`);
  };
  return hash(canonical(position ? withValue(params, position, undefined, unchanged) : params)).toString(36);
}
