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
export function createRoutes(model: ApiModel): (method: string, path: string) => Match | undefined {
  const routes = routesOf(model);
  return (method, path) => {
    for (const route of routes) {
      const values = route.operation.method === method ? matchPath(route, path) : undefined;
      if (values !== undefined) return { operation: route.operation, values };
    }
    return undefined;
  };
}

/** Creates a function that returns the methods of a path, in the order of the document. */
export function createMethodFinder(model: ApiModel): (path: string) => readonly string[] {
  const routes = routesOf(model);
  return (path) => {
    const found = routes.filter((route) => matchPath(route, path) !== undefined);
    return [...new Set(found.map(({ operation }) => operation.method))];
  };
}

function routesOf({ operations, servers }: ApiModel): readonly Route[] {
  return (
    operations
      .map((operation) => routeOf(operation, servers))
      // Paths without placeholders take precedence (OpenAPI Paths Object).
      .sort((a, b) => a.names.length - b.names.length)
  );
}

/** Returns the values of the placeholders; undefined if the path does not match. */
function matchPath({ pattern, names, bases }: Route, path: string): Readonly<Record<string, string>> | undefined {
  for (const base of bases) {
    const found = path.startsWith(base) ? pattern.exec(path.slice(base.length)) : null;
    if (found !== null) return Object.fromEntries(names.map((name, index) => [name, decode(found[index + 1] ?? '')]));
  }
  return undefined;
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
