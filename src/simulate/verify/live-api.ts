import type { OpenBudgets } from '../../../templates/runtime/transport/client-state.js';
import { sharedBudgets } from '../../client/evaluate/list-call.ts';
import type { Budget } from '../../model/api.ts';

/** One request with its response, as sent and received. */
export interface Exchange {
  readonly method: string;
  readonly url: string;
  readonly requestHeaders: Headers;
  readonly requestBody: string | undefined;
  readonly status: number;
  readonly statusText: string;
  readonly headers: Headers;
  readonly text: string;
  /** When the request was sent, and milliseconds until the response was complete. */
  readonly sentAt: Date;
  readonly duration: number;
}

/** Thrown if nothing answers at the base URL, so that every further request would fail in the same way. */
export class UnreachableError extends Error {}

/** Thrown for a request that a recording does not contain. */
export class NotRecordedError extends Error {}

export interface LiveApiOptions {
  readonly baseUrl: string;
  /** Sent with each request. */
  readonly headers: Readonly<Record<string, string>>;
  readonly fetch: typeof fetch;
  readonly signal: AbortSignal | undefined;
  readonly onExchange?: ((exchange: Exchange) => void) | undefined;
  /** The budgets of the document. Default: none. */
  readonly budgets?: readonly Budget[] | undefined;
  /** Waits before a request would exceed a budget. Default: false. */
  readonly keepsBudgets?: boolean | undefined;
}

/** Failures in a row after which the API counts as gone: two calls with the client's two retries each. */
const GONE = 6;
/** Statuses whose responses have no body (Fetch standard, "null body status"). */
const BODILESS: ReadonlySet<number> = new Set([101, 103, 204, 205, 304]);

/** The API to verify. Reads each response completely, so that it can be recorded and read twice. */
export class LiveApi {
  readonly baseUrl: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal | undefined;
  readonly budgets: readonly Budget[];
  /** The budgets as all lists share them; undefined if they are not kept. */
  readonly keeper: OpenBudgets | undefined;
  readonly #fetch: typeof fetch;
  readonly #onExchange: ((exchange: Exchange) => void) | undefined;
  #responses = 0;
  #failures = 0;

  constructor({ baseUrl, headers, fetch: send, signal, onExchange, budgets = [], keepsBudgets }: LiveApiOptions) {
    this.baseUrl = baseUrl;
    this.headers = headers;
    this.signal = signal;
    this.budgets = budgets;
    this.keeper = keepsBudgets && budgets.length > 0 ? sharedBudgets(budgets) : undefined;
    this.#fetch = send;
    this.#onExchange = onExchange;
  }

  /** @throws UnreachableError if the API has never responded, or stopped responding */
  async send(url: URL, init: RequestInit): Promise<{ readonly exchange: Exchange; readonly response: Response }> {
    const sentAt = new Date();
    const { response, text } = await this.#receive(url, init);
    const exchange: Exchange = {
      method: init.method ?? 'GET',
      url: url.href,
      requestHeaders: new Headers(init.headers),
      requestBody: typeof init.body === 'string' ? init.body : undefined,
      status: response.status,
      statusText: response.statusText,
      headers: response.headers,
      text,
      sentAt,
      duration: Date.now() - sentAt.getTime(),
    };
    this.#onExchange?.(exchange);
    const { status, statusText, headers } = response;
    const copy = new Response(BODILESS.has(status) ? null : text, { status, statusText, headers });
    // A copy has no URL, and relative links start from the URL of the response.
    Object.defineProperty(copy, 'url', { value: response.url });
    return { exchange, response: copy };
  }

  async #receive(url: URL, init: RequestInit): Promise<{ response: Response; text: string }> {
    try {
      const response = await this.#fetch(url, init);
      const text = await response.text();
      this.#responses++;
      this.#failures = 0;
      return { response, text };
    } catch (cause) {
      if (init.signal?.aborted || cause instanceof NotRecordedError) throw cause;
      this.#failures++;
      if (this.#responses > 0 && this.#failures < GONE) throw cause;
      throw new UnreachableError(describeFailure(cause), { cause });
    }
  }
}

/** Returns the innermost reason: `fetch failed` alone says nothing. */
function describeFailure(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  if (cause instanceof AggregateError && cause.errors.length > 0) return describeFailure(cause.errors[0]);
  return cause instanceof Error ? describeFailure(cause) : error.message;
}

/** Thrown if the first request of a call would exceed the budget. */
export class BudgetError extends Error {}

/** True for errors after which a session sends nothing more. */
export function isLastError(error: unknown): boolean {
  return [BudgetError, UnreachableError, NotRecordedError].some((last) => error instanceof last);
}

/** Throws an error after which a session sends nothing more. */
export function throwLast(error: unknown): undefined {
  if (isLastError(error)) throw error;
}
