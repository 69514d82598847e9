import type { CallValidator, ClientCore, RequestEvent, RetryOptions } from '../client.js';
import { ApiError, ClientError, type FailedRequest, NetworkError, TimeoutError } from '../errors.js';
import type { CallOptions, Operation } from '../operation.js';
import { runAbortable, type Signals, sleep, type Tie } from './abortable.js';
import { pauseRequests, Slot, stateOf } from './client-state.js';
import {
  authorize,
  fetchSafely,
  maySeeCredentials,
  type OutgoingRequest,
  publicHeaders,
  withoutSecrets,
} from './credentials.js';
import { readError, readJson } from './messages.js';
import { backoff, isIdempotent, isTransient, requestedWait } from './retry.js';

/** An answer of the API that is not an error. */
export interface Answer {
  readonly body: unknown;
  readonly status: number;
  readonly headers: Headers;
  /** `Response.type`: `cors` if the platform hides headers that the API does not expose. */
  readonly type: string;
  /** The URL that relative links of the answer are resolved against: after redirects, without credentials. */
  readonly url: string;
  /** The request, without credentials. */
  readonly request: FailedRequest;
}

/** Needs of a walk beyond the options of its caller. */
export interface SendExtras {
  /** Ends the request, and the walk with it. */
  readonly cancel?: Signals;
  /** The operation only reads, whatever its method. */
  readonly isReadOnly?: boolean;
  /** Returns true if a refused request may be repeated. Set only if others, and those whose answer was lost, may not. */
  mayRepeat?(status: number, headers: Headers): boolean;
  /** Goes before other requests that wait for their budget. */
  readonly isUrgent?: boolean;
  /** Returns true for an error status that is not an error here. */
  accepts?(status: number): boolean;
}

/** The request and its surroundings, the same for each attempt. */
interface Sending {
  readonly client: ClientCore;
  readonly operation: Operation;
  readonly request: OutgoingRequest;
  /** The request as hooks, messages and checkpoints may show it. */
  readonly shown: FailedRequest;
  readonly options: CallOptions;
  readonly signals: Signals;
  readonly isUrgent: boolean;
}

type Received = Answer & { readonly isOk: boolean; readonly isRenewable: boolean };

/**
 * Sends a request, with credentials, time limit, retries and hooks.
 *
 * Throws `ApiError`, `NetworkError` or `TimeoutError` after the last retry, and the reason of `signal` if it aborts.
 */
export async function send(
  client: ClientCore,
  operation: Operation,
  request: OutgoingRequest,
  options: CallOptions,
  extras: SendExtras = {},
): Promise<Answer> {
  const { name } = operation;
  const { hooks } = client.config;
  const { attempts, maxWait } = retryOptions(options.retry ?? client.config.retry, name);
  const { cancel = [], isUrgent = false } = extras;
  const shown = { method: request.method, url: withoutSecrets(client, operation, request.url) };
  const signals = [options.signal, ...cancel];
  const sending: Sending = { client, operation, request, shown, options, signals, isUrgent };
  const mayRepeat = extras.isReadOnly || isIdempotent(request.method);
  let isRenewed = false;
  for (let attempt = 1; ; attempt++) {
    const result = await attemptOnce(sending, attempt);
    let failure: ClientError;
    let wait: number | undefined;
    let isFinal = !mayRepeat || attempt > attempts;
    if (result instanceof ClientError) {
      failure = result;
      isFinal ||= result.code === 'REDIRECT_REFUSED' || extras.mayRepeat !== undefined;
    } else {
      const { status, headers } = result;
      if (result.isOk || extras.accepts?.(status)) return result;
      if (status === 401 && result.isRenewable && !isRenewed) {
        isRenewed = true;
        attempt--;
        continue;
      }
      const isRetriable = isTransient(status);
      wait = isRetriable ? requestedWait(status, headers) : undefined;
      const isTooLong = wait !== undefined && wait > maxWait && mayRepeat;
      // The quota is that of the account and not of one call.
      if (status === 429 && wait !== undefined && !isTooLong) pauseRequests(client, wait);
      const note = `, and asks to wait ${Math.ceil((wait ?? 0) / 1000)} s, longer than retry.maxWait (${maxWait / 1000} s)`;
      failure = new ApiError(name, result, shown, isTooLong ? { code: 'WAIT_TOO_LONG', note } : undefined);
      isFinal ||= !isRetriable || isTooLong || extras.mayRepeat?.(status, headers) === false;
    }
    if (isFinal) {
      await hooks?.onError?.({ operation: name, attempt, error: failure });
      throw failure;
    }
    wait ??= Math.min(backoff(attempt), maxWait);
    await hooks?.onRetry?.({ operation: name, attempt, wait, error: failure });
    await sleep(wait, signals);
  }
}

function retryOptions(
  retry: RetryOptions | false | undefined,
  operation: string,
): Required<RetryOptions> & { attempts: number; maxWait: number } {
  const { attempts = 2, maxWait = 60_000 } = retry === false ? { attempts: 0 } : (retry ?? {});
  // NaN would compare as "no limit reached yet" and retry without end.
  if (!(attempts >= 0 && maxWait >= 0))
    throw new ClientError('INVALID_OPTION', operation, 'retry.attempts and retry.maxWait must be numbers from 0');
  return { attempts, maxWait };
}

