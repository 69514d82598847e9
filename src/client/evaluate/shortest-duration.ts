import { requestBudgets } from '../../../templates/runtime/transport/budgets.js';
import type { Budget } from '../../model/budget.ts';
import type { OperationPlan } from '../plan/client-plan.ts';

/** Returns the least milliseconds that requests of an operation take; undefined if it counts against no budget. */
export function shortestDuration(
  { source }: Pick<OperationPlan, 'source'>,
  budgets: readonly Budget[],
  requests: number,
): number | undefined {
  if (source.budgets === undefined) return undefined;
  const declared = Object.fromEntries(budgets.map(({ name, requests, per }) => [name, { requests, per }]));
  return requestBudgets(declared)(undefined)?.shortest(source.budgets, requests);
}
