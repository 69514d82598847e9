import type { ClientCore } from '../client.js';
import type { Operation } from '../operation.js';
import type { Checkpoint } from './checkpoint.js';
import { invalidOption, prepare } from './list-call.js';
import { checkpointOf, located, type Page, request, resumed, toPage, type Walk } from './one-page.js';
import type { PaginationPlan, PositionListOptions } from './options.js';
import { planOf } from './reach.js';
import type { Strategy } from './strategy.js';
import { type Step, steps } from './walk.js';

export type { Page } from './one-page.js';

/** Gives the pages of a list call. */
export function paginate<Item, Body>(
  client: ClientCore,
  operation: Operation,
  params: object,
  options: PositionListOptions,
  strategies: readonly Strategy[],
): Paginator<Item, Body> {
  const own = { ...params };
  return new Paginator<Item, Body>(() => prepare(client, operation, own, options, strategies));
}

/**
 * The result of a list call: iterate it for the items, await it for the first page. Nothing is sent before.
 * Each `for await` is a new walk. Returning it from an async function awaits it: the caller gets the first page.
 */
export class Paginator<Item, Body = unknown> implements AsyncIterable<Item>, PromiseLike<Page<Item, Body>> {
  readonly #prepare: () => ReturnType<typeof prepare>;
  #prepared: ReturnType<typeof prepare> | undefined;
  #first: Promise<Page<Item, Body>> | undefined;
  #walk: Walk | undefined;

  constructor(prepared: () => ReturnType<typeof prepare>) {
    this.#prepare = prepared;
  }

