import { afterToken, exhausted, fitWalk, reachWalk } from './cursor.js';
import { responseHeader } from './response-header.js';
import type { ResponseField, Strategy } from './strategy.js';
import { followUrl, resolveLink, type UrlSpec } from './url.js';

export interface LinkHeaderSpec extends UrlSpec {
  readonly response: UrlSpec['response'] & {
    /** Default: `next`. */
    readonly rel?: string;
    readonly link?: ResponseField;
  };
}

/** Follows the `Link` response header (RFC 8288). */
export function linkHeader(spec: LinkHeaderSpec): Strategy {
  const response: LinkHeaderSpec['response'] = { ...spec.response, link: responseHeader('Link') };
  return {
    name: spec.name ?? 'link-header',
    spec: { request: {}, ...spec, response },
    style: {
      name: 'link-header',
      promises: true,
      next(call, state, answer) {
        const link = findLink(answer.headers.get('link') ?? '', spec.response.rel ?? 'next');
        const next = afterToken(call, state, answer, link, spec.response.end);
        return next && { ...next, position: resolveLink(call, answer, String(link)) };
      },
      fit: fitWalk,
      exhausted,
      reach: reachWalk,
      follow: followUrl,
    },
  };
}

/** The target of the first link with a relation type (RFC 8288, section 3.3: compared without regard to case). */
export function findLink(header: string, rel: string): string | undefined {
  for (const [, target, text = ''] of header.matchAll(
    /<([^>]*)>((?:\s*;\s*[^\s=;,"]+\s*(?:=\s*(?:"(?:[^"\\]|\\.)*"|[^\s;,"]*))?)*)/g,
  )) {
    const parameters = [...text.matchAll(/;\s*([^\s=;,"]+)\s*(?:=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;,"]*)))?/g)];
    const value = (name: string): string | undefined => {
      const found = parameters.find((parameter) => parameter[1]?.toLowerCase() === name);
      return found && (found[2]?.replace(/\\(.)/g, '$1') ?? found[3] ?? '');
    };
    // A link with an anchor speaks of another resource.
    const relations = value('anchor') === undefined ? (value('rel') ?? '') : '';
    if (relations.toLowerCase().split(/\s+/).includes(rel.toLowerCase())) return target;
  }
  return undefined;
}
