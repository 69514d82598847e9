import { keyLocation, type Located } from '../../shared/json.ts';
import type { Operation, SecurityRequirement, SecurityScheme, Server } from '../operation.ts';
import type { Parameter } from '../parameter.ts';
import { readRequestBody, readResponses } from './body.ts';
import type { Context } from './context.ts';
import { booleanIn, memberIn, optionalField, stringIn, stringsIn } from './expect.ts';
import { readExternalDocs, readServers } from './info.ts';
import { checkPathParameters, mergeParameters, readParameters } from './parameter.ts';
import { readQueryOfPath } from './path-query.ts';
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
