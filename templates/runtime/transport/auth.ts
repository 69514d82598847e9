import { addCookie } from '../parameters/cookie.js';
import { encode, setQuery } from './encode.js';

/** A secret, or a function that returns one; a function is called once more after a 401. */
export type Credential = string | (() => string | Promise<string>);

export interface UserPassword {
  readonly username: string;
  readonly password: string;
}

/** User name and password. A string is the user name, with an empty password. */
export type BasicCredential = string | UserPassword | (() => string | UserPassword | Promise<string | UserPassword>);

/** The parts of a request that carry credentials. */
export interface Credentialed {
  readonly url: URL;
  readonly headers: Headers;
}

/** A security scheme of the document. */
export interface SecurityScheme {
  /** Adds a secret to a request; absent if the scheme sends nothing itself, such as mutual TLS. */
  place?(request: Credentialed, secret: string | UserPassword): void;
  /** Removes secrets from a URL. */
  conceal?(url: URL): void;
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
