import { responseHeader } from '../fields/response-header.js';
import type { ResponseField } from '../fields/values.js';
import { nextToken, tokenPager } from './cursor.js';
import type { CallContext, Pager } from './pager.js';
import type { Strategy } from './strategy.js';
import { followUrl, resolveLink, type UrlSpec } from './url.js';

export interface LinkHeaderSpec extends UrlSpec {
  readonly response: UrlSpec['response'] & {
    /** The relation type of the link. Default: `next`. */
    readonly rel?: string;
    readonly link?: ResponseField;
  };
}

/** Follows the `Link` response header (RFC 8288). */
export function linkHeader(spec: LinkHeaderSpec): Strategy {
  const response: LinkHeaderSpec['response'] = { ...spec.response, link: responseHeader('Link') };
  const { rel = 'next', nextMethod = 'GET' } = response;
  return {
    name: spec.name ?? 'link-header',
    positions: [],
    spec: { request: {}, ...spec, response },
    rules: ['link-header', rel, nextMethod],
    open: (context) => openLinkHeader(context, spec, rel),
  };
}

function openLinkHeader(context: CallContext, spec: LinkHeaderSpec, rel: string): Pager {
  const pager: Pager = {
    ...tokenPager(context, spec.request ?? {}),
    next(state, page, hasWindows) {
      const link = findLink(page.headers.get('link') ?? '', rel);
      const positionOf = (): string => resolveLink(context, page, link ?? '');
      return nextToken(context, pager, state, page, hasWindows, link, spec.response, positionOf);
    },
    follow: (state, first) => followUrl(context, spec, state, first),
  };
  return pager;
}

const LINK = /<([^>]*)>((?:\s*;\s*[^\s=;,"]+\s*(?:=\s*(?:"(?:[^"\\]|\\.)*"|[^\s;,"]*))?)*)/g;
const LINK_PARAMETER = /;\s*([^\s=;,"]+)\s*(?:=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;,"]*)))?/g;

/** Returns the target of the first link with a relation type, compared without regard to case (RFC 8288, section 3.3). */
function findLink(header: string, rel: string): string | undefined {
  for (const [, target, text = ''] of header.matchAll(LINK)) {
    const parameters = [...text.matchAll(LINK_PARAMETER)];
    const parameterValue = (name: string): string | undefined => {
      const found = parameters.find((parameter) => parameter[1]?.toLowerCase() === name);
      // Some servers write `rel='next'`. A walk that did not see the link would end without a word.
      return found && (found[2]?.replace(/\\(.)/g, '$1') ?? found[3]?.replace(/^'|'$/g, '') ?? '');
    };
    // A link with an anchor is about another resource.
    const relations = parameterValue('anchor') === undefined ? (parameterValue('rel') ?? '') : '';
    if (relations.toLowerCase().split(/\s+/).includes(rel.toLowerCase())) return target;
  }
  return undefined;
}
