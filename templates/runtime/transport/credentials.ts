import type { ClientCore } from '../client.js';
import { ClientError, NetworkError } from '../errors.js';
import type { Operation } from '../operation.js';
import { addCookie } from '../parameters/header.js';
import { encode, own, setQuery } from '../parameters/parameter.js';
import type { BodyInit } from './bodies.js';
import { type Credentialed, type SecurityScheme, stateOf, type UserPassword } from './client-state.js';

export type { UserPassword } from './client-state.js';

/** A secret, or a function that returns one; a function is called once more after a 401. */
export type Credential = string | (() => string | Promise<string>);

/** User name and password. A string is the user name, with an empty password. */
export type BasicCredential = string | UserPassword | (() => string | UserPassword | Promise<string | UserPassword>);

/** A request before credentials are added. */
export interface OutgoingRequest extends Credentialed {
  readonly method: string;
  readonly body: BodyInit | undefined;
  /** False if it goes to an origin that must not see credentials. */
  readonly isTrusted: boolean;
}

/** HTTP Basic, RFC 7617, in UTF-8. */
export const basic: SecurityScheme = {
  place({ headers }, secret) {
    const { username, password } = typeof secret === 'string' ? { username: secret, password: '' } : secret;
    const bytes = new TextEncoder().encode(`${username}:${password}`);
    headers.set('Authorization', `Basic ${btoa(String.fromCharCode(...bytes))}`);
  },
};

/** A bearer token, RFC 6750; also OAuth 2 and OpenID Connect. */
export const bearer: SecurityScheme = {
  place({ headers }, secret) {
    headers.set('Authorization', `Bearer ${String(secret)}`);
  },
};

/** Any other HTTP authentication scheme: the secret follows its name. */
export function httpScheme(scheme: string): SecurityScheme {
  return {
    place({ headers }, secret) {
      headers.set('Authorization', `${scheme} ${String(secret)}`);
    },
  };
}

/** An API key in a header. */
export function apiKeyInHeader(name: string): SecurityScheme {
  return {
    place({ headers }, secret) {
      headers.set(name, String(secret));
    },
  };
}

/** An API key in a query parameter; it replaces other values of that parameter. */
export function apiKeyInQuery(name: string): SecurityScheme {
  return {
    place({ url }, secret) {
      setQuery(url, name, [`${encode(name)}=${encode(secret)}`]);
    },
    conceal(url) {
      setQuery(url, name, []);
    },
  };
}

/** An API key in a cookie. */
export function apiKeyInCookie(name: string): SecurityScheme {
  return {
    place({ headers }, secret) {
      addCookie(headers, `${name}=${encodeURIComponent(String(secret))}`);
    },
  };
}

/** A scheme that sends nothing itself, such as mutual TLS. */
export const noCredential: SecurityScheme = {};

/** The result of adding credentials to a request. */
export interface Authorization {
  /** Credentials were added. */
  readonly isPlaced: boolean;
  /** A function supplied one of them, so that it can be asked for a fresh one after a 401. */
  readonly isRenewable: boolean;
}

/**
 * Adds the credentials of the first alternative that is fully supplied and not empty. `{}` (no credentials) comes last,
 * whatever its place: the order of alternatives means nothing in OpenAPI. With `auth: false`, adds none.
 *
 * Throws `ClientError`: `MISSING_CREDENTIALS` if no alternative is supplied, `INVALID_PARAMETER` if a credential cannot
 * be sent. No message contains a credential.
 */
export async function authorize(
  client: ClientCore,
  { name: operation, security = [] }: Operation,
  request: Credentialed,
): Promise<Authorization> {
  const { auth = {} } = client.config;
  if (auth === false) return { isPlaced: false, isRenewable: false };
  const { schemes = {} } = stateOf(client).api;
  const placeOf = (name: string) => own(schemes, name)?.place;
  const isSupplied = (names: readonly string[]): boolean =>
    names.every((name) => placeOf(name) === undefined || own(auth, name) !== undefined);
  const chosen = security.find((names) => names.length > 0 && isSupplied(names)) ?? security.find(isSupplied);
  if (security.length > 0 && chosen === undefined) {
    const wanted = security.map((names) => names.map((name) => `auth.${name}`).join(' and ')).join(', or ');
    throw new ClientError('MISSING_CREDENTIALS', operation, `needs credentials: supply ${wanted}`);
  }
  let isPlaced = false;
  let isRenewable = false;
  for (const name of chosen ?? []) {
    const place = placeOf(name);
    if (place === undefined) continue;
    const credential = own(auth, name);
    const isFunction = typeof credential === 'function';
    const secret = ((isFunction ? await credential() : credential) ?? '') as string | UserPassword;
    try {
      place(request, secret);
    } catch {
      // The platform's own error quotes the secret.
      throw new ClientError(
        'INVALID_PARAMETER',
        operation,
        `auth.${name} cannot be sent: it contains a line break or another character that a header must not contain`,
      );
    }
    isPlaced = true;
    isRenewable ||= isFunction;
  }
  return { isPlaced, isRenewable };
}

/** Returns a URL without the query credentials of its operation, for hooks, messages and checkpoints. */
export function withoutSecrets(client: ClientCore, { security = [] }: Operation, url: URL): string {
  const { schemes = {} } = stateOf(client).api;
  const concealing = security.flat().flatMap((name) => own(schemes, name)?.conceal ?? []);
  if (concealing.length === 0 && url.username === '' && url.password === '') return url.href;
  const shown = new URL(url);
  shown.username = shown.password = '';
  for (const conceal of concealing) conceal(shown);
  return shown.href;
}

/** Returns true if `allowedOrigins` lets an origin see credentials. */
export function maySeeCredentials(client: ClientCore, origin: string): boolean {
  return (client.config.allowedOrigins ?? []).some(
    (entry) => typeof entry === 'object' && entry.credentials && new URL(entry.origin).origin === origin,
  );
}

/** How one request is sent. */
export interface FetchSettings {
  readonly client: ClientCore;
  readonly fetch: typeof fetch;
  /** The operation's name, for messages. */
  readonly operation: string;
  readonly signal: AbortSignal;
  /** Options of the caller for `fetch`. */
  readonly init: object;
  /** The request carries credentials or headers of the caller, which another origin must not see. */
  readonly isGuarded: boolean;
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
  const { client, fetch: fetcher, operation, signal, isGuarded } = settings;
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
    if (target.origin !== url.origin && !maySeeCredentials(client, target.origin)) {
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
