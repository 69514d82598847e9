import { type Located, type Location, valueIn } from '../../shared/json.ts';
import type { Parameter } from '../parameter.ts';
import type { Context } from './context.ts';

interface PathAndParameters {
  readonly path: string;
  readonly parameters: readonly Parameter[];
}

/**
 * Reads a query in a path, which OpenAPI does not allow there. The client sends its variable parts (`/search?q={q}`) as
 * query parameters; those that the operation does not declare are added. Fixed parts (`?action=list`) stay in the path,
 * and so does a fragment, which is never sent. AutoRest's documents declare fixed parts as parameters too: such a
 * parameter has no other value, so the path alone sends it.
 */
export function readQueryOfPath(
  ctx: Context,
  path: string,
  parameters: readonly Parameter[],
  operation: Located,
): PathAndParameters {
  const [, base = path, query = '', fragment = ''] = /^([^?#]*)\?([^#]*)(#.*)?$/s.exec(path) ?? [];
  if (query === '') return { path, parameters };
  const pairs = query.split('&').filter((pair) => !isDiscriminator(pair, operation));
  const variable = pairs.filter((pair) => parseVariable(pair) !== undefined);
  const fixed = pairs.filter((pair) => !variable.includes(pair));
  if (variable.length > 0) reportVariables(ctx, path, operation.location);
  const kept = withoutFixed(parameters, fixed);
  return {
    path: base + (fixed.length > 0 ? `?${fixed.join('&')}` : '') + fragment,
    parameters: [...kept, ...undeclared(variable, kept, operation.location)],
  };
}

/**
 * AutoRest's `x-ms-paths` tells operations on one path apart by their operationId in the query
 * (`/items/{link}?Items_ListNext`), which servers do not know.
 */
function isDiscriminator(pair: string, operation: Located): boolean {
  return pair !== '' && pair === valueIn(operation, 'operationId');
}

function reportVariables(ctx: Context, path: string, location: Location): void {
  ctx.report({
    code: 'query-in-path',
    severity: 'warning',
    message: `The path \`${path}\` contains a query; the client sends its variables as query parameters.`,
    hint: 'Remove the query from the path, and declare its variables under `parameters`.',
    location,
  });
}

function withoutFixed(parameters: readonly Parameter[], fixed: readonly string[]): readonly Parameter[] {
  const names = new Set(fixed.map((pair) => decode(pair.split('=', 1)[0] ?? '')));
  return parameters.filter((parameter) => parameter.in !== 'query' || !names.has(parameter.name));
}

function undeclared(variable: readonly string[], parameters: readonly Parameter[], location: Location): Parameter[] {
  const declared = new Set(parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name));
  return variable.flatMap((pair) => {
    const [key = '', name = ''] = parseVariable(pair) ?? [];
    return declared.has(key) || declared.has(name) ? [] : [queryParameter(key || name, location)];
  });
}

/** Returns the key and the variable of `key={variable}`. The key is empty for a bare `{variable}`. */
function parseVariable(pair: string): readonly [key: string, name: string] | undefined {
  const [, key = '', name] = /^([^={}]*)=?\{([^{}]*)\}$/.exec(pair) ?? [];
  return name === undefined ? undefined : [key, name];
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function queryParameter(name: string, location: Location): Parameter {
  return {
    name,
    in: 'query',
    required: true,
    deprecated: false,
    schema: { kind: 'string', location },
    style: 'form',
    explode: true,
    allowReserved: false,
    location,
  };
}
