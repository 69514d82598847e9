import { noteCall } from '../called.js';
import type { ClientCore } from '../client.js';
import type { ApiError, Failing } from '../errors.js';
import type { Operation } from '../operation.js';
import { fitted } from '../styles/pager.js';
import type { Strategy } from '../styles/strategy.js';
import { planOf, windowsOf } from './ceiling.js';
import type { Checkpoint } from './checkpoint.js';
import { WalkIterator } from './iterate.js';
import { firstState, invalidOption, type ListCall, prepareCall, withWindows } from './list-call.js';
import type { PaginationPlan, PositionListOptions } from './options.js';
import { checkpointOf, type Page, type Present, type Progress, requestSingle, toPage } from './page.js';
import { requestOf } from './request-page.js';
import { resumeFrom } from './resume.js';
import { newMemory, type Start } from './walk.js';

export type { Page } from './page.js';

/**
 * Prepares a list call. Nothing is sent, and nothing is checked, before the result is used.
 *
 * @param source the generated function
 */
export function paginate<Item, Body, Resume = Checkpoint, Failure = ApiError>(
  client: ClientCore,
  operation: Operation,
  params: object,
  options: PositionListOptions,
  strategies: readonly Strategy[],
  source?: object,
): Paginator<Item, Body, Resume, Failure> {
  noteCall(source, operation.name);
  const ownParams = { ...params };
  return new Paginator<Item, Body, Resume, Failure>(
    () => prepareCall(client, operation, ownParams, options, strategies),
    toPage,
  );
}

// The type of the declared errors: a class cannot declare a member that has no value under `isolatedDeclarations`.
// Merging is safe, because the member is optional and nobody sets it. Both declarations have the same type parameters.
export interface Paginator<
  Item,
  Body = unknown,
  Resume = Checkpoint,
  Failure = ApiError,
  Result extends Page<Item, Body, Resume> = Page<Item, Body, Resume>,
> extends Failing<Failure> {}

/**
 * The result of a list call: iterate it for the items, await it for the first page. Each `for await` is a new walk.
 *
 * Returning it from an async function awaits it, so that the caller gets the first page.
 */
export class Paginator<
  Item,
  Body = unknown,
  Resume = Checkpoint,
  Failure = ApiError,
  Result extends Page<Item, Body, Resume> = Page<Item, Body, Resume>,
