import type { ApiModel } from '../../model/api.ts';
import type { Operation } from '../../model/operation.ts';
import type { Parameter } from '../../model/parameter.ts';
import type { Schemas } from '../../model/schema-kinds.ts';
import { contentChooser } from './choices.ts';
import type { GroupPlan, MethodNames } from './client-plan.ts';
import { type ContinuedOperation, continuedKeys } from './continuation.ts';
import type { DatePlanner } from './dates.ts';
import { type Expression, list, literal, type ObjectExpression, object, optional } from './expression.ts';
import { groupOperations, nameMethods } from './groups.ts';
import type { NameRegister } from './name-scope.ts';
import { nameFunctions, nameTypes } from './operation-names.ts';
import type { BodyPlan, OperationPlan, ParamPlan, ResultPlan } from './operation-plan.ts';
import { parameterData, planParams, withoutFragment } from './parameters.ts';
import { planBody } from './request-body.ts';
import { JSON_READER, planErrors, planResult } from './result.ts';
import { serverUrl } from './settings.ts';
import { planStrategies } from './strategies.ts';

/** Every operation of the document with its names, by tag. */
export function planOperations(
  model: ApiModel,
  register: NameRegister,
  methodNames: MethodNames = 'short',
  dates?: DatePlanner,
): readonly GroupPlan[] {
  const functions = nameFunctions(model.operations, register);
  const byId = new Map<string, string>();
  for (const [operation, name] of functions) {
    if (operation.operationId !== undefined && !byId.has(operation.operationId)) byId.set(operation.operationId, name);
  }
  const planNext = (functionName: string) => (operationId: string, keys: ReadonlyMap<Parameter, string>) => {
    const next = model.operations.find((one) => one.operationId === operationId);
    return next && planContinued(next, functionName, keys, model.schemas);
  };
  const contents = new Map(model.operations.map((operation) => [operation, planContents(operation, model.schemas)]));
  const types = new Map(
    [...contents].map(([operation, planned]) => {
      const name = functions.get(operation) ?? '';
      return [operation, nameTypes(operation, name, planned, register)];
    }),
  );
  return groupOperations(model, register).map((group): GroupPlan => {
    const methods = nameMethods(group.tag ?? group.segment ?? '', group.operations, methodNames);
    const operations = group.operations.map((operation): OperationPlan => {
      const functionName = functions.get(operation) ?? '';
      const { body, result: plain, errors } = contents.get(operation) ?? planContents(operation, model.schemas);
      const params = planParams(operation, body, model.schemas);
      const server = serverUrl(operation.servers?.[0]);
      const result = dates === undefined || operation.strategies.length > 0 ? plain : withDates(plain, dates);
      const places = dates && operationDates(operation, { params, result, errors }, dates);
      return {
        source: operation,
        functionName,
        methodName: methods.get(operation) ?? functionName,
        ...(types.get(operation) ?? { constantName: '' }),
        params,
        errors,
        result,
        ...(body && { body }),
        data: operationData(operation, functionName, params, { body, result, places }, server),
        hasDates: places !== undefined,
        strategies: planStrategies(
          operation,
          params,
          model.schemas,
          (id) => byId.get(id) ?? id,
          planNext(functionName),
        ),
        ...(server !== undefined && { server }),
      };
    });
    return { ...group, operations };
  });
}

/** Plans the bodies of an operation: that of the request, of a success, and of errors. */
function planContents(operation: Operation, schemas: Schemas) {
  return {
    body: planBody(operation, schemas),
    result: planResult(operation, schemas),
    errors: planErrors(operation, schemas),
  };
}

/** Plans an operation that takes the cursors of a list. Messages name the list. */
function planContinued(
  operation: Operation,
  functionName: string,
  listKeys: ReadonlyMap<Parameter, string>,
  schemas: Schemas,
): ContinuedOperation {
  const { body, result } = planContents(operation, schemas);
  const keys = continuedKeys(operation, listKeys);
  const params = planParams(operation, body, schemas).map((param) => ({
    ...param,
    key: (param.parameter && keys.get(param.parameter)) ?? param.key,
  }));
  const chosen = { ...result, choices: [] };
  const server = serverUrl(operation.servers?.[0]);
  return {
    operation,
    keys,
    data: operationData(
      operation,
      functionName,
      params,
      { body: body && { ...body, choices: [] }, result: chosen },
      server,
    ),
  };
}

interface Contents {
  readonly body: BodyPlan | undefined;
  readonly result: ResultPlan;
  /** The places of dates. */
  readonly places?: Expression | undefined;
}

/** Returns a result whose readers read dates. */
function withDates({ reader, type, choices, ...result }: ResultPlan, dates: DatePlanner): ResultPlan {
  const dated = dates.reader(type, reader ?? JSON_READER);
  return {
    ...result,
    ...(dated !== JSON_READER && { reader: dated }),
    type,
    choices: choices.map((choice) => ({ ...choice, reader: dates.reader(choice.type, choice.reader) })),
  };
}

/** Returns the places of dates that no reader reads: those of pages and errors. Undefined if there is nothing to do. */
function operationDates(
  { strategies }: Operation,
  { params, result, errors }: Pick<OperationPlan, 'params' | 'result' | 'errors'>,
  dates: DatePlanner,
): Expression | undefined {
  const isList = strategies.length > 0;
  const bodies = result.type.kind === 'json' ? result.type.bodies : [];
  const places = object({
    item: isList ? dates.places(strategies.map(({ item }) => ({ schema: item, shape: 'response' }))) : undefined,
    body: isList ? dates.places(bodies) : undefined,
    errors: dates.errors(errors),
  });
  // A walk compares the dates of its parameters with those of answers, which are texts.
  const isSent = isList && params.some(({ type }) => dates.hasDates(type));
  return places.members.length > 0 || isSent ? places : undefined;
}

/** Plans an operation as data for the runtime. Members with the runtime's defaults are omitted. */
function operationData(
  operation: Operation,
  functionName: string,
  params: readonly ParamPlan[],
  { body, result, places }: Contents,
  server: string | undefined,
): ObjectExpression {
  const parameters = params.flatMap(({ parameter, key }) =>
    parameter === undefined ? [] : [parameterData(parameter, key)],
  );
  return object({
    name: literal(functionName),
    method: literal(operation.method),
    path: literal(withoutFragment(operation.path)),
    server: optional(server),
    parameters: parameters.length === 0 ? undefined : list(parameters),
    body: body?.writer,
    accept: optional(result.accept),
    reader: result.reader,
    budgets: optional(operation.budgets),
    choose: contentChooser(result.choices, body?.choices ?? []),
    dates: places,
    security: optional(operation.security.map((schemes) => [...schemes.keys()])),
  });
}
