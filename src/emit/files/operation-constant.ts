import type { OperationPlan } from '../../plan/client-plan.ts';
import type { WriterPlan } from '../../plan/parameter-writer.ts';
import type { Imports } from '../imports.ts';
import { type Expression, invoke, list, object, print } from '../syntax/expression.ts';
import { identifier } from '../syntax/identifier.ts';
import { literal } from '../syntax/literal.ts';
import { stringLiteral } from '../syntax/string-literal.ts';

/** The constant that holds an operation as data for the runtime. */
export function operationConstant(operation: OperationPlan, imports: Imports): string {
  const { source, constantName, functionName, path, params, result, server } = operation;
  const parameters = params.flatMap(({ writer }) => (writer === undefined ? [] : [parameterSpec(writer, imports)]));
  const security = source.security.map((schemes) => list([...schemes.keys()].map(stringLiteral)));
  const value = object(
    [
      ['name', stringLiteral(functionName)],
      ['method', stringLiteral(source.method)],
      ['path', stringLiteral(path)],
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

/** A parameter as data for the runtime, with the function that writes it. */
export function parameterSpec(
  { name, in: writer, key, style, explode, allowReserved, json }: WriterPlan,
  imports: Imports,
): Expression {
  return object([
    ['name', stringLiteral(name)],
    ['in', imports.runtime(writer)],
    ['key', key === undefined ? undefined : stringLiteral(key)],
    ['style', style === undefined ? undefined : stringLiteral(style)],
    ['explode', explode === undefined ? undefined : String(explode)],
    ['allowReserved', allowReserved && 'true'],
    ['json', json && 'true'],
  ]);
}

function bodyWriter({ body }: OperationPlan, imports: Imports): Expression | undefined {
  if (body === undefined) return undefined;
  return invoke(imports.runtime(body.writer), body.argument === undefined ? '' : literal(body.argument));
}
