import type { PageAnswer } from '../fields/answer.js';
import { baseUrlOf } from '../transport/build-request.js';
import type { CallContext } from './strategy.js';
import { resolveLink } from './url.js';

/** Resolves a link that is a path below the server's URL, with or without a slash at its beginning. */
export function fromServer(context: CallContext, page: PageAnswer, link: string): string {
  return belowBase(context, page, link, baseUrlOf(context.client, context.operation));
}

/** Resolves a link that is a URL, or a path below a base. */
export function belowBase(context: CallContext, page: PageAnswer, link: string, base: URL): string {
  if (/^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(link)) return resolveLink(context, page, link);
  const path = `/${link.replace(/^\/+/, '')}`;
  const ownPath = base.pathname.replace(/\/$/, '');
  // Some servers send the whole path.
  const isWhole = ownPath !== '' && path.startsWith(`${ownPath}/`);
  return resolveLink(context, page, isWhole ? `${base.origin}${path}` : `${base.origin}${ownPath}${path}`);
}
