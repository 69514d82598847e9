import type { ApiModel } from '../../model/api.ts';
import type { Operation, Server } from '../../model/operation.ts';

/** The operation of a request, with the values of the path's placeholders. */
export interface Match {
  readonly operation: Operation;
  readonly values: Readonly<Record<string, string>>;
}

interface Route {
  readonly operation: Operation;
  readonly pattern: RegExp;
  readonly names: readonly string[];
  /** Paths of the servers, and the empty path. */
  readonly bases: readonly string[];
}

/** Creates a function that finds operations by method and path, with or without the path of a declared server. */
export function createRoutes({ operations, servers }: ApiModel): (method: string, path: string) => Match | undefined {
  const routes = operations
    .map((operation) => routeOf(operation, servers))
    // Paths without placeholders take precedence (OpenAPI Paths Object).
    .sort((a, b) => a.names.length - b.names.length);
  return (method, path) => {
    for (const { operation, pattern, names, bases } of routes) {
      if (operation.method !== method) continue;
      for (const base of bases) {
        const found = path.startsWith(base) ? pattern.exec(path.slice(base.length)) : null;
        if (found === null) continue;
        const values = names.map((name, index) => [name, decode(found[index + 1] ?? '')] as const);
        return { operation, values: Object.fromEntries(values) };
      }
    }
    return undefined;
  };
}

/**
 * Returns the path of a server's URL, with the defaults of its variables and without a trailing slash. Returns an empty
 * path if it is not a URL.
 */
export function serverPath({ url, variables }: Server): string {
  const filled = url.replace(/\{([^{}]+)\}/g, (_, name) => variables.find((one) => one.name === name)?.default ?? '');
  const base = 'http://localhost';
  return URL.canParse(filled, base) ? new URL(filled, base).pathname.replace(/\/$/, '') : '';
}

function routeOf(operation: Operation, servers: readonly Server[]): Route {
  const path = operation.path.replace(/#.*$/s, '').replace(/\?.*$/s, '');
  const names = [...path.matchAll(/\{([^{}]+)\}/g)].map(([, name = '']) => name);
  const parts = path.split(/\{[^{}]+\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const bases = [...new Set([...(operation.servers ?? []), ...servers].map(serverPath).concat(''))];
  return { operation, names, bases, pattern: new RegExp(`^${parts.join('([^/]+)')}$`) };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
