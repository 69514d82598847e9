import type { ApiModel } from '../model/api.ts';
import type { OperationPlan } from '../plan/client-plan.ts';
import type { StrategyPlan } from '../plan/strategy-plan.ts';
import { formatNumber } from '../shared/format-number.ts';
import { prepareWalk } from '../simulate/explain/explain-strategy.ts';
import { createSimulatedApi, type Simulation, simulate, type WalkStep } from '../simulate/explain/simulate.ts';
import type { Outcome, WalkFacts } from './report-page.ts';
import { cut } from './text.ts';
import { beyondBar, waterfall } from './waterfall.ts';

/** A strategy that is walked. */
export interface Walked {
  readonly operation: OperationPlan;
  readonly strategy: StrategyPlan;
  /** `maxOffset 10,000`, where the walk has a ceiling. */
  readonly ceiling: string | undefined;
}

/** A walk through so many items. */
export interface TotalWalk extends WalkFacts {
  readonly total: number;
  readonly outcome: Outcome;
  /** The end in a few words. */
  readonly end: string;
}

/** What is walked through where the user says nothing: little, much, and more than the usual ceiling of 10,000. */
const TOTALS = [100, 1000, 12_000];
/** Items of all walks of one total, beyond which only strategies with a ceiling are walked: the others go on alike. */
const MOST_ITEMS = 300_000;

/**
 * Simulates every strategy at every total.
 *
 * @param totals what the user asked for; all of it is simulated
 * @returns by strategy, totals ascending
 */
export async function simulateAll(
  model: ApiModel,
  walked: readonly Walked[],
  totals: readonly number[] | undefined,
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<StrategyPlan, readonly TotalWalk[]>> {
  const walks = new Map<StrategyPlan, TotalWalk[]>(walked.map(({ strategy }) => [strategy, []]));
  const ascending = [...new Set(totals ?? TOTALS)].sort((a, b) => a - b);
  for (const total of ascending) {
    const api = createSimulatedApi(model, total);
    const isDear = totals === undefined && walked.length * total > MOST_ITEMS;
    for (const { operation, strategy, ceiling } of walked) {
      if (isDear && ceiling === undefined) continue;
      signal?.throwIfAborted();
      const steps: WalkStep[] = [];
      const walk = { ...prepareWalk(operation, strategy), onStep: (step: WalkStep) => void steps.push(step) };
      walks.get(strategy)?.push(walkOf(await simulate(api, walk), steps, ceiling));
    }
  }
  return walks;
}

function walkOf(simulation: Simulation, steps: readonly WalkStep[], ceiling: string | undefined): TotalWalk {
  const { total, items, requests, windows } = simulation;
  const outcome = simulation.outcome === 'complete' && windows > 1 ? 'windows' : simulation.outcome;
  const asked = `${formatNumber(requests)} ${requests === 1 ? 'request' : 'requests'}`;
  const bars = waterfall(steps, total);
  if (outcome === 'complete' || outcome === 'windows') {
    const inWindows = outcome === 'windows' ? `, in ${formatNumber(windows)} windows` : '';
    const given =
      total === 0
        ? 'finds that there are no items'
        : `${requests === 1 ? 'gives' : 'give'} all ${formatNumber(items)} items`;
    return { total, outcome, end: asked, words: `${asked} ${given}${inWindows}.`, bars };
  }
  const rest = `${formatNumber(items)} of ${formatNumber(total)} items`;
  const message = cut(simulation.message ?? '');
  if (outcome === 'error')
    return { total, outcome, end: `after ${asked}`, words: `${asked}, ${rest}: ${message}`, bars };
  return {
    total,
    outcome,
    end: rest,
    words: `${asked} give ${rest}; then ${ceiling ?? 'a ceiling'} ends the walk.`,
    bars: [...bars, beyondBar(items, total, message)],
  };
}
