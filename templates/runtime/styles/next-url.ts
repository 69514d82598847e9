import type { Link } from '../fields/link-in.js';
import { at, type ResponseField, readField, unexpected } from '../fields/values.js';
import { nextToken, tokenPager } from './cursor.js';
import type { LinkRequest } from './link-request.js';
import type { CallContext, Pager } from './pager.js';
import type { Strategy } from './strategy.js';
import { followUrl, type LinkResolver, resolveLink, type UrlSpec } from './url.js';

export interface NextUrlSpec extends UrlSpec {
  readonly response: UrlSpec['response'] & {
    readonly nextUrl: ResponseField;
    /** For links with a method or body of their own. */
    readonly linkRequest?: LinkRequest;
  };
  /** Default: links are URLs, relative to the one that answered. */
  readonly resolve?: LinkResolver;
}

/** Follows a URL in the answer. */
export function nextUrl(spec: NextUrlSpec): Strategy {
  return {
    name: spec.name ?? 'next-url',
    positions: [],
    spec: { request: {}, ...spec },
    rules: ['next-url', spec.response.nextMethod ?? 'GET'],
    open: (context) => openNextUrl(context, spec),
  };
}

function openNextUrl(context: CallContext, spec: NextUrlSpec): Pager {
  const { request = {}, response, resolve = resolveLink } = spec;
  const { linkRequest } = response;
  const pager: Pager = {
    ...tokenPager(context, request),
    next(state, page, hasWindows) {
      const link = readField(page, response.nextUrl);
      return nextToken(context, pager, state, page, hasWindows, link, response, () => {
        // JSON:API: a link may be an object with its URL at `href`.
        const href = typeof link === 'string' ? link : at(link, '/href');
        if (typeof href === 'string') {
          const url = resolve(context, page, href);
          return linkRequest?.position(context, page, url, link as Link) ?? url;
        }
        throw unexpected(context.operation.name, page, response.nextUrl, 'a URL, as text,', link);
      });
    },
    follow: (state, first) => (linkRequest?.follow ?? followUrl)(context, spec, state, first),
  };
  return pager;
}
