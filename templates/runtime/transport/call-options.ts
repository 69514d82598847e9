import type { FetchOptions, RetryOptions } from '../client.js';

/** Options of every call. */
export interface CallOptions {
  /** Aborts the call, which then rejects with the signal's own reason. */
  signal?: AbortSignal | undefined;
  /** Milliseconds for each attempt. Default: the client's. */
  timeout?: number | undefined;
  /** Sent in addition to the client's headers; these win. */
  headers?: Readonly<Record<string, string>> | undefined;
  /** Default: the client's. */
  retry?: RetryOptions | false | undefined;
  /** Options of `fetch` for this call, in addition to the client's. */
  requestInit?: FetchOptions | undefined;
}
