import type { OperationPlan } from '../../plan/client-plan.ts';
import type { StrategyPlan } from '../../plan/strategy-plan.ts';
import { functionDoc, methodDoc } from '../docs/operation-doc.ts';
import type { Imports } from '../imports.ts';
import { list, print, WIDTH } from '../syntax/brackets.ts';
import { docComment } from '../syntax/doc-comment.ts';
import { identifier } from '../syntax/identifier.ts';
import { stringLiteral } from '../syntax/string-literal.ts';

import type { OperationTypes } from './operation-types.ts';
import { codeOf } from './plan-expression.ts';
import { signature } from './signature.ts';

/** What function and method of an operation have in common. */
interface Call {
  readonly parameters: readonly string[];
  readonly result: string;
  /** Type arguments of the runtime's function. */
  readonly types: string;
}

/** The exported function of an operation. */
export function operationFunction(operation: OperationPlan, types: OperationTypes, imports: Imports): string {
  const call = callOf(operation, types, imports);
  const client = `client: ${imports.runtime('ClientCore', 'type')}`;
  const head = `export function ${identifier(operation.functionName)}`;
  const body =
    operation.strategies.length === 0 ? plainBody(operation, call, imports) : listBody(operation, call, imports);
  const doc = docComment(functionDoc(operation), '');
  return `${doc}${signature(head, [client, ...call.parameters], call.result, '')}\n${body}}`;
}

/** The method of an operation on the class of its tag. */
export function operationMethod(operation: OperationPlan, types: OperationTypes, imports: Imports): string {
  const call = callOf(operation, types, imports);
  const head = signature(identifier(operation.methodName), call.parameters, call.result, '  ');
  const body = `    return ${identifier(operation.functionName)}(this.#client, params, options);\n`;
  return `${docComment(methodDoc(operation), '  ')}${head}\n${body}  }`;
}

function callOf(operation: OperationPlan, types: OperationTypes, imports: Imports): Call {
  const parameters = [
    paramsParameter(operation, paramsType(operation)),
    `options: ${optionsType(operation, imports)} = {}`,
  ];
  const body = types.result(operation);
  if (operation.strategies.length === 0)
    return { parameters, result: `${imports.runtime('Call')}<${body}>`, types: body };
  const pair = `${types.item(operation)}, ${body}`;
  return { parameters, result: `${imports.runtime('Paginator')}<${pair}>`, types: pair };
}

function paramsType({ paramsName }: OperationPlan): string {
  return paramsName === undefined ? 'Record<string, never>' : identifier(paramsName);
}

/** `params` of a function of an operation, optional where nothing in it is required. */
export function paramsParameter({ params }: OperationPlan, type: string): string {
  return `params: ${type}${params.some(({ required }) => required) ? '' : ' = {}'}`;
}

export function optionsType({ strategies }: OperationPlan, imports: Imports): string {
  if (strategies.length === 0) return imports.runtime('CallOptions');
  const positional = strategies.filter(({ style }) => style === 'offset' || style === 'page');
  const others = strategies.filter((strategy) => !positional.includes(strategy));
  if (positional.length === 0) return `${imports.runtime('ListOptions')}<${namesOf(others)}>`;
  if (others.length === 0) return `${imports.runtime('PositionListOptions')}<${namesOf(positional)}>`;
  const names = [namesOf(strategies.slice(0, 1)), namesOf(positional), namesOf(others)];
  return `${imports.runtime('MixedListOptions')}<${names.join(', ')}>`;
}

function namesOf(strategies: readonly StrategyPlan[]): string {
  return strategies.map(({ name }) => stringLiteral(name)).join(' | ');
}

function plainBody(operation: OperationPlan, { types }: Call, imports: Imports): string {
  return `  return ${imports.runtime('call')}<${types}>(client, ${identifier(operation.constantName)}, params, options);\n`;
}

function listBody(operation: OperationPlan, { types }: Call, imports: Imports): string {
  const callee = `${imports.runtime('paginate')}<${types}>`;
  const others = ['client', identifier(operation.constantName), 'params', 'options'];
  const strategies = list(
    operation.strategies.map((strategy) => codeOf(strategy.call, imports, 'tall')),
    'tall',
  );
  const line = `  return ${callee}(${others.join(', ')}, `;
  if (line.length < WIDTH) return `${line}${print(strategies, '  ', line.length)});\n`;
  const lines = [...others, print(strategies, '    ', 4)].map((argument) => `    ${argument},\n`).join('');
  return `  return ${callee}(\n${lines}  );\n`;
}
