import { withValue } from '../../../templates/runtime/fields/values.js';
import type { Limits, PositionListOptions } from '../../../templates/runtime/paginator/options.js';
import type { Page } from '../../../templates/runtime/paginator/paginate.js';
import { callParams, type ListCall, listCall, type UntypedList } from '../../client/evaluate/list-call.ts';
import type { OperationPlan, StrategyPlan } from '../../client/plan/operation-plan.ts';
import type { Budget } from '../../model/api.ts';
import type { Parameter } from '../../model/parameter.ts';
import type { Strategy } from '../../model/strategy.ts';
import type { JsonValue } from '../../shared/json.ts';
import { startAtZero, withGroupsAsItems, withoutLastPage } from './changed-strategy.ts';
import {
  BudgetError,
  type Exchange,
  isLastError,
  type LiveApi,
  NotRecordedError,
  UnreachableError,
} from './live-api.ts';
import {
  endOf,
  type PageResult,
  parseBody,
  toSeenPage,
  type WalkEnd,
  type WalkOptions,
  type WalkResult,
} from './received.ts';

/** A page of a client, with its functions. */
export type TwoWayPage = Awaited<ReturnType<UntypedList['first']>>;

/** Turns off the client's own limits: the limits of the API are to be measured. */
const ANY_SIZE: Limits = { minLimit: 1, maxLimit: Number.MAX_SAFE_INTEGER };
const CEILINGS = ['maxOffset', 'maxPage', 'maxResults'] as const;

export interface SessionOptions {
  readonly operation: OperationPlan;
  readonly strategy: StrategyPlan;
  readonly api: LiveApi;
  /** Parameters of the operation, without position and page size. */
  readonly params: object;
  readonly budget: number;
  /** Called before each request. */
  readonly onRequest?: (() => void) | undefined;
}

/** Calls one list operation with one strategy, within a budget of requests. Retries count. */
export class Session {
  readonly operation: OperationPlan;
  readonly strategy: Strategy;
  /** True if requests can have a page size. */
  readonly isSizable: boolean;
  /** Largest number of requests. */
  readonly budget: number;
  readonly #plan: StrategyPlan;
  readonly #call: ListCall;
  /** The call as declared, if `#call` returns groups of items. */
  readonly #declared: ListCall | undefined;
  #lowCall: ListCall | undefined;
  readonly #api: LiveApi;
  readonly #params: object;
  readonly #onRequest: (() => void) | undefined;
  readonly #stop = new AbortController();
  /** Number of responses with status 429. */
  refusals = 0;
  /** The values of the header `RateLimit-Policy`. */
  readonly policies = new Set<string>();
  #used = 0;
  #exchanges: Exchange[] = [];

  constructor({ operation, strategy, api, params, budget, onRequest }: SessionOptions) {
    this.operation = operation;
    const { items, itemCursor, firstItemCursor } = strategy.source.response;
    // The checks count what positions, limits and totals count. A cursor inside an item needs the items.
    const isGrouped = items.counts === 'groups' && itemCursor === undefined && firstItemCursor === undefined;
    const counted = isGrouped ? withGroupsAsItems(strategy) : strategy;
    this.strategy = counted.source;
    this.isSizable = strategy.pageSize !== undefined;
    this.#plan = counted;
    this.#call = listCall(isGrouped ? { ...operation, strategies: [counted] } : operation);
    this.#declared = isGrouped ? listCall(operation) : undefined;
    this.#api = api;
    this.#params = params;
    this.budget = budget;
    this.#onRequest = onRequest;
  }

  /** Number of requests so far. */
  get requests(): number {
    return this.#used;
  }

  /** Number of requests that the budget still allows. */
  get remaining(): number {
    return this.budget - this.#used;
  }

  /** The budgets of the operation. */
  get budgets(): readonly Budget[] {
    return this.#api.budgets.filter(({ name }) => this.operation.source.budgets?.includes(name));
  }

  /** True if requests wait before they would exceed a budget. */
  get keepsBudgets(): boolean {
    return this.#api.keeper !== undefined;
  }