/** Makes one attempt. Returns a network error or a timeout instead of throwing it, since it may be repeated. */
async function attemptOnce(sending: Sending, attempt: number): Promise<Received | NetworkError | TimeoutError> {
  const { client, operation, request, options, signals } = sending;
  const { timeout = client.config.timeout ?? 60_000 } = options;
  const expired = (): TimeoutError => {
    const message = `${request.method} ${request.url.pathname} took longer than ${timeout} ms`;
    return new TimeoutError('TIMEOUT', operation.name, message);
  };
  const slot = new Slot(stateOf(client));
  try {
    await slot.take(signals);
    return await runAbortable(signals, (tie) => exchange(sending, attempt, tie, slot), { timeout, expired });
  } catch (error) {
    if (error instanceof NetworkError || error instanceof TimeoutError) return error;
    throw error;
  } finally {
    slot.free();
  }
}

/** Sends one request and reads its answer, with the hooks around them. */
async function exchange(sending: Sending, attempt: number, tie: Tie, slot: Slot): Promise<Received> {
  const { client, operation, request, shown, options, isUrgent } = sending;
  const { signal } = tie;
  const { name, budgets: names, reader = readJson } = operation;
  const { hooks, requestInit, fetch: fetcher = globalThis.fetch } = client.config;
  const prepared = hooks?.onRequest ? await runRequestHook(sending, attempt) : request;
  let ready = prepared;
  let isGuarded = false;
  let isRenewable = false;
  if (prepared.isTrusted && operation.security !== undefined) {
    // A copy: neither hooks nor a later attempt may see the credentials.
    ready = { ...prepared, url: new URL(prepared.url), headers: new Headers(prepared.headers) };
    ({ isPlaced: isGuarded, isRenewable } = await authorize(client, operation, ready));
  }
  signal.throwIfAborted();
  ready.headers.forEach((_, header) => {
    isGuarded ||= header !== 'accept' && header !== 'content-type';
  });
  const before = tie.elapsed();
  const { scheduler } = stateOf(client);
  let settings = {
    client,
    fetch: fetcher,
    operation: name,
    signal,
    init: { ...requestInit, ...options.requestInit },
    isGuarded,
  };
  if (scheduler && names) {
    // `fetch` would follow redirects without waiting. A browser does not show them, so there each call counts once.
    isGuarded ||= !('document' in globalThis);
    settings = { ...settings, isGuarded, fetch: scheduler.fetch(fetcher, { names, isUrgent, tie, slot }) };
  }
  const { response, url } = await asNetworkError(sending, fetchSafely(ready, settings));
  const { ok: isOk, status, headers, type } = response;
  if (hooks?.onResponse) {
    const duration = tie.elapsed() - before;
    await hooks.onResponse({ operation: name, status, headers, url: shown.url, attempt, duration });
  }
  const body = await asNetworkError(sending, isOk ? reader.read(response, name, tie) : readError(response));
  // Relative links start from the URL before the hook, unless the request was redirected.
  const isRedirected = url !== ready.url.href && prepared.url === request.url;
  const base = isRedirected ? withoutSecrets(client, operation, new URL(url)) : shown.url;
  return { isOk, status, headers, type, body, url: base, request: shown, isRenewable };
}

/**
 * Runs the hook, which may replace URL and body and set headers. If it leads to another origin, only the headers that
 * the hook itself set go along, and credentials only if that origin may see them.
 */
async function runRequestHook(sending: Sending, attempt: number): Promise<OutgoingRequest> {
  const { client, operation, request, shown } = sending;
  const headers = new Headers(request.headers);
  const event: RequestEvent = { operation: operation.name, ...shown, headers, body: request.body, attempt };
  await client.config.hooks?.onRequest?.(event);
  const url = event.url === shown.url ? request.url : new URL(event.url);
  const body = event.body ?? undefined;
  if (url.origin === request.url.origin || maySeeCredentials(client, url.origin))
    return { ...request, url, headers, body, isTrusted: request.isTrusted || url.origin !== request.url.origin };
  const visible = publicHeaders(request.headers);
  headers.forEach((value, name) => {
    if (request.headers.get(name) !== value) visible.set(name, value);
  });
  return { ...request, url, headers: visible, body, isTrusted: false };
}

/** Errors of `fetch` and of body streams differ from platform to platform; the client's own pass through. */
function asNetworkError<T>({ operation, request: { method, url } }: Sending, work: Promise<T>): Promise<T> {
  return work.catch((cause: Error & { cause?: Error }) => {
    if (cause instanceof ClientError) throw cause;
    const reason = cause.cause?.message ? `${cause.message} (${cause.cause.message})` : cause.message;
    const message = `${method} ${url.origin}${url.pathname} failed: ${reason}`;
    throw new NetworkError('NETWORK', operation.name, message, cause);
  });
}

/** Returns the validator of a call: its own or the client's. */
export function validatorOf(client: ClientCore, { validate = client.config.validate }: CallOptions): CallValidator {
  return validate || {};
}
