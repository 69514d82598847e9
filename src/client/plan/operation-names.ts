import type { Operation } from '../../model/operation.ts';
import type { Schema } from '../../model/schema.ts';
import type { ResultPlan } from './client-plan.ts';
import type { NameRegister } from './name-register.ts';
import { NameScope } from './name-scope.ts';
import { RESERVED_NAMES } from './reserved-names.ts';
import { planErrors, planResult } from './result.ts';
import { children } from './schema-walk.ts';
import { camelCase, pascalCase } from './words.ts';

export interface OperationTypeNames {
  readonly constantName: string;
  readonly strategiesName?: string;
  readonly paramsName?: string;
  readonly itemName?: string;
  readonly resultName?: string;
  readonly errorName?: string;
}

/** The exported function of every operation. */
export function nameFunctions(
  operations: readonly Operation[],
  register: NameRegister,
): ReadonlyMap<Operation, string> {
  return new Map(
    operations.map((operation) => {
      const candidates = candidatesFor(operation, (name) => RESERVED_NAMES.has(name));
      return [operation, register.allocate(candidates, described(operation), operation.location)];
    }),
  );
}

/** The types that stand beside an operation's function, after which they are called. */
export function nameTypes(operation: Operation, functionName: string, register: NameRegister): OperationTypeNames {
  const allocate = (kind: 'Params' | 'Item' | 'Result' | 'Error') => {
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
    ...(isLong(planResult(operation)) && { resultName: allocate('Result') }),
    ...(planErrors(operation).length > 0 && { errorName: allocate('Error') }),
  };
}

const MEANING = { Params: 'the parameters', Item: 'the items', Result: 'the answer', Error: 'the errors' } as const;
const RESERVED_METHODS: readonly string[] = ['constructor', 'then', 'prototype', '__proto__'];

/** The methods of one class: words of the language are legal there, and other classes do not matter. */
export function nameMethods(operations: readonly Operation[]): ReadonlyMap<Operation, string> {
  const scope = new NameScope(RESERVED_METHODS);
  return new Map(
    operations.map((operation) => [
      operation,
      scope.allocate(candidatesFor(operation, (name) => RESERVED_METHODS.includes(name))),
    ]),
  );
}

/** `Operation` behind a name that is reserved; method and path behind one that another operation has. */
function* candidatesFor(
  operation: Operation,
  isReserved: (name: string) => boolean,
): Generator<string, void, undefined> {
  const own = camelCase(operation.operationId ?? '');
  const plain = own || methodAndPath(operation);
  yield plain;
  if (isReserved(plain)) yield `${plain}Operation`;
  const long = methodAndPath(operation);
  yield plain === long ? `${plain}Operation` : plain + pascalCase(long);
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
  return type.kind === 'json' && type.bodies.some(({ schema }) => needsName(schema));
}

/** Whether a type would be printed with its members where it is used. */
function needsName(schema: Schema): boolean {
  if (schema.kind === 'object') return schema.properties.length > 0;
  return children(schema).some(needsName);
}