  /** The first page, requested once; after a failure again. */
  first(): Promise<Page<Item, Body>> {
    this.#first ??= this.#requestFirst().catch((error: unknown) => {
      this.#first = undefined;
      throw error;
    });
    return this.#first;
  }

  // biome-ignore lint/suspicious/noThenProperty: awaiting a list call gives its first page
  then<Result = Page<Item, Body>, Failure = never>(
    onFulfilled?: ((page: Page<Item, Body>) => Result | PromiseLike<Result>) | null,
    onRejected?: ((reason: unknown) => Failure | PromiseLike<Failure>) | null,
  ): Promise<Result | Failure> {
    return this.first().then(onFulfilled, onRejected);
  }

  /** The items, page after page. */
  [Symbol.asyncIterator](): AsyncIterableIterator<Item> {
    return this.#iterate((walk, { items }) => {
      if (walk.given >= items.length) return undefined;
      walk.delivered++;
      return { done: false, value: items[walk.given++] as Item };
    });
  }

  /** The pages. */
  pages(): AsyncIterableIterator<Page<Item, Body>> {
    return this.#iterate((walk, step, isFresh) => {
      const { items, index, shown } = step;
      if (!isFresh) return undefined;
      walk.given = items.length;
      walk.delivered += items.length;
      const isResumed = index === 0 && walk.start.index > 0;
      if (!shown || (isResumed && items.length === 0)) return undefined;
      return { done: false, value: toPage<Item, Body>(walk, step, new Map(), walk.delivered) };
    });
  }

  /** The first `max` items, or all where there are fewer. */
  async toArray(options: { max: number }): Promise<Item[]> {
    const max = options?.max;
    const { call, start } = this.#ready();
    if (!(max >= 0)) throw invalidOption(call, 'toArray needs a cap: toArray({ max: 5000 })');
    const maxItems = Math.min(max, call.options.maxItems ?? max);
    const items: Item[] = [];
    const own = { ...call, options: { ...call.options, maxItems } };
    const capped = new Paginator<Item, Body>(() => ({ call: own, start }));
    try {
      for await (const item of capped) items.push(item);
    } finally {
      this.#walk = capped.#walk;
    }
    return items;
  }

  /** What a walk would do. Sends nothing. */
  plan(): PaginationPlan {
    const { call, start } = this.#ready();
    return planOf(call, start);
  }

  /** Cuts the walk in at most `parts` parts, plain JSON to be given as `resume`; together they are the walk. Needs a declared total, or under windows a number or date to cut by. */
  async split(parts: number): Promise<Checkpoint[]> {
    const { call, start } = this.#ready();
    const { split } = call.strategy.style;
    if (split === undefined || !(parts >= 1))
      throw invalidOption(call, 'split(n) takes a whole number from 1 up, and an offset or page strategy');
    const states = await split(call, Math.floor(parts), start);
    return states.map((state) => ({ ...call.stamp, state, index: 0 }));
  }

  /** Of the walk started last: resumes after the last item given out. */
  checkpoint(): Checkpoint {
    const walk = this.#walk ?? this.#newWalk(true);
    return checkpointOf(walk);
  }

  /** Of the walk started last: whether it ended at a ceiling (`onCeiling: 'stop'`). */
  get truncated(): boolean {
    const { step, given = 0, call } = this.#walk ?? {};
    return step?.outcome.ceiling !== undefined && given >= step.items.length && call?.options.onCeiling === 'stop';
  }

  #ready(): ReturnType<typeof prepare> {
    this.#prepared ??= this.#prepare();
    return this.#prepared;
  }

  #newWalk(windows: boolean): Walk {
    const { call, start } = this.#ready();
    const { style, spec } = call.strategy;
    const { resume } = call.options;
    const fresh = { step: undefined, given: 0, delivered: 0 };
    if (resume !== undefined) {
      const from = resumed(call, resume);
      if (from.state !== undefined) style.check?.(call, from.state);
      return { ...fresh, call: { ...call, deep: from.state?.window && spec.deep }, start: from };
    }
    const deep = windows ? style.windows?.(call, start) : undefined;
    return { ...fresh, call: { ...call, deep }, start: { state: deep ? { ...start, window: {} } : start, index: 0 } };
  }

  async #requestFirst(): Promise<Page<Item, Body>> {
    const walk = this.#newWalk(false);
    return request<Item, Body>(walk, walk.start, 0, new Map(), 0);
  }

  /** `take` gives what is left of a page, without waiting; `isFresh` where the page is new. */
  #iterate<Value>(
    take: (walk: Walk, step: Step, isFresh: boolean) => IteratorYieldResult<Value> | undefined,
  ): AsyncIterableIterator<Value> {
    type Result = IteratorResult<Value, undefined>;
    const end: Result = { done: true, value: undefined };
    const stop = new AbortController();
    let walk: Walk | undefined;
    let pages: AsyncGenerator<Step, void, undefined> | undefined;
    let tail: Promise<unknown> = Promise.resolve();
    let waiting = 0;
    let ended = false;
    const leave = async (): Promise<void> => {
      ended = true;
      stop.abort();
      await pages?.return().catch(() => {});
    };
    const advance = async (): Promise<Result> => {
      if (ended) return end;
      try {
        walk ??= this.#walk = this.#newWalk(true);
        const { call, start } = walk;
        const { signal, prefetch = 0 } = call.options;
        signal?.throwIfAborted();
        pages ??= prefetch > 0 ? ahead(steps(call, start, stop.signal), prefetch) : steps(call, start, stop.signal);
        for (let isFresh = false; ; isFresh = true) {
          const taken = walk.step && take(walk, walk.step, isFresh);
          if (taken !== undefined) return taken;
          const { done, value } = await pages.next();
          if (done) {
            ended = true;
            return end;
          }
          walk.step = value;
          walk.given = 0;
        }
      } catch (error) {
        if (ended) return end;
        leave();
        throw walk === undefined ? error : located(error, walk);
      } finally {
        waiting--;
      }
    };
    return {
      next() {
        // Without the promises that a waiting call needs.
        if (waiting === 0 && !ended && walk?.step !== undefined && !walk.call.options.signal?.aborted) {
          const taken = take(walk, walk.step, false);
          if (taken !== undefined) return Promise.resolve(taken);
        }
        waiting++;
        const result = tail.then(advance);
        tail = result.catch(() => {});
        return result;
      },
      async return() {
        await leave();
        return end;
      },
      async throw(error: unknown) {
        await leave();
        throw error;
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    };
  }
}

/** Runs pages ahead of their consumer: the generator queues calls of `next` and serves them one after another. */
async function* ahead(
  pages: AsyncGenerator<Step, void, undefined>,
  most: number,
): AsyncGenerator<Step, void, undefined> {
  const queue: Promise<IteratorResult<Step, void>>[] = [];
  try {
    for (;;) {
      while (queue.length <= most) {
        const next = pages.next();
        next.catch(() => {});
        queue.push(next);
      }
      const { done, value } = await (queue.shift() as Promise<IteratorResult<Step, void>>);
      if (done) return;
      yield value;
    }
  } finally {
    await pages.return();
  }
}
