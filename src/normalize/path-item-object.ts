import { isJsonObject, type Located, memberOf, membersOf } from '../ir/located.ts';
import type { Context } from './context.ts';
import { expectObject, membersIn } from './expect.ts';

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
