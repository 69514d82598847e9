import { withValue } from '../../../templates/runtime/pagination/json.js';
import type { Limits, PositionListOptions } from '../../../templates/runtime/pagination/options.js';
import type { Page, Paginator } from '../../../templates/runtime/pagination/paginate.js';
import { callParams } from '../../client/evaluate/call-params.ts';
import { type ListCall, listCall } from '../../client/evaluate/list-call.ts';
import type { OperationPlan } from '../../client/plan/client-plan.ts';
import type { StrategyPlan } from '../../client/plan/strategy-plan.ts';
import type { JsonValue } from '../../shared/json.ts';

/** The live API to verify. */
export interface LiveApi {
  readonly baseUrl: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly fetch: typeof fetch;
  /** Parameters of the operation, without position and page size. */
  readonly params: object;
  readonly signal: AbortSignal | undefined;
}

/** The pages of a call, and the error that ended it early. */
export interface CallResult {
  readonly pages: readonly Page<JsonValue>[];
  readonly error?: Error;
}

/** Thrown if the first request of a call would exceed the budget. */
export class BudgetError extends Error {}

/** Switches off the client's own limits: the limits of the API are to be measured. */
const UNLIMITED: Limits = { minLimit: 1, maxLimit: Number.MAX_SAFE_INTEGER };

/** Calls with one strategy, within a budget of requests. Retries count. */
export class Session {
  readonly operation: OperationPlan;
  readonly strategy: StrategyPlan;
  readonly #call: ListCall;
  readonly #api: LiveApi;
  readonly #stop = new AbortController();
  #remaining: number;

  constructor(operation: OperationPlan, strategy: StrategyPlan, api: LiveApi, budget: number) {
    this.operation = operation;
    this.strategy = strategy;
    this.#call = listCall(operation);
    this.#api = api;
    this.#remaining = budget;
  }

  /** Number of requests that the budget still allows. */
  get remaining(): number {
    return this.#remaining;
  }

  /** Fetches one page. @throws BudgetError */
  fetchFirst(limit?: number, position?: number): Promise<CallResult> {
    return this.#collect(this.#list({ maxPages: 1 }, limit, position));
  }

  /** Walks at most `maxPages` pages. @throws BudgetError if the budget does not allow even the first request */
  walk(limit: number | undefined, maxPages: number): Promise<CallResult> {
    return this.#collect(this.#list({ maxPages }, limit));
  }

  #list(options: PositionListOptions, limit?: number, position?: number): Paginator<JsonValue> {
    const { name, style, position: place } = this.strategy;
    const pointer = style === 'offset' || style === 'page' ? place : undefined;
    const fail = (): never => {
      throw new TypeError('The parameter that contains the position must be an object.');
    };
    const known = callParams(this.operation, this.strategy, limit, this.#api.params);
    const params = pointer === undefined ? known : withValue(known, pointer, position, fail);
    const { baseUrl, headers, signal } = this.#api;
    const stops = [this.#stop.signal, ...(signal === undefined ? [] : [signal])];
    const send: typeof fetch = (input, init) => {
      if (this.#remaining > 0) {
        this.#remaining--;
        return this.#api.fetch(input, init);
      }
      // The client would retry a failed request, but not an aborted one.
      this.#stop.abort(new BudgetError());
      return Promise.reject(this.#stop.signal.reason);
    };
    return this.#call(
      params as object,
      { ...options, strategy: name, deep: false, limits: UNLIMITED, signal: AbortSignal.any(stops) },
      { baseUrl, headers, fetch: send },
    );
  }

  async #collect(list: Paginator<JsonValue>): Promise<CallResult> {
    const pages: Page<JsonValue>[] = [];
    try {
      for await (const page of list.pages()) pages.push(page);
      return { pages };
    } catch (error) {
      this.#api.signal?.throwIfAborted();
      if (!(error instanceof BudgetError)) return { pages, error: error as Error };
      if (pages.length === 0) throw error;
      return { pages };
    }
  }
}
