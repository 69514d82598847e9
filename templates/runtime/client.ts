import type { ClientError } from './errors.js';
import type { FieldSource } from './fields/answer.js';
import type { Limits } from './paginator/limits.js';
import { type ApiSettings, createState } from './transport/client-state.js';

export type { ApiSettings } from './transport/client-state.js';

/** How often and how patiently a failed request is repeated. */
export interface RetryOptions {
  /** Further requests after a failed one. Default: 2. */
  readonly attempts?: number | undefined;
  /** The longest wait before a retry, in milliseconds. If the API asks for a longer one, the call fails. Default: 60,000. */
  readonly maxWait?: number | undefined;
}

/** Options of `fetch` that the client passes on, such as `cache`, `credentials`, or `next` and `dispatcher` of a platform. */
export type FetchOptions = Omit<RequestInit, 'method' | 'body' | 'headers' | 'signal' | 'redirect' | 'mode'> & {
  readonly [option: string]: unknown;
};

/** A request that is about to be sent, before credentials are added. */
export interface RequestEvent {
  /** The function of the operation. */
  readonly operation: string;
  /** The HTTP method. */
  readonly method: string;
  /** Without credentials. A hook may replace it; each attempt begins with the original URL. */
  url: string;
  /** Without credentials. A hook may change them; headers that it sets are always sent. */
  readonly headers: Headers;
  /** A hook may replace it. */
  body: RequestInit['body'] | undefined;
  /** Counts from 1. */
  readonly attempt: number;
}

/** The status and headers of an answer have arrived. */
export interface ResponseEvent {
  /** The function of the operation. */
  readonly operation: string;
  /** The HTTP status. */
  readonly status: number;
  /** The headers of the answer. */
  readonly headers: Headers;
  /** The URL that was requested, without credentials. */
  readonly url: string;
  /** Counts from 1. */
  readonly attempt: number;
  /** Milliseconds from sending the request to the headers of its answer. */
  readonly duration: number;
}

/** A request failed and will be repeated. */
export interface RetryEvent {
  /** The function of the operation. */
  readonly operation: string;
  /** The attempt that failed, from 1. */
  readonly attempt: number;
  /** Milliseconds until the next attempt. */
  readonly wait: number;
  /** The reason. */
  readonly error: ClientError;
}

/** A request failed for good. */
export interface ErrorEvent {
  /** The function of the operation. */
  readonly operation: string;
  /** The number of attempts made. */
  readonly attempt: number;
  /** The error that the caller gets. */
  readonly error: ClientError;
}

/** A page has arrived. */
export interface PageEvent {
  /** The function of the operation. */
  readonly operation: string;
  /** The name of the strategy. */
  readonly strategy: string;
  /** The page's index within the walk, from 0. */
  readonly index: number;
  /** The number of items on the page. */
  readonly items: number;
  /** Items received by this walk so far, including this page's. */
  readonly done: number;
  /** The total that the API declares, if any. */
  readonly total: number | undefined;
}

/** Observers of requests and pages. Each may be async and is awaited; an error that it throws ends the call. */
export interface Hooks {
  /** Called before each attempt. It may change URL, headers and body. */
  onRequest?(event: RequestEvent): void | Promise<void>;
  /** Called for each answer, before its body is read. */
  onResponse?(event: ResponseEvent): void | Promise<void>;
  /** Called before the wait for another attempt. */
  onRetry?(event: RetryEvent): void | Promise<void>;
  /** Called if a request fails for good, before the call throws. */
  onError?(event: ErrorEvent): void | Promise<void>;
  /** Called for each page of a walk. */
  onPage?(event: PageEvent): void | Promise<void>;
}

/** Checks the params and the answers of calls, and throws what it finds wrong. */
export interface CallValidator {
  /** Called before a call sends anything. */
  params?(operation: string, params: object): void;
  /** Called for each successful answer, before anything of it is returned. */
  answer?(operation: string, answer: FieldSource): void;
}

/** Options of every client, whatever its document. */
export interface ClientOptions {
  /** Default: the document's first server. */
  baseUrl?: string | undefined;
  /** Sent with every request to the API's own origin. */
  headers?: Readonly<Record<string, string>> | undefined;
  /** Default: the global `fetch`. */
  fetch?: typeof fetch | undefined;
  /** Milliseconds for each attempt, including its body. Default: 60,000; 0 means no limit. */
  timeout?: number | undefined;
  /** Default: two retries. `false` turns retries off. */
  retry?: RetryOptions | false | undefined;
  /** Limits of your account that differ from the declared ones: by operation, or by operation and strategy. */
  limits?: Readonly<Record<string, Limits | Readonly<Record<string, Limits>>>> | undefined;
  /** The most requests in flight, over all calls of this client. Default: no limit. */
  maxConcurrency?: number | undefined;
  /** Further origins that next links may lead to. They see credentials and your headers only with `credentials: true`. */
  allowedOrigins?: readonly (string | { readonly origin: string; readonly credentials: boolean })[] | undefined;
  /** `rebase` puts path and query of a followed link on `baseUrl`, for clients behind a proxy. Default: `follow`. */
  links?: 'follow' | 'rebase' | undefined;
  /** Options of `fetch` for every request. `credentials` is `omit` for origins that may not see credentials. */
  requestInit?: FetchOptions | undefined;
  /** Checks params and answers of every call, such as `validateWith(allSchemas)` of `zod.ts`. Default: nothing is checked. */
  validate?: CallValidator | undefined;
  /** Functions that observe requests and pages. Default: none. */
  hooks?: Hooks | undefined;
}

/** The parts of a client's configuration that depend on the document. */
interface DocumentOptions {
  readonly auth?: object | false | undefined;
  readonly variables?: Readonly<Record<string, string | undefined>> | undefined;
  readonly budgets?: object | false | undefined;
}

/** A client without operations: the first argument of the standalone functions. */
export class ClientCore {
  /** The configuration that was passed to the constructor. */
  readonly config: ClientOptions & DocumentOptions;

  /** Throws `ClientError` (`INVALID_OPTION`) if `maxConcurrency` is not a whole number from 1, or for unusable budgets. */
  constructor(api: ApiSettings, config: ClientOptions & DocumentOptions = {}) {
    this.config = { ...config };
    createState(this, api, config);
  }
}
