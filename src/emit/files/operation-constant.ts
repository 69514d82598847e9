import { isJsonMediaType } from '../../ir/media-type.ts';
import type { Parameter } from '../../ir/operation.ts';
import type { OperationPlan, ParamPlan } from '../../plan/client-plan.ts';
import type { Imports } from '../imports.ts';
import { type Expression, invoke, list, object, print } from '../syntax/expression.ts';
import { identifier } from '../syntax/identifier.ts';
import { literal } from '../syntax/literal.ts';
import { stringLiteral } from '../syntax/string-literal.ts';

/** The constant that holds an operation as data for the runtime. */
export function operationConstant(operation: OperationPlan, imports: Imports): string {
  const { source, constantName, functionName, params, result, server } = operation;
  const parameters = params.flatMap(({ key, parameter }) =>
    parameter === undefined ? [] : [parameterSpec(key, parameter)],
  );
  const security = source.security.map((schemes) => list([...schemes.keys()].map(stringLiteral)));
  const value = object(
    [
      ['name', stringLiteral(functionName)],
      ['method', stringLiteral(source.method)],
      ['path', stringLiteral(source.path)],
      ['server', server === undefined ? undefined : stringLiteral(server)],
      ['parameters', parameters.length === 0 ? undefined : list(parameters, 'tall')],
      ['body', bodyWriter(operation, imports)],
      ['accept', result.accept === undefined ? undefined : stringLiteral(result.accept)],
      ['reader', result.reader && imports.runtime(result.reader)],
      ['security', security.length === 0 ? undefined : list(security)],
    ],
    'tall',
  );
  return `const ${identifier(constantName)}: ${imports.runtime('Operation')} = ${print(value, '', 0)};`;
}

/** What holds the default of the parameter's place is left out (OpenAPI Parameter Object). */
function parameterSpec(key: ParamPlan['key'], parameter: Parameter): Expression {
  const { name, style, explode } = parameter;
  const usual = parameter.in === 'path' || parameter.in === 'header' ? 'simple' : 'form';
  return object([
    ['name', stringLiteral(name)],
    ['in', stringLiteral(parameter.in)],
    ['key', key === name ? undefined : stringLiteral(key)],
    ['style', style === usual ? undefined : stringLiteral(style)],
    ['explode', explode === (style === 'form' || style === 'cookie') ? undefined : String(explode)],
    ['allowReserved', parameter.allowReserved ? 'true' : undefined],
    ['json', parameter.content !== undefined && isJsonMediaType(parameter.content) ? 'true' : undefined],
  ]);
}

function bodyWriter({ body }: OperationPlan, imports: Imports): Expression | undefined {
  if (body === undefined) return undefined;
  return invoke(imports.runtime(body.writer), body.argument === undefined ? '' : literal(body.argument));
}
