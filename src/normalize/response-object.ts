import type { Located } from '../ir/located.ts';
import { keyOf } from '../ir/located.ts';
import type { Response, ResponseHeader } from '../ir/operation.ts';
import { type Context, fault, readOnce } from './context.ts';
import { booleanIn, expectObject, given, membersIn, stringIn } from './expect.ts';
import { contentMap } from './media-type-object.ts';
import { schemaOrContent } from './schema-or-content.ts';

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
