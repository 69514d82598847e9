import { type Located, memberOf, membersOf } from '../../shared/json.ts';
import type { Incoming } from '../api.ts';
import type { MediaType } from '../operation.ts';
import { readRequestBody, readResponses } from './body.ts';
import type { Context } from './context.ts';
import { expectObject, membersIn, optionalField, stringIn } from './expect.ts';
import { type OperationNode, readPathItem } from './paths.ts';

/** Reads the requests that the API sends: `webhooks` (OpenAPI 3.1) and the `callbacks` of operations (3.0). */
export function readIncomingRequests(ctx: Context, found: readonly OperationNode[]): Incoming[] {
  const webhooks =
    ctx.document.version === '3.0'
      ? []
      : membersIn(ctx, ctx.document.root, 'webhooks').flatMap(([name, item]) =>
          readIncoming(ctx, name, 'webhook', item, `the webhook \`${name}\``),
        );
  return [...webhooks, ...found.flatMap((operation) => readCallbacks(ctx, operation))];
}

/** Reads Callback Objects (OpenAPI 3.1.0 section 4.8.18), which map expressions to path items. */
function readCallbacks(ctx: Context, { operation, node }: OperationNode): Incoming[] {
  const owner = operation.operationId ?? `${operation.method.toLowerCase()} ${operation.path}`;
  return membersIn(ctx, node, 'callbacks').flatMap(([name, reference]) => {
    const what = `the callback \`${name}\` of \`${owner}\``;
    const callback = expectObject(ctx, reference, what);
    if (callback === undefined) return [];
    return membersOf(callback).flatMap(([key, item]) =>
      key.startsWith('x-') ? [] : readIncoming(ctx, `${owner} ${name}`, 'callback', item, what),
    );
  });
}

function readIncoming(
  ctx: Context,
  name: string,
  kind: Incoming['kind'],
  reference: Located,
  what: string,
): Incoming[] {
  const item = readPathItem(ctx, reference, what);
  const operations = item?.operations ?? [];
  return operations.map(([method, operation]) => {
    const body = memberOf(operation, 'requestBody');
    return {
      name: operations.length > 1 ? `${name} ${method.toLowerCase()}` : name,
      kind,
      ...optionalField('description', stringIn(ctx, operation, 'description') ?? stringIn(ctx, operation, 'summary')),
      content: (body && readRequestBody(ctx, body)?.content) ?? [],
      answers: answersOf(ctx, operation),
      location: operation.location,
    };
  });
}

/** Returns the bodies of successful responses, which the receiver sends. */
function answersOf(ctx: Context, operation: Located): readonly MediaType[] {
  return readResponses(ctx, operation)
    .filter(({ status }) => status.startsWith('2'))
    .flatMap(({ content }) => content);
}
