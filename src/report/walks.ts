import { shortestDuration } from '../client/evaluate/list-call.ts';
import type { OperationPlan, StrategyPlan } from '../client/plan/client-plan.ts';
import type { ApiModel } from '../model/api.ts';
import { countOf, formatDuration, formatNumber } from '../shared/words.ts';
import { prepareWalk } from '../simulate/explain/explain-strategy.ts';
import { createSimulatedApi, type Simulation, simulate, type WalkStep } from '../simulate/explain/simulate.ts';
import type { WalkFacts, WalkOutcome } from './report-page.ts';
import { truncate } from './text.ts';
import { buildCeilingBar, buildWaterfall } from './waterfall.ts';

/** A strategy to walk. */
export interface WalkedStrategy {
  readonly operation: OperationPlan;
  readonly strategy: StrategyPlan;
  /** The ceiling of the walk, if it has one, such as `maxOffset 10,000`. */
  readonly ceiling: string | undefined;
}

/** A walk with a given number of items in the API. */
export interface TotalWalk extends WalkFacts {
  readonly total: number;
  readonly outcome: WalkOutcome;
  /** Short description of how the walk ends. */
  readonly end: string;
}

/** Called at each step of the work with words about it. */
export type OnProgress = (step: string) => void;

/** Default totals: few items, many, and more than the usual ceiling of 10,000. */
const TOTALS = [100, 1000, 12_000];
/**
 * Number of requests in all walks of one total, above which only strategies with a ceiling are walked. The others only
 * repeat their last step. A second is enough for about 2,000 requests.
 */
const MOST_REQUESTS = 5000;
/** Items per page of lists that do not declare it, in the estimate of {@link MOST_REQUESTS}. */
const USUAL_PAGE = 20;

/**
 * Simulates a walk of every strategy with every total.
 *
 * @param totals totals that the user set; none of them is skipped
 * @returns the walks by strategy, with ascending totals
 */
export async function simulateAll(
  model: ApiModel,
  walked: readonly WalkedStrategy[],
  totals: readonly number[] | undefined,
  { signal, onProgress }: { readonly signal?: AbortSignal | undefined; readonly onProgress?: OnProgress | undefined },
): Promise<ReadonlyMap<StrategyPlan, readonly TotalWalk[]>> {
  const walks = new Map<StrategyPlan, TotalWalk[]>(walked.map(({ strategy }) => [strategy, []]));
  const ascending = [...new Set(totals ?? TOTALS)].sort((a, b) => a - b);
  for (const total of ascending) {
    const api = createSimulatedApi(model, total);
    const requests = walked.reduce(
      (sum, { strategy }) => sum + total / (strategy.limits.defaultLimit ?? USUAL_PAGE),
      0,
    );
    const isExpensive = totals === undefined && requests > MOST_REQUESTS;
    for (const { operation, strategy, ceiling } of walked) {
      if (isExpensive && ceiling === undefined) continue;
      signal?.throwIfAborted();
      onProgress?.(`walking ${operation.functionName} through ${formatNumber(total)} items`);
      const steps: WalkStep[] = [];
      const walk = { ...prepareWalk(operation, strategy), onStep: (step: WalkStep) => void steps.push(step) };
      walks
        .get(strategy)
        ?.push(
          summarizeWalk(await simulate(api, walk), steps, ceiling, (count) =>
            shortestDuration(operation, model.budgets ?? [], count),
          ),
        );
    }
  }
  return walks;
}

function summarizeWalk(
  simulation: Simulation,
  steps: readonly WalkStep[],
  ceiling: string | undefined,
  shortest: (requests: number) => number | undefined,
): TotalWalk {
  const { total, items, requests, windows } = simulation;
  const outcome = simulation.outcome === 'complete' && windows > 1 ? 'windows' : simulation.outcome;
  const sent = countOf(requests, 'request');
  const verb = requests === 1 ? 'returns' : 'return';
  const duration = shortest(requests);
  const time = duration ? ` Within the budget they take at least ${formatDuration(duration)}.` : '';
  const bars = buildWaterfall(steps, total);
  if (outcome === 'complete' || outcome === 'windows') {
    const inWindows = outcome === 'windows' ? `, in ${formatNumber(windows)} windows` : '';
    const all = total === 0 ? 'no' : `all ${formatNumber(items)}`;
    return { total, outcome, end: sent, words: `${sent} ${verb} ${all} items${inWindows}.${time}`, bars };
  }
  const rest = `${formatNumber(items)} of ${formatNumber(total)} items`;
  const message = truncate(simulation.message ?? '');
  if (outcome === 'error') return { total, outcome, end: `after ${sent}`, words: `${sent}, ${rest}: ${message}`, bars };
  return {
    total,
    outcome,
    end: rest,
    words: `${sent} ${verb} ${rest}, then ${ceiling ?? 'a ceiling'} ends the walk.${time}`,
    bars: [...bars, buildCeilingBar(items, total, message)],
  };
}
