import type { Placement, UserPassword } from './auth.js';
import type { BodyInit } from './bodies.js';
import type { ClientCore } from './client.js';
import { ClientError } from './errors.js';
import type { Operation } from './operation.js';
import { readJson } from './readers.js';
import { encode, headerValue, pathValue, queryPairs, setQuery, wholeQuery } from './serialize.js';

/** A request before credentials. */
export interface Outgoing {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  readonly body: BodyInit | undefined;
  /** False where it leads to an origin that must not see credentials. */
  readonly trusted: boolean;
}

type Params = Readonly<Record<string, unknown>>;

/** The URL that an operation's path stands on, without a trailing slash. Throws `INVALID_BASE_URL`. */
export function baseUrl(client: ClientCore, operation: Operation): string {
  const { api } = client.state;
  const chosen = client.config.baseUrl ?? operation.server ?? api.baseUrl ?? '';
  const variables = { ...api.variables, ...(client.config.variables as Record<string, string> | undefined) };
  const filled = (url: string): string =>
    url.replace(/\{([^{}]+)\}/g, (whole, name: string) => variables[name] ?? whole);
  const text = filled(chosen);
  const here = (globalThis as { location?: { href: string } }).location?.href;
  try {
    // A relative server of an operation stands on the API's own.
    const isOwn = client.config.baseUrl === undefined && operation.server !== undefined && text.startsWith('/');
    const root = isOwn && api.baseUrl !== undefined ? new URL(filled(api.baseUrl), here) : here;
    return new URL(text, root).href.replace(/\/$/, '');
  } catch (cause) {
    throw new ClientError('INVALID_BASE_URL', operation.name, `baseUrl '${text}' is not an absolute URL`, cause);
  }
}

/** Builds the request of one call. Throws `ClientError` for a missing or unusable parameter. */
export function buildRequest(client: ClientCore, operation: Operation, params: object, headers?: object): Outgoing {
  const values = params as Params;
  const query: string[] = [];
  const cookies: string[] = [];
  const accept = operation.accept ?? (operation.reader ?? readJson).accept;
  const fields = new Headers({ Accept: accept, ...client.config.headers, ...headers });
  let path = operation.path.replace(/#.*$/, '');
  for (const spec of operation.parameters ?? []) {
    const value = own(values, spec.key ?? spec.name);
    if (spec.in === 'query') query.push(...queryPairs(spec, value));
    else if (spec.in === 'querystring') query.push(...wholeQuery(spec, value));
    else if (spec.in === 'cookie') cookies.push(...queryPairs(spec, value));
    else if (spec.in === 'header') {
      const text = headerValue(spec, value);
      try {
        if (text !== undefined) fields.set(spec.name, text);
      } catch (cause) {
        throw new ClientError('INVALID_PARAMETER', operation.name, `no header can carry ${spec.name}: ${text}`, cause);
      }
    } else {
      if (value === undefined || value === null) {
        throw new ClientError('MISSING_PARAMETER', operation.name, `the path parameter '${spec.name}' is missing`);
      }
      path = path.replaceAll(`{${spec.name}}`, () => pathValue(spec, value));
    }
  }
  // A URL parser would take such a segment away and reach another resource.
  if (/(^|\/)(\.|%2e){1,2}(\/|$)/i.test(path)) {
    throw new ClientError('INVALID_PARAMETER', operation.name, `a path parameter is '.' or '..': ${path}`);
  }
  if (cookies.length > 0 && !inBrowser()) fields.set('Cookie', cookies.join('; '));
  const written = writeBody(operation, values['body'], fields);
  const separator = path.includes('?') ? '&' : '?';
  const url = new URL(baseUrl(client, operation) + path + (query.length > 0 ? separator + query.join('&') : ''));
  return { method: operation.method, url, headers: fields, body: written, trusted: true };
}

/** Where the credentials of the first fully supplied alternative go. Throws `MISSING_CREDENTIALS`. `renewable`: a function gave one. */
export async function credentials(
  client: ClientCore,
  operation: Operation,
): Promise<{ placements: Placement[]; renewable: boolean }> {
  const alternatives = operation.security;
  if (alternatives === undefined) return { placements: [], renewable: false };
  const supplied = (client.config.auth ?? {}) as Readonly<Record<string, unknown>>;
  const chosen = alternatives.find((names) =>
    names.every((name) => placesNothing(client, name) || own(supplied, name) !== undefined),
  );
  if (chosen === undefined) {
    const wanted = alternatives.map((names) => names.map((name) => `auth.${name}`).join(' and ')).join(', or ');
    throw new ClientError('MISSING_CREDENTIALS', operation.name, `needs credentials: supply ${wanted}`);
  }
  const placements: Placement[] = [];
  let renewable = false;
  for (const name of chosen) {
    const secret = own(supplied, name);
    if (typeof secret === 'function') renewable = true;
    const value = (typeof secret === 'function' ? await secret() : secret) as string | UserPassword;
    const placement = scheme(client, name)?.(value ?? '');
    if (placement !== undefined) placements.push(placement);
  }
  return { placements, renewable };
}

/** Puts credentials on a copy of the request; a query credential replaces what is there. */
export function authorize(request: Outgoing, placements: readonly Placement[]): Outgoing {
  const url = new URL(request.url);
  const headers = new Headers(request.headers);
  for (const { in: place, name, value } of placements) {
    if (place === 'header') headers.set(name, value);
    else if (place === 'query') setQuery(url, name, [`${encode(name)}=${encode(value)}`]);
    else if (!inBrowser()) {
      const pair = `${name}=${encodeURIComponent(value)}`;
      headers.set('Cookie', headers.has('Cookie') ? `${headers.get('Cookie')}; ${pair}` : pair);
    }
  }
  return { ...request, url, headers };
}

function writeBody(operation: Operation, value: unknown, headers: Headers): BodyInit | undefined {
  if (value === undefined) return undefined;
  const written = operation.body?.(value) ?? { body: JSON.stringify(value), contentType: 'application/json' };
  if (written.contentType !== undefined && !headers.has('Content-Type'))
    headers.set('Content-Type', written.contentType);
  return written.body;
}

function scheme(client: ClientCore, name: string) {
  const { schemes } = client.state.api;
  return schemes !== undefined && Object.hasOwn(schemes, name) ? schemes[name] : undefined;
}

function placesNothing(client: ClientCore, name: string): boolean {
  return scheme(client, name)?.('') === undefined;
}

function own(values: Params, key: string): unknown {
  return Object.hasOwn(values, key) ? values[key] : undefined;
}

/** Browsers keep the `Cookie` header to themselves. */
function inBrowser(): boolean {
  return 'document' in globalThis;
}
