import type { Operation } from '../../model/operation.ts';
import { children, type Schema } from '../../model/schema.ts';
import { haveOneType } from './choices.ts';
import type { NameRegister } from './name-scope.ts';
import type { BodyPlan, OperationPlan, ResultPlan } from './operation-plan.ts';
import { RESERVED_NAMES } from './reserved-names.ts';

import { camelCase, pascalCase } from './words.ts';

export interface OperationTypeNames {
  readonly constantName: string;
  readonly strategiesName?: string;
  readonly paramsName?: string;
  readonly itemName?: string;
  readonly resultName?: string;
  readonly answersName?: string;
  readonly bodiesName?: string;
  readonly errorName?: string;
}

/** Names the exported function of every operation. */
export function nameFunctions(
  operations: readonly Operation[],
  register: NameRegister,
): ReadonlyMap<Operation, string> {
  const candidates = nameCandidates(operations, (name) => RESERVED_NAMES.has(name));
  return new Map(
    [...candidates].map(([operation, names]) => [
      operation,
      register.allocate(names, described(operation), operation.location),
    ]),
  );
}

/** Names the types and constants of an operation after its function. */
export function nameTypes(
  operation: Operation,
  functionName: string,
  { body, result, errors }: Pick<OperationPlan, 'result' | 'errors'> & { readonly body: BodyPlan | undefined },
  register: NameRegister,
): OperationTypeNames {
  const allocate = (kind: keyof typeof MEANING) => {
    const name = pascalCase(functionName);
    const owner = `The type of ${MEANING[kind]} of ${lowerFirst(described(operation))}`;
    return register.allocate([name + kind, `${name}Operation${kind}`], owner, operation.location);
  };
  const hasParams = operation.parameters.length > 0 || operation.requestBody !== undefined;
  return {
    constantName: register.allocateInternal([`${functionName}Operation`, `${functionName}Definition`]),
    ...(operation.strategies.length > 0 && {
      strategiesName: register.allocateInternal([`${functionName}Strategies`, `${functionName}StrategyList`]),
    }),
    ...(hasParams && { paramsName: allocate('Params') }),
    ...(operation.strategies.some(({ item }) => needsName(item)) && { itemName: allocate('Item') }),
    ...(haveOneType(result.choices)
      ? isLong(result) && { resultName: allocate('Result') }
      : { answersName: allocate('Answers') }),
    ...(!haveOneType(body?.choices ?? []) && { bodiesName: allocate('Bodies') }),
    ...(errors.length > 0 && { errorName: allocate('Error') }),
  };
}

const MEANING = {
  Params: 'the parameters',
  Item: 'the items',
  Result: 'the answer',
  Answers: 'the answers by media type',
  Bodies: 'the bodies by media type',
  Error: 'the errors',
} as const;
/** Returns names for each of several operations, best first. */
export function nameCandidates(
  operations: readonly Operation[],
  isReserved: (name: string) => boolean,
): ReadonlyMap<Operation, Iterable<string>> {
  const methods = new Map<string, Set<string>>();
  return new Map(
    operations.map((operation) => {
      const name = camelCase(operation.operationId ?? '');
      const earlier = methods.get(name) ?? new Set();
      methods.set(name, new Set([...earlier, operation.method]));
      return [operation, candidatesOf(operation, isReserved, !earlier.has(operation.method))];
    }),
  );
}

/**
 * The operationId comes first, with `Operation` behind it if it is reserved. If an earlier operation has that name, the
 * method, the last word of the path or its placeholders tell them apart, or else method and path.
 */
function* candidatesOf(
  operation: Operation,
  isReserved: (name: string) => boolean,
  isOtherMethod: boolean,
): Generator<string, void, undefined> {
  const own = camelCase(operation.operationId ?? '');
  const long = methodAndPath(operation);
  const plain = own || long;
  yield plain;
  if (isReserved(plain)) yield `${plain}Operation`;
  if (own !== '') {
    if (isOtherMethod) yield plain + pascalCase(operation.method.toLowerCase());
    const word = pascalCase(lastSegment(operation));
    if (!plain.toLowerCase().includes(word.toLowerCase())) yield plain + word;
    const by = pascalCase(placeholders(operation));
    if (by !== '') {
      yield plain + by;
      yield plain + pascalCase(operation.method.toLowerCase()) + by;
    }
  }
  yield plain === long ? `${plain}Operation` : plain + pascalCase(long);
}

/** `/{index}/_doc/{id}` → `by index by id`. */
function placeholders({ path }: Operation): string {
  return [...path.matchAll(/\{([^{}]*)\}/g)].map(([, name]) => `by ${name}`).join(' ');
}

/** Returns the last fixed part of an operation's path. */
function lastSegment({ path }: Operation): string {
  return path.split('/').findLast((segment) => segment !== '' && !segment.includes('{')) ?? '';
}

/** `GET /users/{id}` → `getUsersById`. */
function methodAndPath({ method, path }: Operation): string {
  return camelCase(`${method.toLowerCase()} ${path.replace(/\{([^{}]*)\}/g, ' by $1 ')}`) || 'operation';
}

function described({ operationId, method, path }: Operation): string {
  return operationId === undefined ? `The operation \`${method} ${path}\`` : `The operation \`${operationId}\``;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function isLong({ type }: ResultPlan): boolean {
  switch (type.kind) {
    case 'json':
      return type.bodies.some(({ schema }) => needsName(schema));
    case 'items':
      return needsName(type.items.schema);
    case 'events':
      return needsName(type.data.schema);
    default:
      return false;
  }
}

/** Checks whether a type would be printed with its members. */
function needsName(schema: Schema): boolean {
  if (schema.kind === 'object') return schema.properties.length > 0;
  return children(schema).some(needsName);
}