> implements AsyncIterable<Item>, PromiseLike<Result>
{
  readonly #prepare: () => ListCall;
  readonly #present: Present<Result>;
  #prepared: ListCall | undefined;
  #firstPage: Promise<Result> | undefined;
  /** The walk that was started last. */
  #progress: Progress | undefined;

  constructor(prepare: () => ListCall, present: Present<Result>) {
    this.#prepare = prepare;
    this.#present = present;
  }

  /** Returns the first page. It is requested once, and again only after a failure. */
  first(): Promise<Result> {
    this.#firstPage ??= this.#requestFirst().catch((error: unknown) => {
      this.#firstPage = undefined;
      throw error;
    });
    return this.#firstPage;
  }

  /** Awaiting a list call returns its first page. */
  then<Value = Result, Other = never>(
    onFulfilled?: ((page: Result) => Value | PromiseLike<Value>) | null,
    onRejected?: ((reason: unknown) => Other | PromiseLike<Other>) | null,
  ): Promise<Value | Other> {
    return this.first().then(onFulfilled, onRejected);
  }

  /** Iterates over the items, page after page. */
  [Symbol.asyncIterator](): AsyncIterableIterator<Item> {
    return new WalkIterator<Item>(
      () => this.#begin(),
      (progress) => {
        const { page, returned } = progress;
        if (page === undefined || returned >= page.items.length) return undefined;
        progress.returned++;
        progress.delivered++;
        return { done: false, value: page.items[returned] as Item };
      },
    );
  }

  /** Iterates over the pages. */
  pages(): AsyncIterableIterator<Result> {
    return new WalkIterator<Result>(
      () => this.#begin(),
      (progress, isNewPage) => {
        const { call, start, page } = progress;
        if (page === undefined || !isNewPage) return undefined;
        const { length } = page.items;
        progress.returned = length;
        progress.delivered += length;
        const isRestOfPage = page.index === 0 && start.skip > 0;
        if (!page.isYielded || (isRestOfPage && length === 0)) return undefined;
        const request = requestOf(call);
        return { done: false, value: this.#present(call, start, page, progress.delivered, request) };
      },
    );
  }

  /**
   * Returns the first `max` items, or all if there are fewer. A cap is required, so that no list can fill the memory.
   *
   * Rejects with `ClientError` (`INVALID_OPTION`) without a cap.
   */
  async toArray(options: { max: number }): Promise<Item[]> {
    const call = this.#ready();
    const max: unknown = options?.max;
    if (typeof max !== 'number' || !(max >= 0))
      throw invalidOption(call, 'toArray needs a cap, such as toArray({ max: 5000 })');
    const { maxItems = max } = call.options;
    const capped = { ...call, options: { ...call.options, maxItems: Math.min(max, maxItems) } };
    const list = new Paginator<Item, Body, Resume, Failure, Result>(() => capped, this.#present);
    const items: Item[] = [];
    try {
      for await (const item of list) items.push(item);
    } finally {
      this.#progress = list.#progress;
    }
    return items;
  }

  /**
   * Forecasts the walk. Sends nothing. With the number of items that you expect, it counts requests too.
   *
   * Throws `ClientError` (`INVALID_OPTION`) if `total` is not a whole number from 0.
   */
  plan({ total }: { readonly total?: number | undefined } = {}): PaginationPlan {
    const call = this.#ready();
    if (total !== undefined && !(Number.isInteger(total) && total >= 0))
      throw invalidOption(call, `plan({ total }) takes a whole number from 0; found ${total}`);
    return planOf(call, firstState(call), total);
  }

  /**
   * Cuts the walk, or the rest of a resumed one, into at most `parts` parts. Each is plain JSON to be passed as `resume`;
   * together they return what the walk returns. `maxItems` and `maxPages` do not limit them.
   *
   * Needs an offset or page strategy with a declared total, or windows (`deep`) over a number or date. Rejects with
   * `ClientError` (`INVALID_OPTION`) otherwise.
   */
  async split(parts: number): Promise<Checkpoint[]> {
    const ready = this.#ready();
    const { maxItems: _, maxPages: __, ...options } = ready.options;
    const { call, start } = startOf({ ...ready, options }, true);
    const { pager, windows, stamp } = call;
    if (!(Number.isInteger(parts) && parts >= 1) || (windows === undefined && pager.split === undefined))
      throw invalidOption(call, 'split(n) takes a whole number from 1, and needs an offset or page strategy');
    const first = checkpointOf({ call, start, page: undefined, returned: 0, delivered: 0 });
    if (first === undefined) throw invalidOption(call, 'split(n) cannot cut a list whose position the server keeps');
    const { state: begin, skip } = start;
    if (begin === undefined) return [first];
    const request = requestOf(call);
    const states =
      (await windows?.split(call, begin, skip, parts, request)) ?? (await pager.split?.(begin, parts, request)) ?? [];
    return states.map((state, index) =>
      index === 0 ? { ...first, state } : { ...stamp, state: fitted(pager, state), index: 0 },
    );
  }

  /** Returns where the walk that was started last can resume: after the last item that it returned; undefined if the server keeps the position. */
  checkpoint(): Resume {
    return checkpointOf(this.#progress ?? progressOf(startOf(this.#ready(), true))) as Resume;
  }

  /** True if the walk that was started last ended at a ceiling (`onCeiling: 'stop'`). */
  get truncated(): boolean {
    const { page, returned = 0, call } = this.#progress ?? {};
    const isAtCeiling = page?.next.kind === 'ceiling' && returned >= page.items.length;
    return isAtCeiling && call?.options.onCeiling === 'stop';
  }

  #ready(): ListCall {
    this.#prepared ??= this.#prepare();
    return this.#prepared;
  }

  #begin(): Progress {
    this.#progress = progressOf(startOf(this.#ready(), true));
    return this.#progress;
  }

  async #requestFirst(): Promise<Result> {
    const { call, start } = startOf(this.#ready(), false);
    return requestSingle(call, start, 0, requestOf(call), this.#present);
  }
}

interface CallStart {
  readonly call: ListCall;
  readonly start: Start;
}

/** Returns where a walk starts. Only whole walks use windows: they change the order of the items. */
function startOf(ready: ListCall, mayUseWindows: boolean): CallStart {
  const { resume } = ready.options;
  if (resume !== undefined) return resumeFrom(ready, resume);
  const first = firstState(ready);
  const windows = mayUseWindows ? windowsOf(ready, first) : undefined;
  const state = windows === undefined ? first : { ...first, window: {} };
  return { call: withWindows(ready, windows), start: { state, skip: 0, memory: newMemory(undefined) } };
}

function progressOf({ call, start }: CallStart): Progress {
  return { call, start, page: undefined, returned: 0, delivered: 0 };
}
