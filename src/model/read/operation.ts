import { keyLocation, type Located, type Location, valueIn } from '../../shared/json.ts';
import type { Operation, SecurityRequirement, SecurityScheme, Server } from '../operation.ts';
import type { Parameter } from '../parameter.ts';
import { readRequestBody, readResponses } from './body.ts';
import type { Context } from './context.ts';
import { booleanIn, memberIn, optionalField, stringIn, stringsIn } from './expect.ts';
import { readExternalDocs, readServers } from './info.ts';
import { checkPathParameters, mergeParameters, readParameters } from './parameter.ts';
import { readSecurityRequirements } from './security.ts';

/** The parts of the document that apply to every operation. */
export interface DocumentParts {
  readonly servers: readonly Server[];
  readonly security: readonly SecurityRequirement[];
  /** Undefined for a scheme that cannot be read. */
  readonly schemes: ReadonlyMap<string, SecurityScheme | undefined>;
}

/** The parts of an operation that come from its path item. */
export interface PathItemParts {
  readonly path: string;
  readonly method: string;
  readonly parameters: readonly Parameter[];
  readonly servers: readonly Server[] | undefined;
}

/** Reads an Operation Object (OpenAPI 3.1.0 section 4.8.10) without its pagination, which needs all schemas first. */
export function readOperation(ctx: Context, node: Located, around: PathItemParts, document: DocumentParts): Operation {
  const requestBody = sendableBody(ctx, node, around.method);
  const merged = mergeParameters(around.parameters, readParameters(ctx, node));
  const { path, parameters } = readQueryOfPath(ctx, around.path, merged, node);
  return {
    ...optionalField('operationId', stringIn(ctx, node, 'operationId')),
    method: around.method,
    path,
    ...optionalField('summary', stringIn(ctx, node, 'summary')),
    ...optionalField('description', stringIn(ctx, node, 'description')),
    deprecated: booleanIn(ctx, node, 'deprecated') ?? false,
    ...optionalField('externalDocs', readExternalDocs(ctx, node)),
    // Some frameworks write an empty tag for a controller without a name.
    tags: stringsIn(ctx, node, 'tags').filter((tag) => tag.trim() !== ''),
    parameters: checkPathParameters(ctx, path, parameters, node.location),
    ...optionalField('requestBody', requestBody && readRequestBody(ctx, requestBody)),
    responses: readResponses(ctx, node),
    security: readSecurityRequirements(ctx, node, document.schemes) ?? document.security,
    ...optionalField('servers', readServers(ctx, node, around.servers ?? document.servers) ?? around.servers),
    strategies: [],
    location: node.location,
  };
}

/**
 * Returns the request body, unless the method cannot have one: `fetch` sends no body with GET and HEAD, and OpenAPI
 * defines no meaning for it (3.1.0 section 4.8.10).
 */
function sendableBody(ctx: Context, node: Located, method: string): Located | undefined {
  const body = memberIn(ctx, node, 'requestBody');
  if (body === undefined || !['GET', 'HEAD'].includes(method)) return body;
  ctx.report({
    code: 'body-without-meaning',
    severity: 'warning',
    message: `A ${method} request cannot have a body, so pagegen ignores this one.`,
    location: keyLocation(body.location),
  });
  return undefined;
}

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
function readQueryOfPath(
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
