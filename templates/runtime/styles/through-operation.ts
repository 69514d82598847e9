import type { PageAnswer } from '../fields/answer.js';
import type { JsonValue } from '../paginator/checkpoint.js';
import { type Draft, type Parameter, setQuery, writeParameter } from '../parameters/parameter.js';
import { baseUrlOf, urlBelow } from '../transport/messages.js';
import type { CallContext } from './pager.js';
import { type LinkResolver, resolveLink } from './url.js';

/** Another operation that serves the pages after the first. */
export interface NextOperation {
  /** Path template. */
  readonly path: string;
  /** The path parameter that the link replaces, unencoded. */
  readonly link: string;
  /** Its other path and query parameters; `key` is the key in the params of the first operation. */
  readonly parameters?: readonly Parameter[];
  /** Values that the document fixes, by key. */
  readonly constants?: { readonly [key: string]: JsonValue };
}

/** Resolves links that are a part of another operation's path, or whole URLs, with that operation's own parameters. */
export function throughOperation(next: NextOperation): LinkResolver {
  return (context: CallContext, page: PageAnswer, link: string) => {
    const values: Record<string, unknown> = { ...next.constants, ...defined(context.params) };
    const isUrl = /^[a-z][a-z0-9+.-]*:\/\//i.test(link);
    const draft: Draft = { operation: context.operation.name, path: next.path, query: [], headers: new Headers() };
    const added: [name: string, pairs: string[]][] = [];
    for (const parameter of next.parameters ?? []) {
      if (isUrl && draft.path.includes(`{${parameter.name}}`)) continue;
      writeParameter(draft, parameter, values[parameter.key ?? parameter.name]);
      added.push([parameter.name, draft.query.splice(0)]);
    }
    // Unencoded: a link has a query of its own.
    const path = draft.path.replace(`{${next.link}}`, () => link.replace(/^\//, ''));
    const url = isUrl ? new URL(link) : urlBelow(baseUrlOf(context.client, context.operation), path);
    for (const [name, pairs] of added) if (pairs.length > 0 && !url.searchParams.has(name)) setQuery(url, name, pairs);
    return resolveLink(context, page, url.href);
  };
}

function defined(params: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(params).filter(([, value]) => value !== undefined));
}
