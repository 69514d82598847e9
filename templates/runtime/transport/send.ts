import type { ClientCore, RequestEvent, RetryOptions } from '../client.js';
import { ApiError, ClientError, NetworkError, TimeoutError } from '../errors.js';
import type { Operation } from '../operation.js';
import { type Hold, runAbortable, type Signals, sleep, type Tie } from './abortable.js';
import { authorize } from './authorize.js';
import type { OutgoingRequest } from './build-request.js';
import type { CallOptions } from './call-options.js';
import { stateOf } from './client-state.js';
import { readError, readJson } from './readers.js';
import { backoff, isIdempotent, isTransient, requestedWait } from './retry.js';
import { fetchSafely, publicHeaders } from './safe-fetch.js';
import { maySeeCredentials, withoutSecrets } from './secrets.js';
import { Slot } from './slots.js';

/** An answer of the API that is not an error. */
export interface Answer {
  readonly body: unknown;
  readonly status: number;
  readonly headers: Headers;
  /** `Response.type`: `cors` if the platform hides headers that the API does not expose. */
  readonly type: string;
  /** The URL that relative links of the answer are resolved against: after redirects, without credentials. */
  readonly url: string;
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
  const signals = [options.signal, ...(extras.cancel ?? [])];
  const sending: Sending = { client, operation, request, options, signals, isUrgent: extras.isUrgent ?? false };
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
      if (status === 429 && wait !== undefined && !isTooLong) pauseClient(client, wait);
      const note = `, and asks to wait ${Math.ceil((wait ?? 0) / 1000)} s, longer than retry.maxWait (${maxWait / 1000} s)`;
      const seen = { method: request.method, url: withoutSecrets(client, operation, request.url) };
      failure = new ApiError(name, result, seen, isTooLong ? { code: 'WAIT_TOO_LONG', note } : undefined);
      isFinal ||= !isRetriable || isTooLong || extras.mayRepeat?.(status, headers) === false;
    }
    if (isFinal) {
      await hooks?.onError?.({ operation: name, attempt, error: failure });
      throw failure;
    }
    wait ??= Math.min(backoff(attempt), maxWait);
    await hooks?.onRetry?.({ operation: name, attempt, wait, error: failure });
    await sleep(wait, sending.signals);
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

/** Holds back every request of the client: the quota is that of the account and not of one call. */
function pauseClient(client: ClientCore, wait: number): void {
  const state = stateOf(client);
  state.resumeAt = Math.max(state.resumeAt, Date.now() + wait);
}

/** Makes one attempt. Returns a network error or a timeout instead of throwing it, since it may be repeated. */
async function attemptOnce(sending: Sending, attempt: number): Promise<Received | NetworkError | TimeoutError> {
  const { client, operation, request, options, signals } = sending;
  const timeout = options.timeout ?? client.config.timeout ?? 60_000;
  const expired = (): TimeoutError =>
    new TimeoutError(
      'TIMEOUT',
      operation.name,
      `${request.method} ${request.url.pathname} took longer than ${timeout} ms`,
    );
  const slot = new Slot(client);
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
  const { client, operation, request, options } = sending;
  const { signal, hold } = tie;
  const { name } = operation;
  const { hooks, requestInit, fetch: fetcher = globalThis.fetch } = client.config;
  const trusts = (origin: string): boolean => maySeeCredentials(client, origin);
  const prepared = hooks?.onRequest ? await runRequestHook(sending, attempt) : request;
  let ready = prepared;
  let authorization = { isPlaced: false, isRenewable: false };
  if (prepared.isTrusted && operation.security !== undefined) {
    // A copy: neither hooks nor a later attempt may see the credentials.
    ready = { ...prepared, url: new URL(prepared.url), headers: new Headers(prepared.headers) };
    authorization = await authorize(client, operation, ready);
  }
  signal.throwIfAborted();
  let isGuarded = authorization.isPlaced;
  ready.headers.forEach((_, header) => {
    isGuarded ||= header !== 'accept' && header !== 'content-type';
  });
  const init = requestInit || options.requestInit ? { ...requestInit, ...options.requestInit } : undefined;
  let started = Date.now();
  const { scheduler } = stateOf(client);
  let send = fetcher;
  if (scheduler && operation.budgets) {
    const pause: Hold = async (wait) => {
      const since = Date.now();
      const result = await hold(wait);
      started += Date.now() - since;
      return result;
    };
    const { isUrgent } = sending;
    send = scheduler.fetch(fetcher, { names: operation.budgets, isUrgent, signal, slot, hold: pause });
    // `fetch` would follow redirects without waiting. A browser does not show them, so there each call counts once.
    isGuarded ||= !('document' in globalThis);
  }
  const settings = { fetch: send, operation: name, signal, init, isGuarded, maySeeCredentials: trusts };
  const { response, url } = await asNetworkError(sending, fetchSafely(ready, settings));
  const { ok: isOk, status, headers, type } = response;
  if (hooks?.onResponse) {
    const duration = Date.now() - started;
    const requested = withoutSecrets(client, operation, request.url);
    await hooks.onResponse({ operation: name, status, headers, url: requested, attempt, duration });
  }
  const reader = operation.reader ?? readJson;
  const body = await asNetworkError(sending, isOk ? reader.read(response, name, tie) : readError(response));
  return {
    isOk,
    status,
    headers,
    type,
    body,
    url: linkBase(sending, prepared, ready, url),
    isRenewable: authorization.isRenewable,
  };
}

/**
 * Runs the hook, which may replace URL and body and set headers. If it leads to another origin, only the headers that
 * the hook itself set go along, and credentials only if that origin may see them.
 */
async function runRequestHook({ client, operation, request }: Sending, attempt: number): Promise<OutgoingRequest> {
  const { method } = request;
  const shown = withoutSecrets(client, operation, request.url);
  const headers = new Headers(request.headers);
  const event: RequestEvent = { operation: operation.name, method, url: shown, headers, body: request.body, attempt };
  await client.config.hooks?.onRequest?.(event);
  const url = event.url === shown ? request.url : new URL(event.url);
  const body = event.body ?? undefined;
  if (url.origin === request.url.origin || maySeeCredentials(client, url.origin))
    return { ...request, url, headers, body, isTrusted: request.isTrusted || url.origin !== request.url.origin };
  const visible = publicHeaders(request.headers);
  headers.forEach((value, name) => {
    if (request.headers.get(name) !== value) visible.set(name, value);
  });
  return { ...request, url, headers: visible, body, isTrusted: false };
}

/** Returns the URL that relative links start from: the URL before the hook, unless the request was redirected. */
function linkBase(sending: Sending, prepared: OutgoingRequest, sent: OutgoingRequest, answered: string): string {
  const { client, operation, request } = sending;
  const isRedirected = answered !== sent.url.href;
  return withoutSecrets(
    client,
    operation,
    isRedirected && prepared.url === request.url ? new URL(answered) : request.url,
  );
}

/** Errors of `fetch` and of body streams differ from platform to platform; the client's own pass through. */
function asNetworkError<T>({ operation, request }: Sending, work: Promise<T>): Promise<T> {
  return work.catch((cause: Error & { cause?: Error }) => {
    if (cause instanceof ClientError) throw cause;
    const { method, url } = request;
    const reason = cause.cause?.message ? `${cause.message} (${cause.cause.message})` : cause.message;
    throw new NetworkError(
      'NETWORK',
      operation.name,
      `${method} ${url.origin}${url.pathname} failed: ${reason}`,
      cause,
    );
  });
}
