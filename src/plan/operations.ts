import type { ApiModel } from '../ir/api.ts';
import type { Operation, Server } from '../ir/operation.ts';
import type { Schema } from '../ir/schema.ts';
import type { GroupPlan, OperationPlan, ResultPlan } from './client-plan.ts';
import { type GroupNames, groupOperations } from './groups.ts';
import type { NameRegister } from './name-register.ts';
import { NameScope } from './name-scope.ts';
import { planParams } from './parameters.ts';
import { planBody } from './request-body.ts';
import { planErrors, planResult } from './result.ts';
import { children } from './schema-walk.ts';
import { planStrategies } from './strategies.ts';
import { camelCase, pascalCase } from './words.ts';

/** Every operation of the document with its names, by tag. */
export function planOperations(model: ApiModel, register: NameRegister): readonly GroupPlan[] {
  const functions = nameFunctions(model, register);
  const byId = new Map<string, string>();
  for (const [operation, name] of functions) {
    if (operation.operationId !== undefined && !byId.has(operation.operationId)) byId.set(operation.operationId, name);
  }
  const types = new Map([...functions].map(([operation, name]) => [operation, nameTypes(operation, name, register)]));
  return groupOperations(model, register).map((group): GroupPlan => {
    const methods = nameMethods(group);
    const operations = group.operations.map((operation): OperationPlan => {
      const functionName = functions.get(operation) ?? '';
      const params = planParams(operation);
      const body = planBody(operation.requestBody);
      const server = serverUrl(operation.servers?.[0]);
      return {
        source: operation,
        functionName,
        methodName: methods.get(operation) ?? functionName,
        ...(types.get(operation) ?? { constantName: '' }),
        params,
        errors: planErrors(operation),
        result: planResult(operation),
        strategies: planStrategies(operation, params, model.schemas, (id) => byId.get(id) ?? id),
        ...(body && { body }),
        ...(server !== undefined && { server }),
      };
    });
    return { ...group, operations };
  });
}

/** An operation's own name: its id, else method and path, as in `getUsersById`. */
function plainName({ operationId, method, path }: Operation): string {
  return camelCase(operationId ?? '') || methodAndPath({ method, path });
}

function methodAndPath({ method, path }: Pick<Operation, 'method' | 'path'>): string {
  return camelCase(`${method.toLowerCase()} ${path.replace(/\{([^{}]*)\}/g, ' by $1 ')}`) || 'operation';
}

function nameFunctions(model: ApiModel, register: NameRegister): ReadonlyMap<Operation, string> {
  return new Map(
    model.operations.map((operation) => {
      const plain = plainName(operation);
      const candidates = [plain, `${plain}Operation`, `${plain}${pascalCase(methodAndPath(operation))}`];
      return [operation, register.allocate(candidates, described(operation), operation.location)];
    }),
  );
}

function described({ operationId, method, path }: Operation): string {
  return operationId === undefined ? `The operation \`${method} ${path}\`` : `The operation \`${operationId}\``;
}

function nameTypes(operation: Operation, functionName: string, register: NameRegister) {
  const name = pascalCase(functionName);
  const owner = described(operation);
  const allocate = (what: string, candidates: readonly string[]) =>
    register.allocate(
      candidates,
      `The ${what} of ${owner.charAt(0).toLowerCase()}${owner.slice(1)}`,
      operation.location,
    );
  const hasParams = operation.parameters.length > 0 || operation.requestBody !== undefined;
  const hasErrors = planErrors(operation).length > 0;
  return {
    ...(isLong(planResult(operation)) && {
      resultName: allocate('result type', [`${name}Result`, `${name}OperationResult`]),
    }),
    ...(operation.strategies.some(({ item }) => needsName(item)) && {
      itemName: allocate('item type', [`${name}Item`, `${name}OperationItem`]),
    }),
    constantName: register.allocate(
      [`${functionName}Operation`, `${functionName}Definition`],
      owner,
      operation.location,
    ),
    ...(hasParams && { paramsName: allocate('params type', [`${name}Params`, `${name}OperationParams`]) }),
    ...(hasErrors && { errorName: allocate('error type', [`${name}Error`, `${name}OperationError`]) }),
  };
}

function isLong({ type }: ResultPlan): boolean {
  return type.kind === 'json' && type.bodies.some(({ schema }) => needsName(schema));
}

/** Whether a type would be printed with its members where it is used. */
function needsName(schema: Schema): boolean {
  if (schema.kind === 'object') return schema.properties.length > 0;
  return children(schema).some(needsName);
}

/** Methods have a scope of their own: reserved words are legal there. */
function nameMethods(group: GroupNames): ReadonlyMap<Operation, string> {
  const scope = new NameScope(['constructor', 'then', 'prototype', '__proto__']);
  return new Map(
    group.operations.map((operation) => {
      const plain = plainName(operation);
      return [
        operation,
        scope.allocate([plain, `${plain}Operation`, `${plain}${pascalCase(methodAndPath(operation))}`]),
      ];
    }),
  );
}

/** An operation's own server, its variables filled in with their defaults. */
function serverUrl(server: Server | undefined): string | undefined {
  if (server === undefined) return undefined;
  const defaults = new Map(server.variables.map((variable) => [variable.name, variable.default]));
  return server.url.replace(/\{([^{}]*)\}/g, (whole, name: string) => defaults.get(name) ?? whole);
}
