import { publicHeaders } from '../attempt.js';
import { setQuery } from '../encode.js';
import type { Operation } from '../operation.js';
import { queryPairs } from '../parameters/parameter.js';
import { baseUrl, documentServer, type Outgoing } from '../request.js';
import { keepsCredentials, withoutSecrets } from '../send.js';
import type { TokenFields } from './cursor.js';
import { PaginationOriginError, PaginationProtocolError } from './errors.js';
import type { ListCall, PageAnswer, StrategySpec } from './strategy.js';

/** What the specs of URL styles share. */
export interface UrlSpec extends Omit<StrategySpec, 'request'> {
  readonly request?: StrategySpec['request'] & {
    /** Keys of query parameters that are set again on a followed URL, where the server leaves them out. */
    readonly carry?: readonly string[];
  };
  readonly response: StrategySpec['response'] &
    TokenFields & {
      /** How a URL is followed: a plain GET, or the operation's own method with the same body. Default: `GET`. */
      readonly nextMethod?: 'GET' | 'same';
    };
}

/** Makes the URL of the next page of a link, without credentials. */
export type LinkResolver = (call: ListCall, answer: PageAnswer, link: string) => string;

/** The link of an answer, resolved against its request (RFC 3986), without credentials. */
export function resolveLink(call: ListCall, answer: PageAnswer, link: string): string {
  try {
    return withoutSecrets(call.client, call.operation, new URL(link, answer.url));
  } catch (cause) {
    throw new PaginationProtocolError(call.operation.name, `the next link is no URL: ${link}`, cause);
  }
}

/** The request at a link: taken as it is, with the header parameters of the first request. Throws `PaginationOriginError`. */
export function followUrl(call: ListCall, link: string, first: Outgoing): Outgoing {
  const { request, response } = call.strategy.spec as UrlSpec;
  const url = new URL(link);
  const trust = trusted(call, url);
  for (const key of request?.carry ?? []) {
    const spec = call.operation.parameters?.find((parameter) => (parameter.key ?? parameter.name) === key);
    if (spec === undefined) continue;
    const pairs = queryPairs(spec, (call.params as Record<string, unknown>)[key]);
    // An object parameter goes out under other names than its own.
    const left = pairs.every((pair) => !url.searchParams.has(decodeURIComponent(pair.replace(/=.*/s, ''))));
    if (left && pairs.length > 0) setQuery(url, spec.name, pairs);
  }
  const headers = trust ? new Headers(first.headers) : publicHeaders(first.headers);
  if (response.nextMethod === 'same') return { ...first, url, headers, trusted: trust };
  headers.delete('Content-Type');
  return { method: 'GET', url, headers, body: undefined, trusted: trust };
}

/** Whether the URL may see credentials; `http:` on the host of an `https:` base becomes `https:`. */
function trusted(call: ListCall, url: URL): boolean {
  const { client, operation } = call;
  const base = new URL(baseUrl(client, operation));
  if (client.config.links === 'rebase') {
    rebase(url, base, declaredPath(call, operation));
    return true;
  }
  if (url.protocol === 'http:' && base.protocol === 'https:' && url.hostname === base.hostname) url.protocol = 'https:';
  if (url.origin === base.origin) return true;
  const allowed = (client.config.allowedOrigins ?? []).some(
    (entry) => new URL(typeof entry === 'string' ? entry : entry.origin).origin === url.origin,
  );
  if (!allowed || url.origin === 'null') {
    throw new PaginationOriginError(
      operation.name,
      `the next link leads to ${url.origin}, but the API is at ${base.origin}; it was not requested. If that origin is right, name it in allowedOrigins; behind a proxy, set links: 'rebase'`,
    );
  }
  return keepsCredentials(client, url.origin);
}

/** Puts path and query on the base, whose own path takes the place of the document's. */
function rebase(url: URL, base: URL, declared: string): void {
  const own = base.pathname.replace(/\/$/, '');
  let path = url.pathname;
  if (!`${path}/`.startsWith(`${own}/`))
    path = own + (`${path}/`.startsWith(`${declared}/`) ? path.slice(declared.length) : path);
  url.href = `${base.origin}${path}${url.search}`;
}

function declaredPath(call: ListCall, operation: Operation): string {
  const server = operation.server ?? documentServer(call.client) ?? '';
  return new URL(server, 'http://localhost').pathname.replace(/\/$/, '');
}
