import type { OperationPlan } from '../client/plan/client-plan.ts';
import type { StrategyPlan } from '../client/plan/strategy-plan.ts';
import type { ApiModel } from '../model/api.ts';
import { countOf, formatNumber } from '../shared/words.ts';
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

/** Default totals: few items, many, and more than the usual ceiling of 10,000. */
const TOTALS = [100, 1000, 12_000];
/**
 * Number of items in all walks of one total, above which only strategies with a ceiling are walked. The others only
 * repeat their last step.
 */
const MOST_ITEMS = 300_000;

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
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<StrategyPlan, readonly TotalWalk[]>> {
  const walks = new Map<StrategyPlan, TotalWalk[]>(walked.map(({ strategy }) => [strategy, []]));
  const ascending = [...new Set(totals ?? TOTALS)].sort((a, b) => a - b);
  for (const total of ascending) {
    const api = createSimulatedApi(model, total);
    const isExpensive = totals === undefined && walked.length * total > MOST_ITEMS;
    for (const { operation, strategy, ceiling } of walked) {
      if (isExpensive && ceiling === undefined) continue;
      signal?.throwIfAborted();
      const steps: WalkStep[] = [];
      const walk = { ...prepareWalk(operation, strategy), onStep: (step: WalkStep) => void steps.push(step) };
      walks.get(strategy)?.push(summarizeWalk(await simulate(api, walk), steps, ceiling));
    }
  }
  return walks;
}

function summarizeWalk(simulation: Simulation, steps: readonly WalkStep[], ceiling: string | undefined): TotalWalk {
  const { total, items, requests, windows } = simulation;
  const outcome = simulation.outcome === 'complete' && windows > 1 ? 'windows' : simulation.outcome;
  const sent = countOf(requests, 'request');
  const verb = requests === 1 ? 'returns' : 'return';
  const bars = buildWaterfall(steps, total);
  if (outcome === 'complete' || outcome === 'windows') {
    const inWindows = outcome === 'windows' ? `, in ${formatNumber(windows)} windows` : '';
    const all = total === 0 ? 'no' : `all ${formatNumber(items)}`;
    return { total, outcome, end: sent, words: `${sent} ${verb} ${all} items${inWindows}.`, bars };
  }
  const rest = `${formatNumber(items)} of ${formatNumber(total)} items`;
  const message = truncate(simulation.message ?? '');
  if (outcome === 'error') return { total, outcome, end: `after ${sent}`, words: `${sent}, ${rest}: ${message}`, bars };
  return {
    total,
    outcome,
    end: rest,
    words: `${sent} ${verb} ${rest}, then ${ceiling ?? 'a ceiling'} ends the walk.`,
    bars: [...bars, buildCeilingBar(items, total, message)],
  };
}
