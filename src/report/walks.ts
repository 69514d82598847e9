import { shortestDuration } from '../client/evaluate/list-call.ts';
import type { OperationPlan, StrategyPlan } from '../client/plan/operation-plan.ts';
import type { ApiModel } from '../model/api.ts';
import { countOf, formatDuration, formatNumber, truncate } from '../shared/words.ts';
import { prepareWalk } from '../simulate/explain/explain-strategy.ts';
import { createSimulatedApi, type Simulation, simulate, type WalkStep } from '../simulate/explain/simulate.ts';
import type { Bar, WalkFacts, WalkOutcome } from './report-page.ts';

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

/** Number of requests of a window that have a bar of their own before the others are combined. */
const FIRST_STEPS = 2;
/** Largest number of windows that are shown in full. If there are more, those in the middle are combined to one bar. */
const MAX_WINDOWS = 4;

interface NumberedStep extends WalkStep {
  /** Number of the request, from 1. */
  readonly number: number;
  /** Number of items that earlier requests returned. */
  readonly before: number;
}

/** Builds the bars of a walk. Similar requests share a bar, so that a walk with thousands of them stays readable. */
export function buildWaterfall(steps: readonly WalkStep[], total: number): Bar[] {
  let before = 0;
  const counted = steps.map((step, index): NumberedStep => {
    const own = { ...step, number: index + 1, before };
    before += step.items;
    return own;
  });
  return groupSteps(counted).map((group) => buildBar(group, total));
}

/** Builds the bar for the items that a ceiling keeps out of reach. */
export function buildCeilingBar(items: number, total: number, sends: string): Bar {
  const sum = `${formatNumber(total - items)} out of reach`;
  const x = share(items, total);
  return { kind: 'beyond', requests: '–', note: 'ceiling', items: '–', sends, sum, x, width: 1000 - x };
}

function groupSteps(steps: readonly NumberedStep[]): (readonly NumberedStep[])[] {
  const windows = [...new Set(steps.map(({ window }) => window))].map((own) =>
    steps.filter(({ window }) => window === own),
  );
  if (windows.length <= MAX_WINDOWS) return windows.flatMap(groupWindow);
  const [first = [], second = [], ...others] = windows;
  const last = others.pop() ?? [];
  return [...groupWindow(first), ...groupWindow(second), others.flat(), ...groupWindow(last)];
}

function groupWindow(steps: readonly NumberedStep[]): (readonly NumberedStep[])[] {
  if (steps.length <= FIRST_STEPS + 2) return steps.map((step) => [step]);
  const [head, middle, last] = [steps.slice(0, FIRST_STEPS), steps.slice(FIRST_STEPS, -1), steps.slice(-1)];
  return [...head.map((step) => [step]), middle, last];
}

function buildBar(group: readonly NumberedStep[], total: number): Bar {
  const [first] = group as readonly [NumberedStep];
  const last = group.at(-1) as NumberedStep;
  const sum = last.before + last.items;
  const x = share(first.before, total);
  const counts = new Set(group.map(({ items }) => items));
  const several = group.length > 1;
  return {
    kind: several ? 'pages' : first.items === 0 ? 'nothing' : 'page',
    requests: several ? `${formatNumber(first.number)}–${formatNumber(last.number)}` : formatNumber(first.number),
    note: describeWindows(first, last),
    items: several
      ? `${formatNumber(group.length)} × ${counts.size === 1 ? formatNumber(first.items) : 'several'}`
      : formatNumber(first.items),
    // The bar has one line for the first request and one for the last.
    sends: several
      ? `${truncate(first.sends, 80)}\n… ${truncate(last.sends, 80)}`
      : truncate(first.sends, 160) || '(nothing)',
    sum: formatNumber(sum),
    x,
    width: share(sum, total) - x,
  };
}

function describeWindows(first: NumberedStep, last: NumberedStep): string {
  if (first.window === 1) return '';
  return first.window === last.window
    ? `window ${formatNumber(first.window)}`
    : `windows ${first.window}–${last.window}`;
}

function share(items: number, total: number): number {
  return total === 0 ? 0 : Math.round((items / total) * 1000);
}
