import type {
  ClassDeclarationStructure,
  FunctionDeclarationStructure,
  MethodDeclarationStructure,
  OptionalKind,
  StatementStructures,
} from 'ts-morph';
import { isCounted } from '../../../model/pagination-fields.ts';
import type { ClientPlan, GroupPlan } from '../../plan/client-plan.ts';
import { list } from '../../plan/expression.ts';
import type { OperationPlan, StrategyPlan } from '../../plan/operation-plan.ts';
import { listCallSymbols } from '../../plan/strategies.ts';
import {
  declareConstant,
  declareFunction,
  type Invocation,
  type Parameter,
  type Signature,
  signatureStructure,
  type TypeParameter,
  writeReturn,
} from '../declarations.ts';
import { functionDoc, groupDoc, methodDoc } from '../docs/operation-doc.ts';
import { expressionText } from '../expression-text.ts';
import { Imports, type SourceFile } from '../source-file.ts';
import { docOf } from '../syntax/doc-comment.ts';
import { identifier, stringLiteral } from '../syntax/escape.ts';
import { StructureKind } from '../ts-morph.ts';
import { enumsOf } from './models-file.ts';
import { choiceParameter, OperationTypes } from './operation-types.ts';

/** Plans the text of `operations/<tag>.ts`: types, constants and function of each operation, then the class of the tag. */
export function operationsFile(group: GroupPlan, plan: ClientPlan): SourceFile {
  const module = group.path.replace(/\.ts$/, '');
  const imports = new Imports(module, plan);
  const types = new OperationTypes(plan, imports);
  const statements = group.operations.flatMap((operation) => [
    ...types.declarations(operation),
    ...enumsOf(operation.functionName, plan, imports),
    ...operationConstants(operation, imports),
    operationFunction(operation, types, imports),
  ]);
  return {
    path: group.path,
    imports,
    exports: new Imports(module, plan),
    statements: [...statements, groupClass(group, types, imports)],
  };
}

function groupClass(group: GroupPlan, types: OperationTypes, imports: Imports): ClassDeclarationStructure {
  const core = imports.runtime('ClientCore', true);
  return {
    kind: StructureKind.Class,
    name: identifier(group.className),
    isExported: true,
    docs: docOf(groupDoc(group)),
    properties: [{ name: '#client', isReadonly: true, type: core }],
    ctors: [
      {
        parameters: [{ name: 'client', type: core }],
        statements: (writer) => writer.write('this.#client = client;'),
      },
    ],
    methods: group.operations.map((operation) => operationMethod(operation, types, imports)),
  };
}

/** Declares the constants that hold an operation and its strategies as data for the runtime. */
function operationConstants(
  { constantName, data, strategiesName, strategies }: OperationPlan,
  imports: Imports,
): StatementStructures[] {
  const operation = expressionText(data, imports, { isTall: true, isPure: true });
  const constants = [declareConstant(constantName, imports.runtime('Operation'), operation)];
  if (strategiesName === undefined) return constants;
  const calls = list(strategies.map(({ call }) => call));
  return [...constants, declareConstant(strategiesName, undefined, expressionText(calls, imports, { isPure: true }))];
}

/** Declares the exported function of an operation. */
function operationFunction(
  operation: OperationPlan,
  types: OperationTypes,
  imports: Imports,
): FunctionDeclarationStructure {
  const { parameters, ...signature } = signatureOf(operation, operation.functionName, types, imports);
  const client = { name: 'client', type: imports.runtime('ClientCore', true) };
  const params = hasInheritedName(operation) ? 'params ?? {}' : 'params';
  const isList = operation.strategiesName !== undefined;
  const constant = identifier(operation.constantName);
  const hasChoice = operation.result.choices.length + (operation.body?.choices.length ?? 0) > 0;
  const data = isList && hasChoice ? `${imports.runtime('withContent')}(${constant}, options)` : constant;
  const args = ['client', data, params, 'options'];
  if (operation.strategiesName !== undefined) args.push(identifier(operation.strategiesName));
  args.push(identifier(operation.functionName));
  const { paginate, way } = listCallSymbols(operation.strategies);
  if (way !== undefined) args.push(imports.runtime(way));
  const callee = imports.runtime(isList ? paginate : operation.hasDates ? 'callWithDates' : 'call');
  const called: Invocation = { callee, args };
  const returned = isList && operation.hasDates ? withDates(called, operation, imports) : called;
  return declareFunction({ ...signature, parameters: [client, ...parameters] }, functionDoc(operation), (writer) =>
    writeReturn(writer, returned, 2),
  );
}

/** Returns a list call that sends and returns dates: the walk inside has their texts. */
function withDates({ callee, args }: Invocation, { constantName }: OperationPlan, imports: Imports): Invocation {
  const [client, operation, params, ...others] = args;
  const texts = `${imports.runtime('textsOfDates')}(${params})`;
  const list = { callee, args: [client, operation, texts, ...others].filter((arg) => arg !== undefined) };
  return { callee: imports.runtime('listWithDates'), args: [list, identifier(constantName)] };
}

