import type { PageAnswer } from '../fields/answer.js';
import { type ResponseField, readField, unexpected } from '../fields/values.js';
import type { WalkState } from '../paginator/checkpoint.js';
import { PaginationOriginError, PaginationProtocolError } from '../paginator/errors.js';
import { maySeeCredentials, type OutgoingRequest, publicHeaders, withoutSecrets } from '../transport/credentials.js';
import { baseUrlOf, documentServer } from '../transport/messages.js';
import type { CarryQuery } from './carry-query.js';
import type { TokenFields } from './cursor.js';
import type { CallContext } from './pager.js';
import type { StrategySpec } from './strategy.js';

/** The fields that URL styles share. */
export interface UrlSpec extends Omit<StrategySpec, 'request'> {
  readonly request?: StrategySpec['request'] & {
    readonly carry?: CarryQuery;
  };
  readonly response: StrategySpec['response'] &
    TokenFields & {
      /** How a URL is followed: a plain GET, or the operation's own method with the same body. Default: `GET`. */
      readonly nextMethod?: 'GET' | 'same';
    };
}

/** Turns the link of an answer into the URL of the next page, without credentials. */
export type LinkResolver = (context: CallContext, page: PageAnswer, link: string) => string;

/** Resolves a link against the URL that answered (RFC 3986, section 5), and removes credentials. */
export function resolveLink({ client, operation }: CallContext, page: PageAnswer, link: string): string {
  try {
    return withoutSecrets(client, operation, new URL(link, page.url));
  } catch (cause) {
    throw new PaginationProtocolError(operation.name, `the next link is not a URL: ${link}`, page, cause);
  }
}

/**
 * Returns the request for the URL of a state: the URL as it is, with the header parameters of the first request.
 * Throws `PaginationOriginError` for a link to another origin.
 */
export function followUrl(
  context: CallContext,
  { request, response }: UrlSpec,
  state: WalkState,
  first: OutgoingRequest,
): OutgoingRequest {
  if (state.position === undefined) return first;
  const url = new URL(String(state.position));
  const isTrusted = checkOrigin(context, url);
  request?.carry?.(context, url);
  const headers = isTrusted ? new Headers(first.headers) : publicHeaders(first.headers);
  if (response.nextMethod === 'same') return { ...first, url, headers, isTrusted };
  headers.delete('Content-Type');
  return { method: 'GET', url, headers, body: undefined, isTrusted };
}

/** Returns true if the URL may see credentials. `http:` on the host of an `https:` base becomes `https:`. */
function checkOrigin({ client, operation }: CallContext, url: URL): boolean {
  const base = baseUrlOf(client, operation);
  const { allowedOrigins = [], links } = client.config;
  if (links === 'rebase') {
    const server = operation.server ?? documentServer(client) ?? '';
    rebase(url, base, new URL(server, 'http://localhost').pathname.replace(/\/$/, ''));
    return true;
  }
  if (url.protocol === 'http:' && base.protocol === 'https:' && url.hostname === base.hostname) url.protocol = 'https:';
  if (url.origin === base.origin) return true;
  const isAllowed = allowedOrigins.some(
    (entry) => new URL(typeof entry === 'string' ? entry : entry.origin).origin === url.origin,
  );
  if (!isAllowed || url.origin === 'null') {
    throw new PaginationOriginError(
      operation.name,
      `the next link leads to ${url.origin}, but the API is at ${base.origin}; it was not requested. If that origin is right, name it in allowedOrigins; behind a proxy, set links: 'rebase'`,
    );
  }
  return maySeeCredentials(client, url.origin);
}

/** Puts path and query of a link on the base, whose own path replaces that of the document's server. */
function rebase(url: URL, base: URL, declared: string): void {
  const ownPath = base.pathname.replace(/\/$/, '');
  let path = url.pathname;
  if (!`${path}/`.startsWith(`${ownPath}/`))
    path = ownPath + (`${path}/`.startsWith(`${declared}/`) ? path.slice(declared.length) : path);
  url.href = `${base.origin}${path}${url.search}`;
}

/** Resolves links that are paths below a URL in the same answer: Confluence has them in `_links.base`. */
export function fromBase(field: ResponseField): LinkResolver {
  return (context, page, link) => {
    const base = readField(page, field);
    if (typeof base !== 'string' || !URL.canParse(base, page.url))
      throw unexpected(context.operation.name, page, field, 'the URL that links are relative to', base);
    return belowBase(context, page, link, new URL(base, page.url));
  };
}

/** Resolves a link that is a path below the server's URL, with or without a slash at its beginning. */
export function fromServer(context: CallContext, page: PageAnswer, link: string): string {
  return belowBase(context, page, link, baseUrlOf(context.client, context.operation));
}

/** Resolves a link that is a URL, or a path below a base. */
function belowBase(context: CallContext, page: PageAnswer, link: string, base: URL): string {
  if (/^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(link)) return resolveLink(context, page, link);
  const path = `/${link.replace(/^\/+/, '')}`;
  const ownPath = base.pathname.replace(/\/$/, '');
  // Some servers send the whole path.
  const isWhole = ownPath !== '' && path.startsWith(`${ownPath}/`);
  return resolveLink(context, page, isWhole ? `${base.origin}${path}` : `${base.origin}${ownPath}${path}`);
}
