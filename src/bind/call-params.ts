import { withValue } from '../../templates/runtime/pagination/json.js';
import type { OperationPlan } from '../plan/client-plan.ts';
import type { StrategyPlan } from '../plan/strategy-plan.ts';

/** The least that a call can be made with, and what is given: path parameters and a body, where there are any, and a page size. */
export function callParams(
  { params }: OperationPlan,
  strategy: StrategyPlan,
  limit: number | undefined,
  given: object = {},
): object {
  const needed = params.flatMap(({ key, parameter }): [string, unknown][] => {
    if (parameter === undefined) return [[key, {}]];
    return parameter.in === 'path' ? [[key, key]] : [];
  });
  const values = { ...Object.fromEntries(needed), ...given };
  const pointer = limitPointer(strategy);
  if (limit === undefined || pointer === undefined) return values;
  return withValue(values, pointer, limit, (parent) => {
    throw new TypeError(`${parent} is no object`);
  }) as object;
}

/** Pointer into the params of the page size; undefined where the strategy has none. */
export function limitPointer({ spec }: StrategyPlan): string | undefined {
  const { limit } = spec.request as { readonly limit?: string };
  return limit;
}
