import type { Credentialed, UserPassword } from './auth.js';
import type { BodyInit } from './bodies.js';
import type { ClientCore } from './client.js';
import { ClientError } from './errors.js';
import type { Operation } from './operation.js';
import { type Draft, writeParameter } from './parameters/parameter.js';
import { readJson } from './readers.js';

/** A request before credentials. */
export interface Outgoing extends Credentialed {
  readonly method: string;
  readonly body: BodyInit | undefined;
  /** False where it leads to an origin that must not see credentials. */
  readonly trusted: boolean;
}

/** The document's own server. */
export function documentServer({ config, state: { api } }: ClientCore): string | undefined {
  return typeof api.baseUrl === 'function' ? api.baseUrl(config.variables) : api.baseUrl;
}

/** The URL that an operation's path stands on, without a trailing slash. Throws `INVALID_BASE_URL`. */
export function baseUrl(client: ClientCore, operation: Operation): string {
  const { baseUrl: chosen } = client.config;
  const server = documentServer(client);
  const text = chosen ?? operation.server ?? server ?? '';
  const here = (globalThis as { location?: { href: string } }).location?.href;
  try {
    // A relative server of an operation stands on the API's own.
    const isBelow = chosen === undefined && operation.server?.startsWith('/') && server !== undefined;
    return new URL(text, isBelow ? new URL(server, here) : here).href.replace(/\/$/, '');
  } catch (cause) {
    throw new ClientError('INVALID_BASE_URL', operation.name, `baseUrl '${text}' is not an absolute URL`, cause);
  }
}

/** Builds the request of one call. Throws `ClientError` for a missing or unusable parameter. */
export function buildRequest(client: ClientCore, operation: Operation, params: object, extra?: object): Outgoing {
  const accept = operation.accept ?? (operation.reader ?? readJson).accept;
  const headers = new Headers({ Accept: accept, ...client.config.headers, ...extra });
  const draft: Draft = { operation: operation.name, path: operation.path, query: [], headers };
  for (const parameter of operation.parameters ?? [])
    writeParameter(draft, parameter, own(params, parameter.key ?? parameter.name));
  const body = writeBody(operation, own(params, 'body'), headers);
  const separator = draft.path.includes('?') ? '&' : '?';
  const query = draft.query.length > 0 ? separator + draft.query.join('&') : '';
  return {
    method: operation.method,
    url: new URL(baseUrl(client, operation) + draft.path + query),
    headers,
    body,
    trusted: true,
  };
}

/**
 * Puts the credentials of the first fully supplied alternative on a request. Gives whether there were any, and whether
 * a function gave one. Throws `MISSING_CREDENTIALS`.
 */
export async function authorize(
  { config, state: { api } }: ClientCore,
  { name: operation, security }: Operation,
  request: Credentialed,
): Promise<{ placed: boolean; renewable: boolean }> {
  let placed = false;
  let renewable = false;
  const secretOf = (name: string): unknown => own(config.auth ?? {}, name);
  const placeOf = (name: string) => own(api.schemes ?? {}, name)?.place;
  const chosen = security?.find((names) => names.every((name) => !placeOf(name) || secretOf(name) !== undefined));
  if (security !== undefined && chosen === undefined) {
    const wanted = security.map((names) => names.map((name) => `auth.${name}`).join(' and ')).join(', or ');
    throw new ClientError('MISSING_CREDENTIALS', operation, `needs credentials: supply ${wanted}`);
  }
  for (const name of chosen ?? []) {
    const place = placeOf(name);
    const secret = secretOf(name);
    if (place === undefined) continue;
    const isFunction = typeof secret === 'function';
    place(request, ((isFunction ? await secret() : secret) ?? '') as string | UserPassword);
    placed = true;
    renewable ||= isFunction;
  }
  return { placed, renewable };
}

function writeBody(operation: Operation, value: unknown, headers: Headers): BodyInit | undefined {
  if (value === undefined) return undefined;
  const { body, contentType } = operation.body?.(value) ?? {
    body: JSON.stringify(value),
    contentType: 'application/json',
  };
  if (contentType !== undefined && !headers.has('Content-Type')) headers.set('Content-Type', contentType);
  return body;
}

function own<Value>(values: Readonly<Record<string, Value>>, key: string): Value | undefined;
function own(values: object, key: string): unknown;
function own(values: object, key: string): unknown {
  return Object.hasOwn(values, key) ? (values as Record<string, unknown>)[key] : undefined;
}