/** Declares the method of an operation, on the class of its tag. */
function operationMethod(
  operation: OperationPlan,
  types: OperationTypes,
  imports: Imports,
): OptionalKind<MethodDeclarationStructure> {
  const signature = signatureOf(operation, operation.methodName, types, imports);
  return {
    ...signatureStructure(signature, '  '),
    docs: docOf(methodDoc(operation), 2),
    statements: (writer) =>
      writeReturn(
        writer,
        { callee: identifier(operation.functionName), args: ['this.#client', 'params', 'options'] },
        4,
      ),
  };
}

function signatureOf(operation: OperationPlan, name: string, types: OperationTypes, imports: Imports): Signature {
  const options = { name: 'options', type: optionsType(operation, imports), default: '{}' };
  const parameters = [paramsParameter(operation, paramsType(operation)), options];
  const body = types.result(operation);
  const error = operation.errorName === undefined ? [] : [identifier(operation.errorName)];
  if (operation.strategies.length === 0) {
    const returnType = imports.runtime('Call');
    return { name, parameters, returnType, typeArguments: [body, ...error], typeParameters: choices(operation) };
  }
  const returnType = imports.runtime(listCallSymbols(operation.strategies).paginator, true);
  const resume = resumeType(operation, imports);
  // The type of checkpoints comes before that of errors.
  if (resume.length === 0 && error.length > 0) resume.push(imports.runtime('Checkpoint'));
  const typeArguments = [types.item(operation), body, ...resume, ...error];
  return { name, parameters, returnType, typeArguments };
}

/** Returns the type of checkpoints if it is not the default: a walk whose position the server keeps has none. */
function resumeType({ strategies }: OperationPlan, imports: Imports): string[] {
  const stateful = strategies.filter(({ source }) => source.response.stateful);
  if (stateful.length === 0) return [];
  return stateful.length === strategies.length ? ['undefined'] : [`${imports.runtime('Checkpoint')} | undefined`];
}

/** Returns the type parameters for the media types that the caller chooses. */
function choices({ answersName, bodiesName, result, body }: OperationPlan): readonly TypeParameter[] {
  return [
    ...(answersName === undefined ? [] : [choiceParameter('Accept', answersName, result.choices)]),
    ...(bodiesName === undefined ? [] : [choiceParameter('ContentType', bodiesName, body?.choices)]),
  ];
}

function paramsType({ paramsName, bodiesName }: OperationPlan): string {
  if (paramsName === undefined) return 'Record<string, never>';
  return bodiesName === undefined ? identifier(paramsName) : `${identifier(paramsName)}<ContentType>`;
}

/** Returns the parameter `params` of an operation's function. It is optional if nothing in it is required. */
export function paramsParameter(operation: OperationPlan, type: string): Parameter {
  const name = 'params';
  if (operation.params.some(({ required }) => required)) return { name, type };
  return hasInheritedName(operation) ? { name, type, isOptional: true } : { name, type, default: '{}' };
}

/** An object literal is not assignable to a type with an own member such as `constructor`, which it inherits (TS2322). */
export function hasInheritedName({ params }: OperationPlan): boolean {
  return !params.some(({ required }) => required) && params.some(({ key }) => key in Object.prototype);
}

export function optionsType(operation: OperationPlan, imports: Imports): string {
  const choices = choiceOptions(operation, imports);
  const { strategies } = operation;
  if (strategies.length === 0) return choices.join(' & ') || imports.runtime('CallOptions');
  return [listOptionsType(strategies, imports), ...choices].join(' & ');
}

function listOptionsType(strategies: readonly StrategyPlan[], imports: Imports): string {
  const positional = strategies.filter(isCounted);
  const others = strategies.filter((strategy) => !positional.includes(strategy));
  if (positional.length === 0) return `${imports.runtime('ListOptions')}<${namesOf(others)}>`;
  if (others.length === 0) return `${imports.runtime('PositionListOptions')}<${namesOf(positional)}>`;
  const names = [namesOf(strategies.slice(0, 1)), namesOf(positional), namesOf(others)];
  return `${imports.runtime('MixedListOptions')}<${names.join(', ')}>`;
}

/** Returns the types of options that choose media types. */
function choiceOptions({ answersName, bodiesName, result, body }: OperationPlan, imports: Imports): readonly string[] {
  const literals = (all: readonly { readonly mediaType: string }[]): string =>
    all.map(({ mediaType }) => stringLiteral(mediaType)).join(' | ');
  const bodies = body?.choices ?? [];
  const accept = answersName === undefined ? literals(result.choices) : 'Accept';
  const contentType = bodiesName === undefined ? literals(bodies) : 'ContentType';
  return [
    ...(accept === '' ? [] : [`${imports.runtime('AcceptOptions')}<${accept}>`]),
    ...(contentType === '' ? [] : [`${imports.runtime('ContentTypeOptions')}<${contentType}>`]),
  ];
}

function namesOf(strategies: readonly StrategyPlan[]): string {
  return strategies.map(({ name }) => stringLiteral(name)).join(' | ');
}
