import { NetworkError } from '../errors.js';
import type { OutgoingRequest } from './build-request.js';

/** How one request is sent. */
export interface FetchSettings {
  readonly fetch: typeof fetch;
  /** The operation's name, for messages. */
  readonly operation: string;
  readonly signal: AbortSignal;
  /** Options of the caller for `fetch`. */
  readonly init: object | undefined;
  /** The request carries credentials or headers of the caller, which another origin must not see. */
  readonly isGuarded: boolean;
  /** Returns true if an origin may see credentials. */
  maySeeCredentials(origin: string): boolean;
}

/** An answer, with the URL that gave it: after redirects, as far as the platform tells. */
export interface FetchedResponse {
  readonly response: Response;
  readonly url: string;
}

/**
 * Calls `fetch`. If the request carries anything secret, it follows redirects itself, so that another origin gets
 * neither credentials nor the caller's headers, whatever their names. Browsers do not show where a redirect leads;
 * there such a request refuses it.
 */
export async function fetchSafely(request: OutgoingRequest, settings: FetchSettings): Promise<FetchedResponse> {
  const { fetch: fetcher, operation, signal, isGuarded, maySeeCredentials } = settings;
  let { method, url, headers, body, isTrusted } = request;
  const refuse = (message: string): NetworkError => new NetworkError('REDIRECT_REFUSED', operation, message);
  for (let hops = 0; ; hops++) {
    const init: RequestInit = { ...settings.init, method, headers, signal, redirect: isGuarded ? 'manual' : 'follow' };
    if (body !== undefined) init.body = body;
    if (!isTrusted) init.credentials = 'omit';
    const response = await fetcher(url, init);
    if (response.type === 'opaqueredirect')
      throw refuse('the API redirects; a browser cannot follow that without exposing the credentials');
    const location = response.headers.get('location');
    if (!isGuarded || location === null || !/^30[12378]$/.test(String(response.status))) {
      // A custom `fetch` may return a Response that knows no URL.
      return { response, url: response.url || url.href };
    }
    await response.body?.cancel();
    const target = new URL(location, url);
    if (hops === 20 || !/^https?:$/.test(target.protocol)) throw refuse(`refused a redirect to ${target.origin}`);
    target.username = target.password = '';
    if (target.origin !== url.origin && !maySeeCredentials(target.origin)) {
      headers = publicHeaders(headers);
      isTrusted = false;
    }
    // The fetch standard: 303 turns every method but HEAD into GET; 301 and 302 turn POST into GET.
    if (response.status === 303 ? method !== 'HEAD' : response.status < 303 && method === 'POST') {
      method = 'GET';
      body = undefined;
      headers = new Headers(headers);
      headers.delete('Content-Type');
    }
    url = target;
  }
}

/** The headers that a foreign origin may see. */
export function publicHeaders(headers: Headers): Headers {
  const kept = new Headers();
  for (const name of ['Accept', 'Content-Type']) {
    const value = headers.get(name);
    if (value !== null) kept.set(name, value);
  }
  return kept;
}
