import { keyOf, type Located, memberOf, membersOf } from '../ir/located.ts';
import type { Operation, SecurityRequirement } from '../ir/operation.ts';
import { type Context, fault, watch } from './context.ts';
import { membersIn } from './expect.ts';
import { operationObject } from './operation-object.ts';
import { parameterList } from './parameters.ts';
import { pathItemObject } from './path-item-object.ts';
import { serverList } from './server-object.ts';

/** An operation together with its object in the document. */
export interface OperationNode {
  readonly operation: Operation;
  readonly node: Located;
}

/**
 * Every operation of the Paths Object (OpenAPI 3.1.0 section 4.8.8) in document order, then those of AutoRest's
 * `x-ms-paths`, whose paths may differ by their query alone.
 */
export function pathsObject(
  ctx: Context,
  security: readonly SecurityRequirement[],
  schemeNames: readonly string[],
): OperationNode[] {
  const { root } = ctx.document;
  const more = memberOf(root, 'x-ms-paths');
  const paths = [...membersIn(ctx, root, 'paths'), ...(more === undefined ? [] : membersOf(more))];
  const found = paths.flatMap(([path, reference]) => {
    if (path.startsWith('x-')) return [];
    if (!path.startsWith('/')) {
      fault(ctx, 'invalid-value', `The path \`${path}\` must begin with \`/\`.`, keyOf(reference.location));
      return [];
    }
    return operationsOf(ctx, path, reference, security, schemeNames);
  });
  reportDuplicateIds(ctx, found);
  return found;
}

function operationsOf(
  ctx: Context,
  path: string,
  reference: Located,
  security: readonly SecurityRequirement[],
  schemeNames: readonly string[],
): OperationNode[] {
  const item = pathItemObject(ctx, reference, `the path item \`${path}\``);
  if (item === undefined) return [];
  const { read: inherited, sound } = watch(ctx, (watched) => ({
    path,
    parameters: parameterList(watched, item.parametersOwner),
    servers: serverList(watched, item.serversOwner),
    security,
    schemeNames,
  }));
  return item.operations.map(([method, node]) => {
    const own = watch(ctx, (watched) => operationObject(watched, node, { ...inherited, method }));
    return { operation: sound && own.sound ? own.read : { ...own.read, unsound: true }, node };
  });
}

function reportDuplicateIds(ctx: Context, found: readonly OperationNode[]): void {
  const first = new Map<string, OperationNode>();
  for (const current of found) {
    const { operationId, method, path } = current.operation;
    if (operationId === undefined) continue;
    const earlier = first.get(operationId);
    if (earlier === undefined) {
      first.set(operationId, current);
      continue;
    }
    const other = `${earlier.operation.method} ${earlier.operation.path}`;
    const message = `The operationId \`${operationId}\` of ${method} ${path} belongs to ${other} already; the client tells them apart by path.`;
    const related = [
      { message: `${other} is declared here.`, location: memberOf(earlier.node, 'operationId')!.location },
    ];
    const { location } = memberOf(current.node, 'operationId')!;
    ctx.report({ code: 'duplicate-operation-id', severity: 'warning', message, location, related });
  }
}
