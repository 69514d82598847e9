import { type ResponseField, readField, unexpected } from '../fields/response-field.js';
import type { CallContext, Pager, Strategy } from './strategy.js';
import { nextToken, tokenPager } from './token.js';
import { followUrl, type LinkResolver, resolveLink, type UrlSpec } from './url.js';

export interface NextUrlSpec extends UrlSpec {
  readonly response: UrlSpec['response'] & { readonly nextUrl: ResponseField };
  /** Default: links are URLs, relative to the one that answered. */
  readonly resolve?: LinkResolver;
}

/** Follows a URL in the answer. */
export function nextUrl(spec: NextUrlSpec): Strategy {
  return {
    name: spec.name ?? 'next-url',
    spec: { request: {}, ...spec },
    rules: ['next-url', spec.response.nextMethod ?? 'GET'],
    open: (context) => openNextUrl(context, spec),
  };
}

function openNextUrl(context: CallContext, spec: NextUrlSpec): Pager {
  const { request = {}, response, resolve = resolveLink } = spec;
  const pager: Pager = {
    ...tokenPager(context, request),
    next(state, page, hasWindows) {
      const link = readField(page, response.nextUrl);
      return nextToken(context, pager, state, page, hasWindows, link, response, () => {
        if (typeof link === 'string') return resolve(context, page, link);
        throw unexpected(context.operation.name, page, response.nextUrl, 'a URL, as text,', link);
      });
    },
    follow: (state, first) => followUrl(context, spec, state, first),
  };
  return pager;
}
