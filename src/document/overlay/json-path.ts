import { exec } from 'jsonpath-rfc9535';

/** Member names and indices that lead from the root to a value. */
export type Path = readonly (string | number)[];

/**
 * Returns the paths of all values that a JSONPath query (RFC 9535) selects, each path once.
 *
 * @throws SyntaxError, with the `location` of the offending character
 */
export function selectPaths(data: unknown, query: string): Path[] {
  const found = new Map<string, Path>();
  exec(data as Parameters<typeof exec>[0], query, (_, path) => {
    // The library returns names as they are escaped in normalized paths (section 2.7).
    const names = path.map((segment) => (typeof segment === 'string' ? unescapeName(segment) : segment));
    found.set(JSON.stringify(names), names);
  });
  return [...found.values()];
}

/** Returns the name that a string literal of JSONPath is, without its quotes. */
export function unescapeName(text: string): string {
  return text.replaceAll(/\\(?:u([\da-fA-F]{4})|(.))/gs, (_, code: string | undefined, character: string) =>
    code === undefined ? (CONTROLS[character] ?? character) : String.fromCharCode(Number.parseInt(code, 16)),
  );
}

const CONTROLS: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };
