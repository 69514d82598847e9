import type { ParameterSpec } from '../operation.js';
import { baseUrl } from '../request.js';
import { pathValue, queryPairs, setQuery } from '../serialize.js';
import type { JsonValue } from './checkpoint.js';
import type { ListCall } from './strategy.js';
import { type LinkResolver, resolveLink } from './url.js';

/** Another operation that gives the pages after the first. */
export interface NextOperation {
  /** Path template. */
  readonly path: string;
  /** The parameter of the path that the link takes the place of, as it is. */
  readonly link: string;
  /** Its other path and query parameters; `key` is that of the first operation's params. */
  readonly parameters?: readonly ParameterSpec[];
  /** Values that the document fixes, by key. */
  readonly constants?: { readonly [key: string]: JsonValue };
}

/** Resolves links that are a part of another operation's path, or whole URLs, with that operation's own parameters. */
export function throughOperation(next: NextOperation): LinkResolver {
  return (call, answer, link) => {
    const values = { ...next.constants, ...defined(call.params) };
    const url = /^[a-z][a-z0-9+.-]*:/i.test(link) ? new URL(link) : new URL(filled(next, call, values, link));
    for (const spec of next.parameters ?? []) {
      if (spec.in !== 'query' || url.searchParams.has(spec.name)) continue;
      const pairs = queryPairs(spec, values[spec.key ?? spec.name]);
      if (pairs.length > 0) setQuery(url, spec.name, pairs);
    }
    return resolveLink(call, answer, url.href);
  };
}

function filled(next: NextOperation, call: ListCall, values: Record<string, unknown>, link: string): string {
  let { path } = next;
  for (const spec of next.parameters ?? []) {
    if (spec.in === 'path')
      path = path.replaceAll(`{${spec.name}}`, () => pathValue(spec, values[spec.key ?? spec.name]));
  }
  // Last, and unencoded: a link has a query of its own.
  path = path.replace(`{${next.link}}`, () => link.replace(/^\//, ''));
  return baseUrl(call.client, call.operation) + path;
}

function defined(params: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(params).filter(([, value]) => value !== undefined));
}
