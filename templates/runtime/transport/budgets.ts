import { ClientError } from '../errors.js';
import { MAX_DELAY, runAbortable } from './abortable.js';
import type { BudgetedRequest, OpenBudgets, Scheduler } from './client-state.js';

/** At most `requests` requests in any `per` seconds. */
export interface RequestBudget {
  readonly requests: number;
  /** In seconds. */
  readonly per: number;
}

/** Budgets that replace the declared ones, by name; `false` turns all budgets off. */
export type RequestBudgets<Name extends string> = false | { readonly [Key in Name]?: RequestBudget | undefined };

/** One budget and the requests that count against it. Times are those of `performance.now()`, which never jumps. */
interface Usage {
  readonly requests: number;
  /** In milliseconds. */
  readonly per: number;
  inFlight: number;
  /** When the last requests were done, oldest first. */
  readonly done: number[];
}

/** A request that waits for its turn. */
interface Waiter {
  readonly usages: readonly Usage[];
  readonly isUrgent: boolean;
  grant(): void;
}

/**
 * Declares the budgets of an API. A request is sent only if fewer than `requests` others are in flight or were done less
 * than `per` seconds ago. The server counts a request at an unknown moment between its sending and its answer, so no
 * earlier moment is safe.
 */
export function requestBudgets(declared: Readonly<Record<string, RequestBudget>>): OpenBudgets {
  return (changed) => {
    if (changed === false) return undefined;
    const merged = { ...declared };
    for (const [name, budget] of Object.entries(changed ?? {})) {
      if (!Object.hasOwn(declared, name)) {
        const names = Object.keys(declared).join(', ');
        throw new ClientError('INVALID_OPTION', undefined, `no budget is called '${name}'; there are ${names}`);
      }
      if (budget !== undefined) merged[name] = checkBudget(name, budget);
    }
    return new BudgetScheduler(merged);
  };
}

function checkBudget(name: string, budget: RequestBudget): RequestBudget {
  const { requests, per } = Object(budget) as RequestBudget;
  if (Number.isInteger(requests) && requests > 0 && per > 0 && per < Infinity) return budget;
  const expected = '{ requests, per }: a whole number from 1 and a number of seconds above 0';
  const message = `budgets.${name} must be ${expected}; found ${JSON.stringify(budget)}`;
  throw new ClientError('INVALID_OPTION', undefined, message);
}

/** Lets requests through as fast as their budgets allow, for all calls of one client. */
class BudgetScheduler implements Scheduler {
  readonly #usages: ReadonlyMap<string, Usage>;
  /** In order of admission. */
  readonly #queue: Waiter[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(merged: Readonly<Record<string, RequestBudget>>) {
    this.#usages = new Map(
      Object.entries(merged).map(([name, { requests, per }]) => [
        name,
        { requests, per: per * 1000, inFlight: 0, done: [] },
      ]),
    );
  }

  fetch(fetcher: typeof fetch, request: BudgetedRequest): typeof fetch {
    const { tie, slot } = request;
    const { signal } = tie;
    return async (input, init) => {
      // A call that waits for its budget must not keep calls without one from sending.
      slot.free();
      const done = await tie.hold(() => this.#take(request));
      try {
        await tie.hold(() => slot.take([signal]));
        signal.throwIfAborted();
        return await runAbortable([signal], () => fetcher(input, init));
      } finally {
        done();
      }
    };
  }

  shortest(names: readonly string[], requests: number): number {
    return Math.max(...this.#of(names).map((one) => Math.floor(Math.max(0, requests - 1) / one.requests) * one.per), 0);
  }

  #of(names: readonly string[]): Usage[] {
    return names.flatMap((name) => this.#usages.get(name) ?? []);
  }

  /** Waits for a place in every budget. Returns a function to call when the request is done. */
  async #take({ names, isUrgent, tie: { signal } }: BudgetedRequest): Promise<() => void> {
    const usages = this.#of(names);
    let isGranted = false;
    let waiter: Waiter | undefined;
    const wait = new Promise<void>((resolve) => {
      waiter = {
        usages,
        isUrgent,
        grant() {
          isGranted = true;
          for (const usage of usages) usage.inFlight++;
          resolve();
        },
      };
      const { length } = this.#queue;
      const place = isUrgent ? this.#queue.findIndex((other) => !other.isUrgent) : length;
      this.#queue.splice(place < 0 ? length : place, 0, waiter);
      this.#admit();
    });
    try {
      await runAbortable([signal], () => wait);
    } catch (error) {
      if (isGranted) for (const usage of usages) usage.inFlight--;
      else this.#queue.splice(this.#queue.indexOf(waiter!), 1);
      this.#admit();
      throw error;
    }
    return () => {
      const now = performance.now();
      for (const usage of usages) {
        usage.inFlight--;
        usage.done.push(now);
      }
      this.#admit();
    };
  }

  /** Lets every waiting request through that has a place in all its budgets, and sets a timer for the next one. */
  #admit(): void {
    clearTimeout(this.#timer);
    const now = performance.now();
    let wake = Infinity;
    for (const waiter of [...this.#queue]) {
      const free = Math.max(...waiter.usages.map((usage) => freeAt(usage, now)), 0);
      if (free <= now) {
        this.#queue.splice(this.#queue.indexOf(waiter), 1);
        waiter.grant();
      } else wake = Math.min(wake, free);
    }
    if (wake === Infinity) return;
    this.#timer = setTimeout(() => this.#admit(), Math.min(Math.ceil(wake - now), MAX_DELAY));
  }
}

/** Returns when a budget has a free place; Infinity if a request in flight has to be done first. */
function freeAt({ requests, per, inFlight, done }: Usage, now: number): number {
  const isOver = (time: number | undefined): boolean => time !== undefined && time + per <= now;
  while (isOver(done[0])) done.shift();
  const surplus = inFlight + done.length - requests;
  return surplus < 0 ? 0 : (done[surplus] ?? Infinity) + per;
}
