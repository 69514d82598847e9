import type { Operation } from '../../model/operation.ts';
import { contentChooser } from './choices.ts';
import type { BodyPlan, ParamPlan, ResultPlan } from './client-plan.ts';
import { list, literal, type ObjectExpression, object, optional } from './expression.ts';
import { parameterData } from './parameter-data.ts';
import { withoutFragment } from './path-template.ts';

/** Plans an operation as data for the runtime. Members with the runtime's defaults are omitted. */
export function operationData(
  operation: Operation,
  functionName: string,
  params: readonly ParamPlan[],
  { body, result }: { readonly body: BodyPlan | undefined; readonly result: ResultPlan },
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
    security: optional(operation.security.map((schemes) => [...schemes.keys()])),
  });
}
