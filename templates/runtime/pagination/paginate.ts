import type { ClientCore } from '../client.js';
import { ClientError } from '../errors.js';
import type { Operation } from '../operation.js';
import type { Checkpoint } from './checkpoint.js';
import { fetchPage } from './fetch-page.js';
import { prepare } from './list-call.js';
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
    const buffered = (walk: Walk): IteratorResult<Item, undefined> | undefined => {
      const { step } = walk;
      if (step === undefined || walk.given >= step.items.length) return undefined;
      walk.delivered++;
      return { done: false, value: step.items[walk.given++] as Item };
    };
    return this.#iterate(buffered, async (walk, pages) => {
      for (;;) {
        const item = buffered(walk);
        if (item !== undefined) return item;
        const { done, value } = await pages.next();
        if (done) return { done, value: undefined };
        walk.step = value;
        walk.given = 0;
      }
    });
  }

  /** The pages. */
  pages(): AsyncIterableIterator<Page<Item, Body>> {
    return this.#iterate(
      () => undefined,
      async (walk, pages) => {
        for (;;) {
          const { done, value } = await pages.next();
          if (done) return { done, value: undefined };
          walk.step = value;
          walk.given = value.items.length;
          walk.delivered += value.items.length;
          const resumed = value.index === 0 && walk.start.index > 0;
          if (value.shown && !(resumed && value.items.length === 0)) {
            return { done: false, value: toPage<Item, Body>(walk, value, new Map(), walk.delivered) };
          }
        }
      },
    );
  }

  /** The first `max` items, or all where there are fewer. */
  async toArray(options: { max: number }): Promise<Item[]> {
    const max = options?.max;
    const { operation, options: own } = this.#ready().call;
    if (!(max >= 0))
      throw new ClientError('INVALID_OPTION', operation.name, 'toArray needs a cap: toArray({ max: 5000 })');
    const maxItems = Math.min(max, own.maxItems ?? max);
    const items: Item[] = [];
    const capped = new Paginator<Item, Body>(() => {
      const { call, start } = this.#ready();
      return { call: { ...call, options: { ...call.options, maxItems } }, start };
    });
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
    const { split, windows } = call.strategy.style;
    if (split === undefined || !(parts >= 1)) {
      throw new ClientError(
        'INVALID_OPTION',
        call.operation.name,
        'split(n) takes a whole number from 1 up, and an offset or page strategy',
      );
    }
    const count = Math.floor(parts);
    const deep = windows?.(call, start);
    const states = await (deep?.split(call, count, start) ??
      split(call, count, start, await fetchPage(call, start, [])));
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
    return step?.outcome.kind === 'ceiling' && given >= step.items.length && call?.options.onCeiling === 'stop';
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

  /** `buffered` answers without waiting where it can; it spares the promises that a waiting call needs. */
  #iterate<Value>(
    buffered: (walk: Walk) => IteratorResult<Value, undefined> | undefined,
    pull: (walk: Walk, pages: AsyncIterator<Step, void, undefined>) => Promise<IteratorResult<Value, undefined>>,
  ): AsyncIterableIterator<Value> {
    const stop = new AbortController();
    let walk: Walk | undefined;
    let pages: AsyncGenerator<Step, void, undefined> | undefined;
    let tail: Promise<unknown> = Promise.resolve();
    let waiting = 0;
    let ended = false;
    const run = ({ call, start }: Walk): AsyncGenerator<Step, void, undefined> => steps(call, start, stop.signal);
    const leave = (): Promise<unknown> => {
      ended = true;
      stop.abort();
      return pages?.return().catch(() => {}) ?? Promise.resolve();
    };
    const advance = async (): Promise<IteratorResult<Value, undefined>> => {
      if (ended) return { done: true, value: undefined };
      try {
        walk ??= this.#walk = this.#newWalk(true);
        const { signal, prefetch = 0 } = walk.call.options;
        signal?.throwIfAborted();
        pages ??= prefetch > 0 ? ahead(run(walk), prefetch) : run(walk);
        const result = await pull(walk, pages);
        ended ||= result.done === true;
        return result;
      } catch (error) {
        if (ended) return { done: true, value: undefined };
        leave();
        throw walk === undefined ? error : located(error, walk);
      } finally {
        waiting--;
      }
    };
    return {
      next() {
        if (waiting === 0 && !ended && walk !== undefined && !walk.call.options.signal?.aborted) {
          const result = buffered(walk);
          if (result !== undefined) return Promise.resolve(result);
        }
        waiting++;
        const result = tail.then(advance);
        tail = result.catch(() => {});
        return result;
      },
      async return() {
        await leave();
        return { done: true, value: undefined };
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
