import type { ApiModel } from '../../model/api.ts';
import type { StrategyExplanation } from './explain-strategy.ts';
import { createSimulatedApi, type SimulatedWalk, type Simulation, simulate, type WalkStep } from './simulate.ts';

/** The most requests that are sent to find out how a walk repeats itself. They take about a second. */
const MAX_REQUESTS = 1500;

/** A part of a walk that repeats: a page, or a window. */
interface Cycle {
  readonly items: number;
  readonly requests: number;
  readonly windows: number;
}

/**
 * Simulates a walk like `simulate`, in about a second. A long walk repeats itself page by page or window by window, so
 * only a shorter one with the same end is simulated, and the repetitions that it lacks are added.
 */
export async function simulateQuickly(
  model: ApiModel,
  total: number,
  walk: SimulatedWalk,
  { plan, reach = Number.POSITIVE_INFINITY }: Pick<StrategyExplanation, 'plan' | 'reach'>,
  maxRequests = MAX_REQUESTS,
): Promise<Simulation> {
  const steps: WalkStep[] = [];
  const stop = new AbortController();
  const onStep = (step: WalkStep): void => {
    steps.push(step);
    if (steps.length >= maxRequests) stop.abort();
  };
  const begun = await simulate(createSimulatedApi(model, total), { ...walk, onStep, signal: stop.signal });
  if (!stop.signal.aborted) return begun;
  const size = steps[1]?.items ?? 1;
  const page: Cycle = { items: size, requests: 1, windows: 0 };
  if (total <= reach) return simulateEnd(page, Math.floor(total / size) - 10);
  const second = steps.filter(({ window }) => window === 2);
  const isWhole = steps.some(({ window }) => window === 3);
  const items = second.reduce((sum, step) => sum + step.items, 0);
  if (isWhole && items > 0) {
    return simulateEnd({ items, requests: second.length, windows: 1 }, Math.floor((total - reach) / items) - 2);
  }
  return estimate();

  /** Simulates the walk without the `wanted` repetitions of a cycle, and adds them. */
  async function simulateEnd(cycle: Cycle, wanted: number): Promise<Simulation> {
    const skipped = Math.max(0, wanted);
    const { last: _, ...end } = await simulate(createSimulatedApi(model, total - skipped * cycle.items), walk);
    return {
      ...end,
      total,
      items: end.items + skipped * cycle.items,
      requests: end.requests + skipped * cycle.requests,
      windows: end.windows + skipped * cycle.windows,
    };
  }

  /** Counts pages and windows of a walk whose windows are too long to simulate one. */
  function estimate(): Simulation {
    const { first } = begun;
    if (plan?.deep !== true) {
      const message = `the walk ends at ${plan?.ceiling?.name ?? 'a ceiling'}`;
      const requests = Math.ceil(reach / size);
      return { total, items: reach, requests, windows: 1, outcome: 'ceiling', message, first, isEstimate: true };
    }
    const requests = Math.ceil(total / size);
    return {
      total,
      items: total,
      requests,
      windows: Math.ceil(total / reach),
      outcome: 'complete',
      first,
      isEstimate: true,
    };
  }
}
