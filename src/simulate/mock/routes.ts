import type { ApiModel } from '../../model/api.ts';
import type { Operation, Server } from '../../model/operation.ts';

/** An operation that a request is for, with the values of its path. */
export interface Match {
  readonly operation: Operation;
  readonly values: Readonly<Record<string, string>>;
}

interface Route {
  readonly operation: Operation;
  readonly pattern: RegExp;
  readonly names: readonly string[];
  /** Paths of servers, and none. */
  readonly bases: readonly string[];
}

/** Finds operations by method and path, below the path of a server that the document names or without it. */
export function createRoutes({ operations, servers }: ApiModel): (method: string, path: string) => Match | undefined {
  const routes = operations
    .map((operation) => routeOf(operation, servers))
    // A path without placeholders comes before one with (OpenAPI Paths Object).
    .sort((a, b) => a.names.length - b.names.length);
  return (method, path) => {
    for (const { operation, pattern, names, bases } of routes) {
      if (operation.method !== method) continue;
      for (const base of bases) {
        const found = path.startsWith(base) ? pattern.exec(path.slice(base.length)) : null;
        if (found === null) continue;
        const values = names.map((name, index) => [name, decoded(found[index + 1] ?? '')] as const);
        return { operation, values: Object.fromEntries(values) };
      }
    }
    return undefined;
  };
}

/** The path of a server's URL, its variables at their defaults, without a slash at the end; none where it is no URL. */
export function pathOf({ url, variables }: Server): string {
  const filled = url.replace(/\{([^{}]+)\}/g, (_, name) => variables.find((one) => one.name === name)?.default ?? '');
  const base = 'http://localhost';
  return URL.canParse(filled, base) ? new URL(filled, base).pathname.replace(/\/$/, '') : '';
}

function routeOf(operation: Operation, servers: readonly Server[]): Route {
  const path = operation.path.replace(/#.*$/s, '').replace(/\?.*$/s, '');
  const names = [...path.matchAll(/\{([^{}]+)\}/g)].map(([, name = '']) => name);
  const parts = path.split(/\{[^{}]+\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const bases = [...new Set([...(operation.servers ?? []), ...servers].map(pathOf).concat(''))];
  return { operation, names, bases, pattern: new RegExp(`^${parts.join('([^/]+)')}$`) };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
