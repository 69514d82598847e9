import { withValue } from '../../../templates/runtime/pagination/json.js';
import type { Limits, PositionListOptions } from '../../../templates/runtime/pagination/options.js';
import type { Page, Paginator } from '../../../templates/runtime/pagination/paginate.js';
import { bindCall, type ListCall } from '../../bind/bind-call.ts';
import { callParams } from '../../bind/call-params.ts';
import type { OperationPlan } from '../../plan/client-plan.ts';
import type { StrategyPlan } from '../../plan/strategy-plan.ts';
import type { JsonValue } from '../../shared/json.ts';

/** The API that is verified. */
export interface Api {
  readonly baseUrl: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly fetch: typeof fetch;
  /** What the operation needs beside its position and page size. */
  readonly params: object;
  readonly signal: AbortSignal | undefined;
}

/** What a call came to: pages, and what ended it where that is not the end of the list. */
export interface Outcome {
  readonly pages: readonly Page<JsonValue>[];
  readonly error?: Error;
}

/** The requests that were allowed are used up. */
export class BudgetError extends Error {}

/** The client refuses nothing here: what the API allows is to be found out. */
const UNLIMITED: Limits = { minLimit: 1, maxLimit: Number.MAX_SAFE_INTEGER };

/** Calls of one strategy within a budget of requests, retries among them. */
export class Session {
  readonly operation: OperationPlan;
  readonly strategy: StrategyPlan;
  readonly #call: ListCall;
  readonly #api: Api;
  readonly #stop = new AbortController();
  #left: number;

  constructor(operation: OperationPlan, strategy: StrategyPlan, api: Api, budget: number) {
    this.operation = operation;
    this.strategy = strategy;
    this.#call = bindCall(operation);
    this.#api = api;
    this.#left = budget;
  }

  /** Requests that are still allowed. */
  get left(): number {
    return this.#left;
  }

  /** One page. @throws BudgetError */
  first(limit?: number, position?: number): Promise<Outcome> {
    return this.#collect(this.#list({ maxPages: 1 }, limit, position));
  }

  /** At most so many pages. @throws BudgetError where not even the first was allowed */
  walk(limit: number | undefined, maxPages: number): Promise<Outcome> {
    return this.#collect(this.#list({ maxPages }, limit));
  }

  #list(options: PositionListOptions, limit?: number, position?: number): Paginator<JsonValue> {
    const { name, spec } = this.strategy;
    const { offset, page } = spec.request as { readonly offset?: string; readonly page?: string };
    const pointer = offset ?? page;
    const fail = (): never => {
      throw new TypeError('a parameter is no object');
    };
    const known = callParams(this.operation, this.strategy, limit, this.#api.params);
    const params = pointer === undefined ? known : withValue(known, pointer, position, fail);
    const { baseUrl, headers, signal } = this.#api;
    const stops = [this.#stop.signal, ...(signal === undefined ? [] : [signal])];
    const send: typeof fetch = (input, init) => {
      if (this.#left > 0) {
        this.#left--;
        return this.#api.fetch(input, init);
      }
      // A failed request would be repeated, an interrupted one is not.
      this.#stop.abort(new BudgetError());
      return Promise.reject(this.#stop.signal.reason);
    };
    return this.#call(
      params as object,
      { ...options, strategy: name, deep: false, limits: UNLIMITED, signal: AbortSignal.any(stops) },
      { baseUrl, headers, fetch: send },
    );
  }

  async #collect(list: Paginator<JsonValue>): Promise<Outcome> {
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
