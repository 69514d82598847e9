import { fetchSafely, sleep, within } from './attempt.js';
import type { ClientCore, RetryOptions } from './client.js';
import { ApiError, ClientError, NetworkError, TimeoutError } from './errors.js';
import type { Operation } from './operation.js';
import { readError, readJson } from './readers.js';
import { authorize, type Outgoing } from './request.js';
import { backoff, isIdempotent, requestedWait } from './retry.js';

/** Options of every call. */
export interface CallOptions {
  /** Aborts the call; it then rejects with the signal's own reason. */
  signal?: AbortSignal | undefined;
  /** Milliseconds for each attempt. Default: the client's. */
  timeout?: number | undefined;
  /** Added to, and winning over, the client's. */
  headers?: Readonly<Record<string, string>> | undefined;
  retry?: RetryOptions | false | undefined;
}

/** An answer of the API. */
export interface Answer {
  readonly body: unknown;
  readonly status: number;
  readonly headers: Headers;
  readonly type: string;
}

/** What a walk asks for beyond the options of its caller. */
export interface SendExtras {
  /** End the request when the walk is left. */
  readonly cancel?: readonly AbortSignal[];
  /** The operation only reads, whatever its method. */
  readonly readOnly?: boolean;
  /** Error statuses that are an answer. */
  accepts?(status: number): boolean;
}

/**
 * Sends a request, with credentials, timeout, retries and hooks.
 * Throws `ApiError`, `NetworkError`, `TimeoutError` after the last retry; the reason of `signal` when it aborts.
 */
export async function send(
  client: ClientCore,
  operation: Operation,
  request: Outgoing,
  options: CallOptions,
  extras: SendExtras = {},
): Promise<Answer> {
  const { name } = operation;
  const { config, state } = client;
  const retry = options.retry ?? config.retry;
  const { attempts = 2, maxWait = 60_000 }: RetryOptions = retry === false ? { attempts: 0 } : (retry ?? {});
  const signals = [options.signal, ...(extras.cancel ?? [])];
  const mayRepeat = extras.readOnly || isIdempotent(request.method);
  let renewed = false;
  for (let attempt = 1; ; attempt++) {
    let failure: ApiError | NetworkError | TimeoutError;
    let wait: number | undefined;
    try {
      const { answer, renewable } = await once(client, operation, request, options, signals, attempt);
      const { ok, status, headers } = answer;
      if (ok || extras.accepts?.(status)) return answer;
      if (status === 401 && renewable && !renewed) {
        renewed = true;
        attempt--;
        continue;
      }
      wait = requestedWait(headers);
      const isTransient = status === 408 || status === 429 || status >= 500;
      const isTooLong = isTransient && mayRepeat && wait !== undefined && wait > maxWait;
      const seen = { method: request.method, url: withoutSecrets(client, operation, request.url) };
      failure = new ApiError(name, answer, seen, isTooLong ? { wait: wait as number, maxWait } : undefined);
      if (!isTransient || isTooLong) throw failure;
      if (status === 429 && wait !== undefined) state.resumeAt = Math.max(state.resumeAt, Date.now() + wait);
    } catch (error) {
      if (!(error instanceof NetworkError || error instanceof TimeoutError) || error.code === 'REDIRECT_REFUSED')
        throw error;
      failure = error;
    }
    if (!mayRepeat || attempt > attempts) throw failure;
    wait ??= Math.min(backoff(attempt), maxWait);
    await config.hooks?.onRetry?.({ operation: name, attempt, wait, error: failure });
    await sleep(wait, signals);
  }
}

async function once(
  client: ClientCore,
  operation: Operation,
  request: Outgoing,
  options: CallOptions,
  signals: readonly (AbortSignal | undefined)[],
  attempt: number,
): Promise<{ answer: Answer & { ok: boolean }; renewable: boolean }> {
  const { name } = operation;
  const { method, url } = request;
  const { hooks, timeout = 60_000, fetch: fetcher = globalThis.fetch } = client.config;
  const reader = operation.reader ?? readJson;
  const shown = (): string => withoutSecrets(client, operation, url);
  /** What `fetch` and body streams throw where the connection fails differs from platform to platform. */
  const connected = <T>(work: Promise<T>): Promise<T> =>
    work.catch((cause: Error & { cause?: Error }) => {
      if (cause instanceof ClientError) throw cause;
      const reason = cause.cause?.message ? `${cause.message} (${cause.cause.message})` : cause.message;
      throw new NetworkError('NETWORK', name, `${method} ${url.origin}${url.pathname} failed: ${reason}`, cause);
    });
  const work = async (signal: AbortSignal) => {
    const headers = new Headers(request.headers);
    if (hooks?.onRequest) await hooks.onRequest({ operation: name, method, url: shown(), headers, attempt });
    let ready = { ...request, headers };
    let used = { placed: false, renewable: false };
    if (request.trusted && operation.security) {
      // The hook must not get to see them.
      ready = { ...request, url: new URL(url), headers: new Headers(headers) };
      used = await authorize(client, operation, ready);
    }
    signal.throwIfAborted();
    let guarded = used.placed;
    headers.forEach((_, key) => {
      guarded ||= key !== 'accept' && key !== 'content-type';
    });
    const keeps = (origin: string): boolean => keepsCredentials(client, origin);
    const response = await connected(fetchSafely(fetcher, name, ready, keeps, guarded, signal));
    const { ok, status, headers: received, type } = response;
    if (hooks?.onResponse)
      await hooks.onResponse({ operation: name, status, headers: received, url: shown(), attempt });
    const body = await connected(ok ? reader.read(response, name) : readError(response));
    return { answer: { ok, status, headers: received, type, body }, renewable: used.renewable };
  };
  const limit = options.timeout ?? timeout;
  const expired = () => new TimeoutError('TIMEOUT', name, `${method} ${shown()} took longer than ${limit} ms`);
  const leave = await enter(client, signals);
  try {
    return await within(signals, work, { timeout: limit, expired, keep: reader.streams });
  } finally {
    leave();
  }
}

/** Waits for a free place under `maxConcurrency`, and out a pause that a 429 asked for. Gives what frees the place. */
async function enter(client: ClientCore, signals: readonly (AbortSignal | undefined)[]): Promise<() => void> {
  const { state, config } = client;
  for (;;) {
    for (let pause = state.resumeAt - Date.now(); pause > 0; pause = state.resumeAt - Date.now())
      await sleep(pause, signals);
    for (const signal of signals) signal?.throwIfAborted();
    if (state.active < (config.maxConcurrency ?? Number.POSITIVE_INFINITY)) break;
    await within(signals, () => new Promise<void>((resolve) => state.waiting.push(() => resolve())));
  }
  state.active++;
  return () => {
    state.active--;
    // All wake, one gets in: a waiter that was aborted meanwhile must not swallow the turn.
    for (const wake of state.waiting.splice(0)) wake();
  };
}

/** A URL without the query credentials of its operation: for hooks, messages and checkpoints. */
export function withoutSecrets({ state: { api } }: ClientCore, { security = [] }: Operation, url: URL): string {
  const shown = new URL(url);
  shown.username = shown.password = '';
  for (const name of security.flat()) if (Object.hasOwn(api.schemes ?? {}, name)) api.schemes?.[name]?.conceal?.(shown);
  return shown.href;
}

/** Whether `allowedOrigins` lets an origin see credentials. */
export function keepsCredentials(client: ClientCore, origin: string): boolean {
  return (client.config.allowedOrigins ?? []).some(
    (entry) => typeof entry === 'object' && entry.credentials && new URL(entry.origin).origin === origin,
  );
}