  /** True if requests contain a value for the parameter: the caller's, or the only possible one. */
  sends(parameter: Parameter): boolean {
    const key = this.operation.params.find((each) => each.parameter === parameter)?.key;
    return key !== undefined && Object.hasOwn(callParams(this.operation, this.#plan, undefined, this.#params), key);
  }

  /** True if the checks count groups of items. */
  get isGrouped(): boolean {
    return this.#declared !== undefined;
  }

  /** True if the operation declares how to pass a ceiling by windows. */
  get hasWindows(): boolean {
    return this.strategy.deep !== undefined;
  }

  /**
   * Fetches one page, wherever it is: the client would shrink a page that reaches a declared ceiling, and refuse one
   * beyond it.
   *
   * @throws BudgetError
   */
  async fetchPage(options: Pick<WalkOptions, 'limit' | 'position'> = {}): Promise<PageResult> {
    const result = await this.walk({ ...options, maxPages: 1, ignoresCeilings: true });
    const [page] = result.pages;
    return page === undefined ? result : { ...result, page };
  }

  /** Requests the first page as a client does, which can go on from it and back. */
  requestFirst(limit: number | undefined, maxPages: number): Promise<TwoWayPage> {
    return this.#list({ limit, maxPages, ignoresCeilings: true }).first();
  }

  /** Walks at most `maxPages` pages. @throws BudgetError if the budget does not allow even the first request */
  async walk(options: WalkOptions): Promise<WalkResult> {
    this.#exchanges = [];
    const pages: Page<JsonValue, unknown, unknown>[] = [];
    const end = await this.#collect(pages, options);
    const exchange = this.#exchanges.at(-1);
    const last = exchange && {
      body: parseBody(exchange.text),
      headers: exchange.headers,
      status: exchange.status,
      isPage: this.#exchanges.filter(({ status }) => status < 400).length <= pages.length,
    };
    return { pages: pages.map(toSeenPage), end, last };
  }

  async #collect(pages: Page<JsonValue, unknown, unknown>[], options: WalkOptions): Promise<WalkEnd> {
    try {
      for await (const page of this.#list(options).pages()) pages.push(page);
    } catch (error) {
      this.#api.signal?.throwIfAborted();
      if (error instanceof UnreachableError || error instanceof NotRecordedError) throw error;
      if (!(error instanceof BudgetError)) return endOf(error);
      if (pages.length === 0) throw error;
      return { kind: 'cut' };
    }
    return pages.length < options.maxPages || pages.at(-1)?.hasNext === false ? { kind: 'end' } : { kind: 'cut' };
  }

  #list(options: WalkOptions): UntypedList {
    const {
      limit,
      position,
      maxPages,
      ignoresCeilings = false,
      ignoresLastPage = false,
      readsItems = false,
      windowsOf,
    } = options;
    const { name, style, position: place } = this.#plan;
    const pointer = style === 'offset' || style === 'page' ? place : undefined;
    const fail = (): never => {
      throw new TypeError('The parameter that contains the position must be an object.');
    };
    const known = callParams(this.operation, this.#plan, limit, this.#params);
    const params = pointer === undefined ? known : withValue(known, pointer, position, fail);
    const lifted = CEILINGS.filter((ceiling) => ignoresCeilings && this.strategy.limits[ceiling] !== undefined);
    const { baseUrl, headers, signal } = this.#api;
    const stops = [this.#stop.signal, ...(signal === undefined ? [] : [signal])];
    const call: PositionListOptions = {
      strategy: name,
      maxPages,
      deep: windowsOf !== undefined,
      limits: {
        ...ANY_SIZE,
        ...Object.fromEntries(lifted.map((ceiling) => [ceiling, Number.MAX_SAFE_INTEGER])),
        ...windowsOf,
      },
      signal: AbortSignal.any(stops),
    };
    const isLow =
      position !== undefined && position < Number(this.strategy.request.start ?? (style === 'page' ? 1 : 0));
    const own = (readsItems ? this.#declared : undefined) ?? this.#call;
    const changed = isLow ? this.#callBelowStart() : ignoresLastPage ? this.#callBeyondEnd() : own;
    return changed(
      params as object,
      call,
      {
        baseUrl,
        headers,
        fetch: (input, init) => this.#send(input, init),
      },
      this.#api.keeper,
    );
  }

  /** The client refuses positions before the declared start: for them, the strategy starts at 0. */
  #callBelowStart(): ListCall {
    this.#lowCall ??= listCall({ ...this.operation, strategies: [startAtZero(this.#plan)] });
    return this.#lowCall;
  }

  #callBeyondEnd(): ListCall {
    return listCall({ ...this.operation, strategies: [withoutLastPage(this.#plan)] });
  }

  async #send(input: string | URL | Request, init: RequestInit = {}): Promise<Response> {
    try {
      if (this.remaining <= 0) throw new BudgetError();
      this.#used++;
      this.#onRequest?.();
      const url = new URL(input instanceof Request ? input.url : input);
      const { exchange, response } = await this.#api.send(url, init);
      this.#exchanges.push(exchange);
      if (exchange.status === 429) this.refusals++;
      const policy = exchange.headers.get('ratelimit-policy');
      if (policy !== null) this.policies.add(policy);
      return response;
    } catch (error) {
      // The client would retry a failed request, but not an aborted one.
      if (isLastError(error)) this.#stop.abort(error);
      throw error;
    }
  }
}
