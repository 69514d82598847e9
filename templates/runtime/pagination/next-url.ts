import { afterToken, exhausted, fitWalk, reachWalk } from './cursor.js';
import { PaginationProtocolError } from './errors.js';
import { readField } from './read.js';
import type { ResponseField, Strategy } from './strategy.js';
import { followUrl, type LinkResolver, resolveLink, type UrlSpec } from './url.js';

export interface NextUrlSpec extends UrlSpec {
  readonly response: UrlSpec['response'] & { readonly nextUrl: ResponseField };
  /** Default: links are URLs, relative to the request. */
  readonly resolve?: LinkResolver;
}

/** Follows a URL that the answer carries. */
export function nextUrl(spec: NextUrlSpec): Strategy {
  return {
    name: spec.name ?? 'next-url',
    spec: { request: {}, ...spec },
    style: {
      name: 'next-url',
      promises: true,
      next(call, state, answer) {
        const link = readField(call, answer, spec.response.nextUrl);
        const next = afterToken(call, state, answer, link, spec.response.end);
        if (next === undefined) return undefined;
        if (typeof link !== 'string') {
          throw new PaginationProtocolError(call.operation.name, `the next link is no text: ${JSON.stringify(link)}`);
        }
        return { ...next, position: (spec.resolve ?? resolveLink)(call, answer, link) };
      },
      fit: fitWalk,
      exhausted,
      reach: reachWalk,
      follow: followUrl,
    },
  };
}
