import { keyOf, type Located } from '../ir/located.ts';
import type { Operation, Parameter, SecurityRequirement, Server } from '../ir/operation.ts';
import type { Context } from './context.ts';
import { booleanIn, given, memberIn, stringIn, stringsIn } from './expect.ts';
import { externalDocumentation } from './external-documentation-object.ts';
import { checkPathParameters, mergeParameters, parameterList } from './parameters.ts';
import { withoutQuery } from './query-in-path.ts';
import { requestBodyObject } from './request-body-object.ts';
import { responsesObject } from './response-object.ts';
import { securityRequirements } from './security-requirement-object.ts';
import { serverList } from './server-object.ts';

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
