import { keyLocation, type Located, type Location } from '../../shared/json.ts';
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
  const { path, parameters } = withoutQuery(ctx, around.path, merged, node.location);
  return {
    ...optionalField('operationId', stringIn(ctx, node, 'operationId')),
    method: around.method,
    path,
    ...optionalField('summary', stringIn(ctx, node, 'summary')),
    ...optionalField('description', stringIn(ctx, node, 'description')),
    deprecated: booleanIn(ctx, node, 'deprecated') ?? false,
    ...optionalField('externalDocs', readExternalDocs(ctx, node)),
    tags: stringsIn(ctx, node, 'tags'),
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

/**
 * Removes the variable parts of a query from a path (`/search?q={q}`), which OpenAPI does not allow there. The client
 * sends them as query parameters; those that the operation does not declare are added. Fixed parts (`?action=list`)
 * stay in the path, and so does a fragment, which is never sent.
 */
function withoutQuery(
  ctx: Context,
  path: string,
  parameters: readonly Parameter[],
  location: Location,
): { readonly path: string; readonly parameters: readonly Parameter[] } {
  const [, base = path, query = '', fragment = ''] = /^([^?#]*)\?([^#]*)(#.*)?$/s.exec(path) ?? [];
  const pairs = query === '' ? [] : query.split('&');
  const variable = pairs.filter((pair) => parseVariable(pair) !== undefined);
  if (variable.length === 0) return { path, parameters };
  ctx.report({
    code: 'query-in-path',
    severity: 'warning',
    message: `The path \`${path}\` contains a query; the client sends its variables as query parameters.`,
    hint: 'Remove the query from the path, and declare its variables under `parameters`.',
    location,
  });
  const declared = new Set(parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name));
  const added = variable.flatMap((pair) => {
    const [key = '', name = ''] = parseVariable(pair) ?? [];
    return declared.has(key) || declared.has(name) ? [] : [queryParameter(key || name, location)];
  });
  const fixed = pairs.filter((pair) => !variable.includes(pair));
  return {
    path: base + (fixed.length > 0 ? `?${fixed.join('&')}` : '') + fragment,
    parameters: [...parameters, ...added],
  };
}

/** Returns the key and the variable of `key={variable}`. The key is empty for a bare `{variable}`. */
function parseVariable(pair: string): readonly [key: string, name: string] | undefined {
  const [, key = '', name] = /^([^={}]*)=?\{([^{}]*)\}$/.exec(pair) ?? [];
  return name === undefined ? undefined : [key, name];
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
