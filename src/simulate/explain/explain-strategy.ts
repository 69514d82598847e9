import type { PaginationPlan } from '../../../templates/runtime/paginator/options.js';
import { callParams, listCall } from '../../client/evaluate/list-call.ts';
import type { OperationPlan, StrategyPlan } from '../../client/plan/operation-plan.ts';
import { type Budget, formatBudget } from '../../model/api.ts';
import { describeRequestField } from '../../model/pagination-fields.ts';
import type { Limits } from '../../model/strategy.ts';
import { formatNumber } from '../../shared/words.ts';
import { describeStrategy, type Words } from './describe-strategy.ts';
import type { SimulatedWalk, Simulation } from './simulate.ts';

export interface StrategyExplanation {
  readonly name: string;
  readonly style: string;
  readonly isDefault: boolean;
  /** Describes how it requests pages, when it ends, and what happens at its ceiling. */
  readonly words: Words;
  readonly limits: Limits;
  /** The only page sizes that the API accepts. Absent if it accepts any size within the limits. */
  readonly sizes?: readonly number[];
  /** The result of the client's `plan()`. Absent if the client rejects the page size. */
  readonly plan?: PaginationPlan;
  /** Number of items within reach without `deep`. Absent if there is no ceiling. */
  readonly reach?: number;
  /** Why the client rejects the call before any request. */
  readonly refused?: string;
  readonly simulation?: Simulation;
}

/** Prepares a call with no parameters except for those that are required and, perhaps, a page size. */
export function prepareWalk(operation: OperationPlan, strategy: StrategyPlan, limit?: number): SimulatedWalk {
  return { call: listCall(operation), params: callParams(operation, strategy, limit), strategy: strategy.name };
}

/** Explains what a call does, by the `plan()` of the runtime of generated clients. Neither requests nor simulates it. */
export function explainStrategy(
  operation: OperationPlan,
  strategy: StrategyPlan,
  limit: number | undefined,
  budgets: readonly Budget[] = [],
): StrategyExplanation {
  const { call, params } = prepareWalk(operation, strategy, limit);
  const { name, style, limits } = strategy;
  const { sizes } = strategy.source;
  const known = { name, style, limits, ...(sizes && { sizes }), isDefault: strategy === operation.strategies[0] };
  const planned = (options: object): PaginationPlan =>
    call(params, { strategy: name, ...options }, { baseUrl: 'http://localhost' }).plan();
  try {
    const own = planned({});
    const { reachable: reach } = strategy.source.deep === undefined ? own : planned({ deep: false });
    return {
      ...known,
      words: [
        ...describeStrategy(strategy),
        ['Beyond', describeCeiling(strategy, own, reach)],
        ...describeBudgets(operation, budgets),
      ],
      plan: own,
      ...(reach !== undefined && { reach }),
    };
  } catch (error) {
    return { ...known, words: describeStrategy(strategy), refused: (error as Error).message };
  }
}

function describeBudgets({ source }: OperationPlan, budgets: readonly Budget[]): Words {
  const used = budgets.filter(({ name }) => source.budgets?.includes(name));
  if (used.length === 0) return [];
  const limits = used.map((budget) => `\`${budget.name}\` (${formatBudget(budget)})`).join(' and ');
  return [['Budget', `The client waits before it would exceed ${limits}.`]];
}

function describeCeiling({ source: { deep } }: StrategyPlan, plan: PaginationPlan, reach: number | undefined): string {
  const { ceiling, alternatives } = plan;
  if (ceiling === undefined || reach === undefined) return 'No limit of the API ends the walk early.';
  const within = `${formatNumber(reach)} items are within reach (${ceiling.name} ${formatNumber(ceiling.value)}).`;
  const bound = deep?.from ?? deep?.until;
  if (plan.deep && deep !== undefined && bound !== undefined) {
    const direction = deep.from === undefined ? 'descending' : 'ascending';
    return `${within} Then the walk continues in windows over \`${deep.field}\` (${direction}); each begins at the last value, sent as ${describeRequestField(bound)}.`;
  }
  if (deep !== undefined && bound !== undefined) {
    return `${within} The walk returns all of them and then throws a PaginationCeilingError. With \`deep: true\`, it continues in windows over \`${deep.field}\`.`;
  }
  const others =
    alternatives.length === 0 ? '' : ` The error names ${alternatives.join(', ')} as a way to get the rest.`;
  return `${within} The walk returns all of them and then throws a PaginationCeilingError.${others}`;
}
