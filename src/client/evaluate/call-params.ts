import { withValue } from '../../../templates/runtime/fields/json.js';
import { formatPointer } from '../../shared/json.ts';
import type { OperationPlan } from '../plan/client-plan.ts';
import type { StrategyPlan } from '../plan/strategy-plan.ts';

/**
 * Returns the smallest params that an operation can be called with, completed by those that are given: path parameters,
 * a body if the operation takes one, and a page size.
 */
export function callParams(
  { params }: OperationPlan,
  { pageSize, position }: StrategyPlan,
  limit: number | undefined,
  given: object = {},
): object {
  const needed = params.flatMap(({ key, parameter }): [string, unknown][] => {
    if (parameter === undefined) return [[key, {}]];
    // A position in the path begins at the style's own start.
    return parameter.in === 'path' && position !== formatPointer([key]) ? [[key, key]] : [];
  });
  const values = { ...Object.fromEntries(needed), ...given };
  if (limit === undefined || pageSize === undefined) return values;
  return withValue(values, pageSize, limit, (parent) => {
    throw new TypeError(`${parent} is not an object`);
  }) as object;
}
