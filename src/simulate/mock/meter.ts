import type { Budget } from '../../model/api.ts';
import type { Operation } from '../../model/operation.ts';

/** A request beyond a budget. */
export interface Exceeded {
  readonly budget: Budget;
  /** Milliseconds until the budget has a place again. */
  readonly wait: number;
}

/** Counts a request to an operation. Returns the exceeded budget; undefined if every budget has a place. */
export type Meter = (operation: Operation) => Exceeded | undefined;

/**
 * Creates a meter for the budgets of a document, which counts the requests of the last `per` seconds. Rejected requests do
 * not count.
 *
 * @param now returns milliseconds
 */
export function createMeter(budgets: readonly Budget[], now: () => number = () => performance.now()): Meter {
  const seen = new Map(budgets.map((budget) => [budget.name, [] as number[]]));
  return (operation) => {
    const time = now();
    const own = budgets.filter(({ name }) => operation.budgets?.includes(name));
    const exceeded = own.flatMap((budget): Exceeded[] => {
      const times = seen.get(budget.name) ?? [];
      const period = budget.per * 1000;
      while (times[0] !== undefined && times[0] + period <= time) times.shift();
      const oldest = times[times.length - budget.requests];
      return oldest === undefined ? [] : [{ budget, wait: oldest + period - time }];
    });
    if (exceeded.length === 0) for (const { name } of own) seen.get(name)?.push(time);
    return exceeded.sort((a, b) => b.wait - a.wait)[0];
  };
}
