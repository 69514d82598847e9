import type { PageSource } from '../styles/pager.js';
import { attachCheckpoint, type Progress } from './page.js';
import { requestPage } from './request-page.js';
import { type LoadedPage, walkPages } from './walk.js';

/** Takes the next value from the page that is being returned, without waiting; undefined if it has none left. */
export type Take<Value> = (progress: Progress, isNewPage: boolean) => IteratorYieldResult<Value> | undefined;

const DONE: IteratorReturnResult<undefined> = { done: true, value: undefined };

/**
 * Iterates over one walk. Parallel calls of `next()` are answered in order; leaving early aborts the requests in flight.
 * Written by hand instead of as a generator, since a generator waits before every item and this only before every page.
 */
export class WalkIterator<Value> implements AsyncIterableIterator<Value> {
  readonly #begin: () => Progress;
  readonly #take: Take<Value>;
  readonly #stop: AbortController = new AbortController();
  #progress: Progress | undefined;
  #pages: AsyncGenerator<LoadedPage, void, undefined> | undefined;
  /** Settles when the calls of `next()` before have been answered. */
  #queue: Promise<unknown> = Promise.resolve();
  #queued = 0;
  #isEnded = false;

  /** `begin` is called with the first `next()`. */
  constructor(begin: () => Progress, take: Take<Value>) {
    this.#begin = begin;
    this.#take = take;
  }

  next(): Promise<IteratorResult<Value, undefined>> {
    const progress = this.#progress;
    if (this.#queued === 0 && !this.#isEnded && progress?.page && !progress.call.options.signal?.aborted) {
      const taken = this.#take(progress, false);
      if (taken !== undefined) return Promise.resolve(taken);
    }
    this.#queued++;
    const result = this.#queue.then(() => this.#advance());
    this.#queue = result.catch(() => {});
    return result;
  }

  async return(): Promise<IteratorResult<Value, undefined>> {
    await this.#leave();
    return DONE;
  }

  async throw(error: unknown): Promise<IteratorResult<Value, undefined>> {
    await this.#leave();
    throw error;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async #advance(): Promise<IteratorResult<Value, undefined>> {
    try {
      if (this.#isEnded) return DONE;
      this.#progress ??= this.#begin();
      const progress = this.#progress;
      progress.call.options.signal?.throwIfAborted();
      this.#pages ??= this.#open(progress);
      for (let isNewPage = false; ; isNewPage = true) {
        const taken = progress.page && this.#take(progress, isNewPage);
        if (taken !== undefined) return taken;
        const result = await this.#pages.next();
        if (result.done === true) {
          this.#isEnded = true;
          return DONE;
        }
        progress.page = result.value;
        progress.returned = 0;
      }
    } catch (error) {
      if (this.#isEnded) return DONE;
      this.#leave();
      throw this.#progress === undefined ? error : attachCheckpoint(error, this.#progress);
    } finally {
      this.#queued--;
    }
  }

  #open({ call, start }: Progress): AsyncGenerator<LoadedPage, void, undefined> {
    const { concurrency = 1, prefetch = 0 } = call.options;
    const { signal } = this.#stop;
    const source: PageSource =
      concurrency > 1 && call.pager.lookAhead
        ? call.pager.lookAhead(call.pager, (state, stop) => requestPage(call, state, [signal, stop]), concurrency)
        : { request: (state) => requestPage(call, state, [signal]) };
    const pages = walkPages(call, start, source);
    return prefetch > 0 ? prefetchPages(pages, prefetch) : pages;
  }

  async #leave(): Promise<void> {
    this.#isEnded = true;
    this.#stop.abort();
    await this.#pages?.return().catch(() => {});
  }
}

/** Runs up to `count` pages ahead of the caller: the generator queues calls of `next` and answers them in order. */
async function* prefetchPages(
  pages: AsyncGenerator<LoadedPage, void, undefined>,
  count: number,
): AsyncGenerator<LoadedPage, void, undefined> {
  const queue: Promise<IteratorResult<LoadedPage, void>>[] = [];
  try {
    for (;;) {
      while (queue.length <= count) {
        const next = pages.next();
        // The caller may leave before it comes to this page: then nobody handles its error.
        next.catch(() => {});
        queue.push(next);
      }
      const result = await queue.shift();
      if (result === undefined || result.done === true) return;
      yield result.value;
    }
  } finally {
    await pages.return();
  }
}
