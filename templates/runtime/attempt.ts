import { type ClientError, NetworkError } from './errors.js';
import type { Outgoing } from './request.js';

/** The longest delay that timers keep; longer ones would fire at once. */
const MAX_DELAY = 2 ** 31 - 1;

type End = (reason: unknown) => void;

/** What heeds a signal: one listener for all, since platforms warn of a signal that has many. */
class Heeders extends Set<End> {
  handleEvent({ target }: Event): void {
    for (const end of [...this]) end((target as AbortSignal).reason);
  }
}

const heeders = new WeakMap<AbortSignal, Heeders>();

export interface TimeLimit {
  /** Milliseconds; 0 means none. */
  readonly timeout: number;
  /** What to reject with when they have passed. */
  expired(): ClientError;
  /** Keep heeding the signals afterwards: the result is a stream. */
  readonly keep: boolean | undefined;
}

/**
 * Runs `work` until a signal aborts or the time is up. Rejects with the signal's reason or the limit's error, even
 * where `work` does not heed its own signal. Leaves no timer behind, and no listener unless `keep`.
 */
export async function within<T>(
  signals: readonly (AbortSignal | undefined)[],
  work: (signal: AbortSignal) => Promise<T>,
  limit?: TimeLimit,
): Promise<T> {
  const controller = new AbortController();
  const present = signals.filter((signal): signal is AbortSignal => signal !== undefined);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let release = (): void => {};
  const cut = new Promise<never>((_, reject) => {
    const end: End = (reason) => {
      reject(reason);
      controller.abort(reason);
    };
    for (const signal of present) {
      if (signal.aborted) end(signal.reason);
      const all = heeders.get(signal) ?? new Heeders();
      heeders.set(signal, all.add(end));
      signal.addEventListener('abort', all);
    }
    release = () => {
      for (const signal of present) {
        const all = heeders.get(signal);
        if (all?.delete(end) && all.size === 0) signal.removeEventListener('abort', all);
      }
    };
    if (limit !== undefined && limit.timeout > 0 && limit.timeout < Number.POSITIVE_INFINITY) {
      timer = setTimeout(() => end(limit.expired()), Math.min(limit.timeout, MAX_DELAY));
    }
  });
  cut.catch(() => {});
  try {
    if (controller.signal.aborted) return await cut;
    const result = work(controller.signal);
    result.catch(() => {});
    return await Promise.race([result, cut]);
  } catch (error) {
    // `fetch` wraps or replaces the reason on some platforms.
    throw controller.signal.aborted ? controller.signal.reason : error;
  } finally {
    clearTimeout(timer);
    if (!limit?.keep) release();
  }
}

/** Resolves after `ms` milliseconds; rejects with the reason of a signal that aborts before. */
export function sleep(ms: number, signals: readonly (AbortSignal | undefined)[]): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const slept = (): Promise<void> =>
    new Promise((resolve) => {
      timer = setTimeout(resolve, Math.min(ms, MAX_DELAY));
    });
  return within(signals, slept).finally(() => clearTimeout(timer));
}

/**
 * `fetch` that takes redirects itself where the request carries anything secret, so that another origin gets neither
 * credentials nor the caller's headers, whatever their names. Browsers do not show where a redirect leads: there such
 * a request refuses it.
 */
export async function fetchSafely(
  fetcher: typeof fetch,
  operation: string,
  request: Outgoing,
  keeps: (origin: string) => boolean,
  guarded: boolean,
  signal: AbortSignal,
): Promise<Response> {
  let { method, url, headers, body } = request;
  for (let hops = 0; ; hops++) {
    const init: RequestInit = { method, headers, signal, redirect: guarded ? 'manual' : 'follow' };
    if (body !== undefined) init.body = body;
    const response = await fetcher(url, init);
    if (response.type === 'opaqueredirect') {
      throw new NetworkError(
        'REDIRECT_REFUSED',
        operation,
        'the API redirects; a browser cannot follow that without risk to the credentials',
      );
    }
    const location = response.headers.get('location');
    if (!guarded || location === null || !/^30[12378]$/.test(String(response.status))) return response;
    await response.body?.cancel();
    const target = new URL(location, url);
    if (hops === 20 || !/^https?:$/.test(target.protocol)) {
      throw new NetworkError('REDIRECT_REFUSED', operation, `refused a redirect to ${target.origin}`);
    }
    target.username = target.password = '';
    if (target.origin !== url.origin && !keeps(target.origin)) headers = publicHeaders(headers);
    // The fetch standard: 303 turns all but HEAD into GET, 301 and 302 turn POST into GET.
    if (response.status === 303 ? method !== 'HEAD' : response.status < 303 && method === 'POST') {
      method = 'GET';
      body = undefined;
      headers = new Headers(headers);
      headers.delete('Content-Type');
    }
    url = target;
  }
}

/** What a foreign origin may see. */
export function publicHeaders(headers: Headers): Headers {
  const kept = new Headers();
  for (const name of ['Accept', 'Content-Type']) {
    const value = headers.get(name);
    if (value !== null) kept.set(name, value);
  }
  return kept;
}
