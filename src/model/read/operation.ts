import { keyOf, type Located, type Location } from '../../shared/json.ts';
import type { Operation, Parameter, SecurityRequirement, Server } from '../operation.ts';
import { requestBodyObject, responsesObject } from './body.ts';
import type { Context } from './context.ts';
import { booleanIn, given, memberIn, stringIn, stringsIn } from './expect.ts';
import { externalDocumentation, serverList } from './info.ts';
import { checkPathParameters, mergeParameters, parameterList } from './parameter.ts';
import { securityRequirements } from './security.ts';

/** What an operation takes from the document and the path item around it. */
export interface Surroundings {
  readonly path: string;
  readonly method: string;
  readonly parameters: readonly Parameter[];
  readonly servers: readonly Server[] | undefined;
  readonly security: readonly SecurityRequirement[];
  readonly schemeNames: readonly string[];
}

/** An Operation Object (OpenAPI 3.1.0 section 4.8.10), its pagination left out: that needs every schema first. */
export function operationObject(ctx: Context, node: Located, around: Surroundings): Operation {
  const requestBody = sendableBody(ctx, node, around.method);
  const merged = mergeParameters(around.parameters, parameterList(ctx, node));
  const { path, parameters } = withoutQuery(ctx, around.path, merged, node.location);
  return {
    ...given('operationId', stringIn(ctx, node, 'operationId')),
    method: around.method,
    path,
    ...given('summary', stringIn(ctx, node, 'summary')),
    ...given('description', stringIn(ctx, node, 'description')),
    deprecated: booleanIn(ctx, node, 'deprecated') ?? false,
    ...given('externalDocs', externalDocumentation(ctx, node)),
    tags: stringsIn(ctx, node, 'tags'),
    parameters: checkPathParameters(ctx, path, parameters, node.location),
    ...given('requestBody', requestBody && requestBodyObject(ctx, requestBody)),
    responses: responsesObject(ctx, node),
    security: securityRequirements(ctx, node, around.schemeNames) ?? around.security,
    ...given('servers', serverList(ctx, node) ?? around.servers),
    strategies: [],
    location: node.location,
  };
}

/** `fetch` sends no body with these methods, and OpenAPI gives one no meaning (3.1.0 section 4.8.10). */
function sendableBody(ctx: Context, node: Located, method: string): Located | undefined {
  const body = memberIn(ctx, node, 'requestBody');
  if (body === undefined || !['GET', 'HEAD'].includes(method)) return body;
  ctx.report({
    code: 'body-without-meaning',
    severity: 'warning',
    message: `A ${method} request has no body; the one that is declared here is left out.`,
    location: keyOf(body.location),
  });
  return undefined;
}

/**
 * A path that wrongly holds a query (`/search?q={q}`), less the parts of the query that vary: they are sent as the query
 * parameters that the operation declares, and those that it does not declare are added. Fixed parts (`?action=list`)
 * stay, and so does a fragment, which never is sent.
 */
function withoutQuery(
  ctx: Context,
  path: string,
  parameters: readonly Parameter[],
  location: Location,
): { readonly path: string; readonly parameters: readonly Parameter[] } {
  const [, base = path, query = '', fragment = ''] = /^([^?#]*)\?([^#]*)(#.*)?$/s.exec(path) ?? [];
  const pairs = query === '' ? [] : query.split('&');
  const variable = pairs.filter((pair) => nameOf(pair) !== undefined);
  if (variable.length === 0) return { path, parameters };
  ctx.report({
    code: 'query-in-path',
    severity: 'warning',
    message: `The path \`${path}\` holds a query; what varies in it is sent as query parameters.`,
    hint: 'Declare query parameters under `parameters` alone.',
    location,
  });
  const declared = new Set(parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name));
  const added = variable.flatMap((pair) => {
    const [key = '', name = ''] = nameOf(pair) ?? [];
    return declared.has(key) || declared.has(name) ? [] : [queryParameter(key || name, location)];
  });
  const fixed = pairs.filter((pair) => !variable.includes(pair));
  return {
    path: base + (fixed.length > 0 ? `?${fixed.join('&')}` : '') + fragment,
    parameters: [...parameters, ...added],
  };
}

/** Key and variable of `key={variable}`; the key is empty in a bare `{variable}`. */
function nameOf(pair: string): readonly [key: string, name: string] | undefined {
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
