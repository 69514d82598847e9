import type { Operation } from './operation.ts';

const KINDS = ['tag', 'operation', 'path'] as const;

/** Picks operations by a tag, by what they are called, or by their path. */
export interface Selector {
  readonly kind: (typeof KINDS)[number];
  /** As written behind the colon. */
  readonly pattern: string;
  matches(operation: Operation): boolean;
}

/**
 * Reads `tag:Leads`, `operation:listLeads`, `operation:GET /lead/` or `path:/lead/**`. `*` stands for any text, which in
 * a path ends at a slash; `**` does not.
 *
 * @returns undefined where the text is no selector
 */
export function parseSelector(text: string): Selector | undefined {
  const colon = text.indexOf(':');
  const kind = KINDS.find((each) => each === text.slice(0, Math.max(0, colon)));
  const pattern = text.slice(colon + 1);
  if (kind === undefined || pattern === '') return undefined;
  const expression = wildcards(pattern, kind === 'path' ? '[^/]*' : '.*');
  return { kind, pattern, matches: (operation) => namesOf(operation, kind).some((name) => expression.test(name)) };
}

/** What a selector of this kind may call an operation. */
export function namesOf({ tags, operationId, method, path }: Operation, kind: Selector['kind']): readonly string[] {
  if (kind === 'tag') return tags;
  if (kind === 'path') return [path];
  return operationId === undefined ? [`${method} ${path}`] : [operationId, `${method} ${path}`];
}

function wildcards(pattern: string, star: string): RegExp {
  const source = pattern.replace(/\*{2,}|\*|[.+?^$()|\\{}[\]]/g, (token) => {
    if (token === '*') return star;
    return token.startsWith('*') ? '.*' : `\\${token}`;
  });
  return new RegExp(`^${source}$`, 's');
}
