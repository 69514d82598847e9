import { fetchSafely, sleep, within } from './attempt.js';
import type { ClientCore, RetryOptions } from './client.js';
import { ApiError, ClientError, NetworkError, TimeoutError } from './errors.js';
import type { Operation } from './operation.js';
import { readError, readJson } from './readers.js';
import { authorize, credentials, type Outgoing } from './request.js';
import { backoff, isIdempotent, requestedWait } from './retry.js';
import { setQuery } from './serialize.js';

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
  const { attempts, maxWait } = retryOptions(options.retry ?? client.config.retry);
  const signals = [options.signal, ...(extras.cancel ?? [])];
  const mayRepeat = extras.readOnly || isIdempotent(request.method);
  let renewed = false;
  for (let attempt = 1; ; attempt++) {
    let failure: ApiError | NetworkError | TimeoutError;
    let wait: number | undefined;
    try {
      const { answer, renewable } = await once(client, operation, request, options, signals, attempt);
      if (answer.ok || extras.accepts?.(answer.status)) return answer;
      if (answer.status === 401 && renewable && !renewed) {
        renewed = true;
        attempt--;
        continue;
      }
      const { status } = answer;
      const seen = { method: request.method, url: withoutSecrets(client, operation, request.url) };
      failure = new ApiError(operation.name, answer, seen);
      if (status !== 408 && status !== 429 && status < 500) throw failure;
      wait = requestedWait(answer.headers);
      if (mayRepeat && wait !== undefined && wait > maxWait) {
        const said = ` and asks to wait ${Math.ceil(wait / 1000)} s, longer than retry.maxWait (${maxWait / 1000} s)`;
        throw new ApiError(operation.name, answer, seen, said);
      }
      if (status === 429 && wait !== undefined) {
        client.state.resumeAt = Math.max(client.state.resumeAt, Date.now() + wait);
      }
    } catch (error) {
      if (!(error instanceof NetworkError || error instanceof TimeoutError) || error.code === 'REDIRECT_REFUSED')
        throw error;
      failure = error;
    }
    if (!mayRepeat || attempt > attempts) throw failure;
    wait ??= Math.min(backoff(attempt), maxWait);
    await client.config.hooks?.onRetry?.({ operation: operation.name, attempt, wait, error: failure });
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
  const { hooks, timeout = 60_000, fetch: fetcher = globalThis.fetch } = client.config;
  const reader = operation.reader ?? readJson;
  const shown = (): string => withoutSecrets(client, operation, request.url);
  /** What `fetch` and body streams throw where the connection fails differs from platform to platform. */
  const connected = <T>(work: Promise<T>): Promise<T> =>
    work.catch((cause: unknown) => {
      if (cause instanceof ClientError) throw cause;
      throw new NetworkError(
        'NETWORK',
        name,
        `${request.method} ${request.url.origin}${request.url.pathname} failed: ${reason(cause)}`,
        cause,
      );
    });
  const leave = await enter(client, signals);
  try {
    const headers = new Headers(request.headers);
    const limit = options.timeout ?? timeout;
    return await within(
      signals,
      async (signal) => {
        if (hooks?.onRequest)
          await hooks.onRequest({ operation: name, method: request.method, url: shown(), headers, attempt });
        const { placements, renewable } = request.trusted
          ? await credentials(client, operation)
          : { placements: [], renewable: false };
        signal.throwIfAborted();
        const ready =
          placements.length === 0 ? { ...request, headers } : authorize({ ...request, headers }, placements);
        let guarded = placements.length > 0;
        headers.forEach((_, key) => {
          if (key !== 'accept' && key !== 'content-type') guarded = true;
        });
        const response = await connected(
          fetchSafely(fetcher, name, ready, (origin) => keepsCredentials(client, origin), guarded, signal),
        );
        const { ok, status, headers: received, type } = response;
        if (hooks?.onResponse)
          await hooks.onResponse({ operation: name, status, headers: received, url: shown(), attempt });
        const body = await connected(ok ? reader.read(response, name) : readError(response));
        return { answer: { ok, status, headers: received, type, body }, renewable };
      },
      {
        timeout: limit,
        expired: () => new TimeoutError('TIMEOUT', name, `${request.method} ${shown()} took longer than ${limit} ms`),
        keep: reader.streams,
      },
    );
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
export function withoutSecrets(client: ClientCore, operation: Operation, url: URL): string {
  const shown = new URL(url);
  shown.username = shown.password = '';
  for (const name of (operation.security ?? []).flat()) {
    const schemes = client.state.api.schemes ?? {};
    const placement = Object.hasOwn(schemes, name) ? schemes[name]?.('') : undefined;
    if (placement?.in === 'query') setQuery(shown, placement.name, []);
  }
  return shown.href;
}

/** Whether `allowedOrigins` lets an origin see credentials. */
export function keepsCredentials(client: ClientCore, origin: string): boolean {
  return (client.config.allowedOrigins ?? []).some(
    (entry) => typeof entry === 'object' && entry.credentials && new URL(entry.origin).origin === origin,
  );
}

function retryOptions(retry: RetryOptions | false | undefined): { attempts: number; maxWait: number } {
  if (retry === false) return { attempts: 0, maxWait: 60_000 };
  return { attempts: retry?.attempts ?? 2, maxWait: retry?.maxWait ?? 60_000 };
}

function reason(error: unknown): string {
  const { message, cause } = error as { message?: string; cause?: { message?: string } };
  return cause?.message ? `${message} (${cause.message})` : String(message);
}
