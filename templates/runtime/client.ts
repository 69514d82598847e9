import type { SecurityScheme } from './auth.js';
import type { ClientError } from './errors.js';
import type { Limits } from './pagination/options.js';
import type { ServerTemplate } from './server-template.js';

/** What the document says about the API as a whole. */
export interface ApiSettings {
  /** The document's first server. */
  readonly baseUrl?: string | ServerTemplate;
  readonly schemes?: Readonly<Record<string, SecurityScheme>>;
}

export interface RetryOptions {
  /** Further requests after a failed one. Default: 2. */
  readonly attempts?: number | undefined;
  /** The longest wait between two, in milliseconds; where the API asks for a longer one, the call fails. Default: 60,000. */
  readonly maxWait?: number | undefined;
}

export interface RequestEvent {
  readonly operation: string;
  readonly method: string;
  /** Without credentials. */
  readonly url: string;
  /** Without credentials; may be changed. */
  readonly headers: Headers;
  /** From 1. */
  readonly attempt: number;
}

export interface ResponseEvent {
  readonly operation: string;
  readonly status: number;
  readonly headers: Headers;
  readonly url: string;
  readonly attempt: number;
}

export interface RetryEvent {
  readonly operation: string;
  /** The attempt that failed, from 1. */
  readonly attempt: number;
  /** Milliseconds until the next one. */
  readonly wait: number;
  readonly error: ClientError;
}

export interface PageEvent {
  readonly operation: string;
  readonly strategy: string;
  /** Of the page within the walk, from 0. */
  readonly index: number;
  readonly items: number;
  /** Items received by this walk so far, this page's among them. */
  readonly done: number;
  /** Where the API declares one. */
  readonly total: number | undefined;
}

/** Observers; each may be async and is awaited. What they throw ends the call. */
export interface Hooks {
  onRequest?(event: RequestEvent): void | Promise<void>;
  onResponse?(event: ResponseEvent): void | Promise<void>;
  onRetry?(event: RetryEvent): void | Promise<void>;
  onPage?(event: PageEvent): void | Promise<void>;
}

export interface ClientOptions {
  /** Default: the document's first server. */
  baseUrl?: string | undefined;
  /** Sent with every request to the API's own origin. */
  headers?: Readonly<Record<string, string>> | undefined;
  /** Default: the global `fetch`. */
  fetch?: typeof fetch | undefined;
  /** Milliseconds for each attempt, its body included. Default: 60,000; 0 means none. */
  timeout?: number | undefined;
  retry?: RetryOptions | false | undefined;
  /** Limits of your account where they differ from the declared ones: by operation, or by operation and strategy. */
  limits?: Readonly<Record<string, Limits | Readonly<Record<string, Limits>>>> | undefined;
  /** Requests in flight over all calls of this client. Default: no limit. */
  maxConcurrency?: number | undefined;
  /** Origins beside `baseUrl`'s that next links may lead to; without credentials and your headers unless `credentials` says so. */
  allowedOrigins?: readonly (string | { readonly origin: string; readonly credentials: boolean })[] | undefined;
  /** `rebase` puts path and query of a followed link on `baseUrl`, for clients behind a proxy. Default: `follow`. */
  links?: 'follow' | 'rebase' | undefined;
  hooks?: Hooks | undefined;
}

/** What the configuration of a generated client has beside. */
interface Own {
  readonly auth?: object | undefined;
  readonly variables?: Readonly<Record<string, string | undefined>> | undefined;
}

/** A client without operations: what the standalone functions take as their first argument. */
export class ClientCore {
  readonly config: ClientOptions & Own;
  /** Internal: what requests of one client share. */
  readonly state: { readonly api: ApiSettings; active: number; readonly waiting: (() => void)[]; resumeAt: number };

  constructor(api: ApiSettings, config: ClientOptions & Own = {}) {
    this.config = { ...config };
    this.state = { api, active: 0, waiting: [], resumeAt: 0 };
  }
}
