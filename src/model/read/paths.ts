import { isJsonObject, keyLocation, type Located, memberOf, membersOf } from '../../shared/json.ts';
import type { Incoming } from '../api.ts';
import type { MediaType, Operation } from '../operation.ts';
import { readRequestBody, readResponses } from './body.ts';
import { type Context, reportFault, watchParts } from './context.ts';
import { expectObject, membersIn, optionalField, stringIn } from './expect.ts';
import { readServers } from './info.ts';
import { type DocumentParts, readOperation } from './operation.ts';
import { readParameters } from './parameter.ts';

/** An operation and its object in the document. */
export interface OperationNode {
  readonly operation: Operation;
  readonly node: Located;
  /** The objects around it whose extensions apply to it, nearest first: its path item, before that a reference to one. */
  readonly owners: readonly Located[];
}

/**
 * Reads every operation of the Paths Object (OpenAPI 3.1.0 section 4.8.8) in document order, then those of AutoRest's
 * `x-ms-paths`, whose paths may differ only in their query.
 */
export function readPaths(ctx: Context, document: DocumentParts): OperationNode[] {
  const { root } = ctx.document;
  const more = memberOf(root, 'x-ms-paths');
  const paths = [...membersIn(ctx, root, 'paths'), ...(more === undefined ? [] : membersOf(more))];
  const found = paths.flatMap(([path, reference]) => {
    if (path.startsWith('x-')) return [];
    const read = readPath(ctx, path, reference);
    return read === undefined ? [] : readOperations(ctx, read, reference, document);
  });
  reportDuplicateIds(ctx, found);
  return found;
}

/** Returns a path with the `/` that it must begin with, or undefined if that is not a path of its own. */
function readPath(ctx: Context, path: string, { location }: Located): string | undefined {
  if (path.startsWith('/')) return path;
  const read = `/${path.trimStart()}`;
  const paths = memberOf(ctx.document.root, 'paths');
  const isUsable = !path.includes('://') && (paths === undefined || memberOf(paths, read) === undefined);
  const reading = isUsable ? `reads it as \`${read}\`` : 'ignores it';
  const message = `The path \`${path}\` must begin with \`/\`; pagegen ${reading}.`;
  reportFault(ctx, 'invalid-value', message, keyLocation(location));
  return isUsable ? read : undefined;
}

function readOperations(ctx: Context, path: string, reference: Located, document: DocumentParts): OperationNode[] {
  const item = readPathItem(ctx, reference, `the path item \`${path}\``);
  if (item === undefined) return [];
  const { read: inherited, isIncomplete } = watchParts(ctx, (watched) => ({
    path,
    parameters: readParameters(watched, item.parametersOwner),
    servers: readServers(watched, item.serversOwner, document.servers),
  }));
  return item.operations.map(([method, node]) => {
    const own = watchParts(ctx, (watched) => readOperation(watched, node, { ...inherited, method }, document));
    return {
      operation: isIncomplete || own.isIncomplete ? { ...own.read, isIncomplete: true } : own.read,
      node,
      owners: item.owners,
    };
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
    const message = `The operationId \`${operationId}\` of ${method} ${path} is already used by ${other}; the client tells them apart by path.`;
    const related = [
      { message: `${other} is declared here.`, location: memberOf(earlier.node, 'operationId')!.location },
    ];
    const { location } = memberOf(current.node, 'operationId')!;
    ctx.report({ code: 'duplicate-operation-id', severity: 'warning', message, location, related });
  }
}

/** The parts of a Path Item Object. */
export interface PathItem {
  /** Method on the wire → operation, in document order. */
  readonly operations: readonly (readonly [method: string, operation: Located])[];
  /** The object that contains the `parameters`. */
  readonly parametersOwner: Located;
  /** The object that contains the `servers`. */
  readonly serversOwner: Located;
  /** The reference, if there is one with members of its own, and the object itself. */
  readonly owners: readonly Located[];
}

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

/**
 * Reads a Path Item Object (OpenAPI 3.1.0 section 4.8.9) or a reference to one. Members next to the reference win.
 * OpenAPI 3.2 adds the method `query`, and `additionalOperations` for all other methods.
 */
function readPathItem(ctx: Context, reference: Located, what: string): PathItem | undefined {
  const target = expectObject(ctx, reference, what);
  if (target === undefined) return undefined;
  const overrides = isJsonObject(reference.value) && reference.value !== target.value ? reference : undefined;
  const ownerOf = (key: string): Located => (overrides && memberOf(overrides, key) !== undefined ? overrides : target);
  const members = new Map([...membersOf(target), ...(overrides ? membersOf(overrides) : [])]);
  const operations: [string, Located][] = [];
  for (const [key, value] of members) {
    if (isMethod(ctx, key)) addOperation(ctx, operations, key.toUpperCase(), value, what);
    else if (key === 'additionalOperations' && ctx.document.version === '3.2') {
      for (const [method, operation] of membersIn(ctx, ownerOf(key), key)) {
        addOperation(ctx, operations, method, operation, what);
      }
    }
  }
  const owners = overrides === undefined ? [target] : [overrides, target];
  return { operations, parametersOwner: ownerOf('parameters'), serversOwner: ownerOf('servers'), owners };
}

function addOperation(
  ctx: Context,
  operations: [string, Located][],
  method: string,
  value: Located,
  what: string,
): void {
  const operation = expectObject(ctx, value, `The operation ${method} of ${what}`);
  if (operation !== undefined) operations.push([method, operation]);
}

function isMethod(ctx: Context, key: string): boolean {
  return METHODS.includes(key) || (key === 'query' && ctx.document.version === '3.2');
}

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
