import type { ClientCore } from '../client.js';
import { ClientError } from '../errors.js';
import type { Operation } from '../operation.js';
import { type Draft, own, writeParameter } from '../parameters/parameter.js';
import type { BodyInit } from './bodies.js';
import { stateOf } from './client-state.js';
import type { OutgoingRequest } from './credentials.js';
import { readJson } from './readers.js';

/** Returns the document's own server. */
export function documentServer(client: ClientCore): string | undefined {
  const { baseUrl } = stateOf(client).api;
  return typeof baseUrl === 'function' ? baseUrl(client.config.variables) : baseUrl;
}

/** Returns the URL to which the operation's path is appended, without a fragment. Throws `INVALID_BASE_URL`. */
export function baseUrlOf(client: ClientCore, operation: Operation): URL {
  const { baseUrl: chosen } = client.config;
  const server = documentServer(client);
  const text = chosen ?? operation.server ?? server ?? '';
  const here = (globalThis as { location?: { href: string } }).location?.href;
  try {
    // A relative server of an operation is relative to the API's own.
    const isRelative = chosen === undefined && operation.server?.startsWith('/') && server !== undefined;
    const base = new URL(text, isRelative ? new URL(server, here) : here);
    base.hash = '';
    return base;
  } catch (cause) {
    throw new ClientError('INVALID_BASE_URL', operation.name, `baseUrl '${text}' is not an absolute URL`, cause);
  }
}

/** Returns the URL of a path below the base, without a trailing slash of the base. The base's own query comes first. */
export function urlBelow(base: URL, path: string, query: readonly string[] = []): URL {
  const [pathname = '', ...own] = path.split('?');
  const pairs = [base.search.slice(1), own.join('?'), ...query].filter((pair) => pair !== '');
  const search = pairs.length === 0 ? '' : `?${pairs.join('&')}`;
  return new URL(`${base.href.slice(0, base.href.length - base.search.length).replace(/\/$/, '')}${pathname}${search}`);
}

/** Builds the request of one call. Throws `ClientError` for a missing or unusable parameter or header. */
export function buildRequest(
  client: ClientCore,
  operation: Operation,
  params: object,
  callHeaders?: Readonly<Record<string, string>>,
): OutgoingRequest {
  const { name, method, path, parameters = [] } = operation;
  const headers = new Headers({ Accept: operation.accept ?? (operation.reader ?? readJson).accept });
  addHeaders(headers, client.config.headers, name);
  addHeaders(headers, callHeaders, name);
  const draft: Draft = { operation: name, path, query: [], headers };
  for (const parameter of parameters) writeParameter(draft, parameter, own(params, parameter.key ?? parameter.name));
  const body = writeBody(operation, own(params, 'body'), headers);
  const url = urlBelow(baseUrlOf(client, operation), draft.path, draft.query);
  return { method, url, headers, body, isTrusted: true };
}

function addHeaders(headers: Headers, added: Readonly<Record<string, string>> | undefined, operation: string): void {
  for (const [name, value] of Object.entries(added ?? {})) {
    try {
      headers.set(name, value);
    } catch {
      // The platform's own error quotes the value, which may be a secret.
      throw new ClientError(
        'INVALID_PARAMETER',
        operation,
        `the header '${name}' has a name or value that HTTP forbids`,
      );
    }
  }
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
