import type { Operation } from './operation.ts';

const KINDS = ['tag', 'operation', 'path'] as const;

/** Selects operations by tag, name or path. */
export interface Selector {
  readonly kind: (typeof KINDS)[number];
  /** The text after the colon. */
  readonly pattern: string;
  matches(operation: Operation): boolean;
}

/**
 * Parses `tag:Leads`, `operation:listLeads`, `operation:GET /lead/` or `path:/lead/**`. `*` matches any text, in a path
 * any text without a slash. `**` matches slashes too.
 *
 * @returns undefined if the text is not a selector
 */
export function parseSelector(text: string): Selector | undefined {
  const colon = text.indexOf(':');
  const kind = KINDS.find((each) => each === text.slice(0, Math.max(0, colon)));
  const pattern = text.slice(colon + 1);
  if (kind === undefined || pattern === '') return undefined;
  const expression = wildcardsToRegExp(pattern, kind === 'path' ? '[^/]*' : '.*');
  return { kind, pattern, matches: (operation) => namesOf(operation, kind).some((name) => expression.test(name)) };
}

/** Returns the names of an operation that a selector of this kind can match. */
export function namesOf({ tags, operationId, method, path }: Operation, kind: Selector['kind']): readonly string[] {
  if (kind === 'tag') return tags;
  if (kind === 'path') return [path];
  return operationId === undefined ? [`${method} ${path}`] : [operationId, `${method} ${path}`];
}

function wildcardsToRegExp(pattern: string, star: string): RegExp {
  const source = pattern.replace(/\*{2,}|\*|[.+?^$()|\\{}[\]]/g, (token) => {
    if (token === '*') return star;
    return token.startsWith('*') ? '.*' : `\\${token}`;
  });
  return new RegExp(`^${source}$`, 's');
}
