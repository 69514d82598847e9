import { isJsonObject, keyOf, type Located, memberOf, membersOf } from '../../shared/json.ts';
import type { Operation, SecurityRequirement } from '../operation.ts';
import { type Context, fault, watch } from './context.ts';
import { expectObject, membersIn } from './expect.ts';
import { serverList } from './info.ts';
import { operationObject } from './operation.ts';
import { parameterList } from './parameter.ts';

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

/** The parts of a Path Item Object. */
export interface PathItem {
  /** Method as it is sent → operation, in the order in which they are written. */
  readonly operations: readonly (readonly [method: string, operation: Located])[];
  /** The object that has the `parameters`, and the one that has the `servers`. */
  readonly parametersOwner: Located;
  readonly serversOwner: Located;
}

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

/**
 * A Path Item Object (OpenAPI 3.1.0 section 4.8.9), or a reference to one; what stands beside the reference wins. From
 * 3.2 on there is the method `query`, and `additionalOperations` for all others.
 */
export function pathItemObject(ctx: Context, reference: Located, what: string): PathItem | undefined {
  const target = expectObject(ctx, reference, what);
  if (target === undefined) return undefined;
  const beside = isJsonObject(reference.value) && reference.value !== target.value ? reference : undefined;
  const ownerOf = (key: string): Located => (beside && memberOf(beside, key) !== undefined ? beside : target);
  const members = new Map([...membersOf(target), ...(beside ? membersOf(beside) : [])]);
  const operations: [string, Located][] = [];
  for (const [key, value] of members) {
    if (isMethod(ctx, key)) add(ctx, operations, key.toUpperCase(), value, what);
    else if (key === 'additionalOperations' && ctx.document.version === '3.2') {
      for (const [method, operation] of membersIn(ctx, ownerOf(key), key)) {
        add(ctx, operations, method, operation, what);
      }
    }
  }
  return { operations, parametersOwner: ownerOf('parameters'), serversOwner: ownerOf('servers') };
}

function add(ctx: Context, operations: [string, Located][], method: string, value: Located, what: string): void {
  const operation = expectObject(ctx, value, `The operation ${method} of ${what}`);
  if (operation !== undefined) operations.push([method, operation]);
}

function isMethod(ctx: Context, key: string): boolean {
  return METHODS.includes(key) || (key === 'query' && ctx.document.version === '3.2');
}
