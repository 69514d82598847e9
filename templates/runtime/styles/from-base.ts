import { type ResponseField, readField, unexpected } from '../fields/response-field.js';
import { belowBase } from './from-server.js';
import type { LinkResolver } from './url.js';

/** Resolves links that are paths below a URL in the same answer: Confluence has them in `_links.base`. */
export function fromBase(field: ResponseField): LinkResolver {
  return (context, page, link) => {
    const base = readField(page, field);
    if (typeof base !== 'string' || !URL.canParse(base, page.url))
      throw unexpected(context.operation.name, page, field, 'the URL that links are relative to', base);
    return belowBase(context, page, link, new URL(base, page.url));
  };
}
