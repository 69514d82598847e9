import { baseUrl } from '../request.js';
import type { ListCall, PageAnswer } from './strategy.js';
import { resolveLink } from './url.js';

/** Resolves a link that is a path below the server's URL, whether or not it begins with a slash. */
export function fromServer(call: ListCall, answer: PageAnswer, link: string): string {
  if (/^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(link)) return resolveLink(call, answer, link);
  const base = baseUrl(call.client, call.operation);
  const path = `/${link.replace(/^\/+/, '')}`;
  const own = new URL(base).pathname.replace(/\/$/, '');
  // Some servers give the whole path.
  return resolveLink(call, answer, own !== '' && path.startsWith(`${own}/`) ? path : base + path);
}
