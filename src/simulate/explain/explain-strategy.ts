import type { PaginationPlan } from '../../../templates/runtime/pagination/options.js';
import { bindCall } from '../../bind/bind-call.ts';
import { callParams } from '../../bind/call-params.ts';
import type { Limits } from '../../model/strategy.ts';
import type { OperationPlan } from '../../plan/client-plan.ts';
import type { StrategyPlan } from '../../plan/strategy-plan.ts';
import type { Simulation, Walk } from './simulate.ts';
import { count, describeBound, describeStrategy, type Words } from './words.ts';

export interface StrategyExplanation {
  readonly name: string;
  readonly style: string;
  readonly isDefault: boolean;
  /** How it requests pages and when it ends; what happens at its ceiling. */
  readonly words: Words;
  readonly limits: Limits;
  /** The only page sizes that the API takes; absent where it takes any within the limits. */
  readonly sizes?: readonly number[];
  /** The client's own `plan()`; absent where it refuses the page size. */
  readonly plan?: PaginationPlan;
  /** The items within reach without deep pagination; absent where there is no limit. */
  readonly reach?: number;
  /** Why the client refuses the call before any request. */
  readonly refused?: string;
  readonly simulation?: Simulation;
}

/** The call of a client that gives nothing but, perhaps, a page size. */
export function callOf(operation: OperationPlan, strategy: StrategyPlan, limit?: number): Walk {
  return { call: bindCall(operation), params: callParams(operation, strategy, limit), strategy: strategy.name };
}

/** What a call does, by the runtime of generated clients itself. Nothing is requested, and nothing simulated. */
export function explainStrategy(
  operation: OperationPlan,
  strategy: StrategyPlan,
  limit: number | undefined,
): StrategyExplanation {
  const { call, params } = callOf(operation, strategy, limit);
  const { name, style, limits } = strategy;
  const { sizes } = strategy.source;
  const known = { name, style, limits, ...(sizes && { sizes }), isDefault: strategy === operation.strategies[0] };
  const planned = (options: object): PaginationPlan =>
    call(params, { strategy: name, ...options }, { baseUrl: 'http://localhost' }).plan();
  try {
    const own = planned({});
    const { reachable: reach } = strategy.deep === undefined ? own : planned({ deep: false });
    return {
      ...known,
      words: [...describeStrategy(strategy), ['Beyond', beyond(strategy, own, reach)]],
      plan: own,
      ...(reach !== undefined && { reach }),
    };
  } catch (error) {
    return { ...known, words: describeStrategy(strategy), refused: (error as Error).message };
  }
}

function beyond({ deep, source }: StrategyPlan, plan: PaginationPlan, reach: number | undefined): string {
  const { ceiling, alternatives } = plan;
  if (ceiling === undefined || reach === undefined) return 'No limit of the API ends the walk early.';
  const at = `${count(reach)} items are within reach under ${ceiling.name} ${count(ceiling.value)}`;
  if (plan.deep && deep !== undefined) {
    const bound = describeBound(source.deep?.from ?? source.deep?.until);
    const direction = deep.from === undefined ? 'descending' : 'ascending';
    return `${at}; then the walk goes on in windows over \`${deep.field}\` (${direction}), each from the last value on by ${bound}.`;
  }
  const others = alternatives.length === 0 ? '' : ` It names ${alternatives.join(', ')} as the way to get the rest.`;
  return `${at}; then a PaginationCeilingError is thrown, after every one of them was given out.${others}`;
}
