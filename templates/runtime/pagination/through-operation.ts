import { setQuery } from '../encode.js';
import { type Draft, type Parameter, writeParameter } from '../parameters/parameter.js';
import { baseUrl } from '../request.js';
import type { JsonValue } from './checkpoint.js';
import { type LinkResolver, resolveLink } from './url.js';

/** Another operation that gives the pages after the first. */
export interface NextOperation {
  /** Path template. */
  readonly path: string;
  /** The parameter of the path that the link takes the place of, as it is. */
  readonly link: string;
  /** Its other path and query parameters; `key` is that of the first operation's params. */
  readonly parameters?: readonly Parameter[];
  /** Values that the document fixes, by key. */
  readonly constants?: { readonly [key: string]: JsonValue };
}

/** Resolves links that are a part of another operation's path, or whole URLs, with that operation's own parameters. */
export function throughOperation(next: NextOperation): LinkResolver {
  return (call, answer, link) => {
    const values: Record<string, unknown> = { ...next.constants, ...defined(call.params) };
    const isUrl = /^[a-z][a-z0-9+.-]*:/i.test(link);
    const draft: Draft = { operation: call.operation.name, path: next.path, query: [], headers: new Headers() };
    const added: [name: string, pairs: string[]][] = [];
    for (const parameter of next.parameters ?? []) {
      const value = values[parameter.key ?? parameter.name];
      if (isUrl && draft.path.includes(`{${parameter.name}}`)) continue;
      writeParameter(draft, parameter, value);
      added.push([parameter.name, draft.query.splice(0)]);
    }
    // Unencoded: a link has a query of its own.
    const path = draft.path.replace(`{${next.link}}`, () => link.replace(/^\//, ''));
    const url = new URL(isUrl ? link : baseUrl(call.client, call.operation) + path);
    for (const [name, pairs] of added) if (pairs.length > 0 && !url.searchParams.has(name)) setQuery(url, name, pairs);
    return resolveLink(call, answer, url.href);
  };
}

function defined(params: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(params).filter(([, value]) => value !== undefined));
}
