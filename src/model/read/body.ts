import { keyOf, type Located, memberOf } from '../../shared/json.ts';
import type { RequestBody, Response, ResponseHeader } from '../operation.ts';
import { contentMap, schemaOrContent } from './content.ts';
import { type Context, fault, readOnce } from './context.ts';
import { booleanIn, expectObject, given, membersIn, stringIn } from './expect.ts';

/** A Request Body Object, or a reference to one. Undefined (and reported) where it has no media type. */
export function requestBodyObject(ctx: Context, reference: Located): RequestBody | undefined {
  const node = expectObject(ctx, reference, '`requestBody`');
  if (node === undefined) return undefined;
  const content = contentMap(ctx, node);
  if (memberOf(node, 'content') === undefined) {
    fault(ctx, 'missing-field', 'A request body needs `content`, with at least one media type.', node.location);
  }
  if (content.length === 0) return undefined;
  return {
    required: booleanIn(ctx, node, 'required') ?? false,
    ...given('description', stringIn(ctx, node, 'description')),
    content,
    location: node.location,
  };
}

/** The Responses Object of an operation, in document order. */
export function responsesObject(ctx: Context, operation: Located): Response[] {
  return membersIn(ctx, operation, 'responses').flatMap(([status, reference]) => {
    if (status.startsWith('x-')) return [];
    if (!/^([1-5](\d\d|XX)|default)$/.test(status)) {
      const message = `\`${status}\` is no response status; expected one such as 200, a range such as 2XX, or default.`;
      fault(ctx, 'invalid-value', message, keyOf(reference.location));
      return [];
    }
    const response = responseObject(ctx, status, reference);
    return response === undefined ? [] : [response];
  });
}

/** A Response Object, or a reference to one. */
function responseObject(ctx: Context, status: string, reference: Located): Response | undefined {
  const node = expectObject(ctx, reference, `The response \`${status}\``);
  return node && { status, ...readOnce(ctx, 'response', reference, node, readResponse) };
}

function readResponse(ctx: Context, node: Located): Omit<Response, 'status'> {
  return {
    ...given('description', stringIn(ctx, node, 'description')),
    content: contentMap(ctx, node),
    headers: headers(ctx, node),
    location: node.location,
  };
}

/** `Content-Type` among them is ignored (OpenAPI 3.1.0 section 4.8.17.1). */
function headers(ctx: Context, response: Located): ResponseHeader[] {
  return membersIn(ctx, response, 'headers').flatMap(([name, reference]) => {
    if (name.toLowerCase() === 'content-type') return [];
    const node = expectObject(ctx, reference, `The header \`${name}\``);
    if (node === undefined) return [];
    const header = readOnce(ctx, 'header', reference, node, (watched) => {
      const typed = schemaOrContent(watched, node, `The header \`${name}\``);
      return typed && { schema: typed.schema, required: booleanIn(watched, node, 'required') ?? false };
    });
    return header === undefined ? [] : [{ name, ...header }];
  });
}
