import type {
  CodeBlockWriter,
  FunctionDeclarationStructure,
  InterfaceDeclarationStructure,
  ParameterDeclarationStructure,
  StatementStructures,
  TypeAliasDeclarationStructure,
  TypeParameterDeclarationStructure,
  VariableStatementStructure,
} from 'ts-morph';
import type { Schema } from '../../model/schema.ts';
import type { EnumPlan } from '../plan/client-plan.ts';
import type { Imports } from './source-file.ts';
import { docLine, docOf, docText, writeDoc } from './syntax/doc-comment.ts';
import { identifier, literalType, propertyName } from './syntax/escape.ts';
import { BLANK_LINE, keepIndentation, LAST_COMMA, NEW_LINE, textOf, WIDTH } from './syntax/layout.ts';
import { StructureKind, VariableDeclarationKind } from './ts-morph.ts';
import type { ObjectType, Type } from './types/type.ts';
import { memberType, typeText } from './types/type-text.ts';

/** Declares a type: an interface if it is an object with members, or else an alias. */
export function declareType(name: string, type: Type, doc: readonly string[], imports: Imports): StatementStructures {
  return type.kind === 'object' && type.members.length > 0
    ? declareInterface(name, type, doc, imports)
    : declareAlias(name, type, doc, imports);
}

export function declareInterface(
  name: string,
  { members, index }: ObjectType,
  doc: readonly string[],
  imports: Imports,
  parents: readonly string[] = [],
): InterfaceDeclarationStructure {
  return {
    kind: StructureKind.Interface,
    name: identifier(name),
    isExported: true,
    extends: [...parents],
    docs: docOf(doc),
    // ts-morph writes a name as it is, and a type through a writer of its own, which takes longer than all the rest.
    properties: [
      ...(index === undefined
        ? []
        : [{ name: `[key: string]: ${typeText(index, imports, '  [key: string]: '.length)}` }]),
      ...members.map((member) => {
        const label = propertyName(member.name) + (member.isRequired ? ': ' : '?: ');
        const type = typeText(memberType(member), imports, '  '.length + label.length);
        return { name: label + type, docs: docOf(member.doc, 2) };
      }),
    ],
  };
}

export function declareAlias(
  name: string,
  type: Type,
  doc: readonly string[],
  imports: Imports,
): TypeAliasDeclarationStructure {
  return {
    kind: StructureKind.TypeAlias,
    leadingTrivia: BLANK_LINE,
    name: identifier(name),
    isExported: true,
    docs: docOf(doc),
    type: keepIndentation(typeText(type, imports, `export type ${name} = `.length)),
  };
}

export function declareConstant(name: string, type: string | undefined, value: string): VariableStatementStructure {
  return {
    kind: StructureKind.VariableStatement,
    leadingTrivia: BLANK_LINE,
    declarationKind: VariableDeclarationKind.Const,
    declarations: [{ name: identifier(name), ...(type !== undefined && { type }), initializer: value }],
  };
}

/** Declares an object of an enum's values, and its type unless that is declared already. */
export function declareEnum(
  { name, owner, inline, values }: EnumPlan,
  typeOf: (schema: Schema) => Type,
  imports: Imports,
): StatementStructures[] {
  const object = textOf((writer) =>
    writer.inlineBlock(() => {
      for (const { key, value, description } of values) {
        writeDoc(writer, description === undefined ? [] : [docText(description)]);
        writer.write(`${propertyName(key)}: ${literalType(value)},`).newLine();
      }
    }),
  );
  const doc = inline === undefined ? '' : `\`${docLine(inline.member).replaceAll('`', "'")}\` in `;
  const constant: VariableStatementStructure = {
    ...declareConstant(name, undefined, keepIndentation(`${object} as const`)),
    isExported: true,
    docs: docOf([`The values of ${doc}{@link ${identifier(owner)}}.`]),
  };
  if (inline === undefined) return [constant];
  return [
    declareAlias(name, typeOf(inline.schema), [`A value of ${doc}{@link ${identifier(owner)}}.`], imports),
    constant,
  ];
}

/** A parameter of a generated function. */
export interface Parameter {
  readonly name: string;
  readonly type: string;
  readonly isOptional?: boolean;
  readonly default?: string;
}

export interface Signature {
  readonly name: string;
  readonly parameters: readonly Parameter[];
  readonly returnType: string;
  /** Default: none. */
  readonly typeArguments?: readonly string[];
  readonly typeParameters?: readonly TypeParameter[];
}

export interface TypeParameter {
  readonly name: string;
  readonly constraint: string;
  readonly default: string;
}

export function declareFunction(
  signature: Signature,
  doc: readonly string[],
  statements: FunctionDeclarationStructure['statements'],
): FunctionDeclarationStructure {
  return {
    kind: StructureKind.Function,
    isExported: true,
    docs: docOf(doc),
    ...signatureStructure(signature, 'export function '),
    ...(statements !== undefined && { statements }),
  };
}

/** Returns a signature with a parameter a line if it does not fit on one. `prefix`: what is before its name. */
export function signatureStructure(signature: Signature, prefix: string) {
  const { name, parameters, typeParameters = [] } = signature;
  const column = prefix.length;
  const returnType = returnTypeText(signature, prefix.length - prefix.trimStart().length);
  const generic = typeParameters.length === 0 ? '' : `<${genericText(typeParameters)}>`;
  const line = `${name}${generic}(${parameters.map(parameterText).join(', ')}): ${returnType} {`;
  const isBroken = column + line.length > WIDTH;
  return {
    name: identifier(name),
    returnType: keepIndentation(returnType),
    ...(typeParameters.length > 0 && { typeParameters: typeParameterStructures(typeParameters, prefix + name) }),
    parameters: parameters.map(
      (parameter, index): ParameterDeclarationStructure => ({
        kind: StructureKind.Parameter,
        name: parameterText(parameter),
        ...(isBroken && { leadingTrivia: NEW_LINE }),
        ...(isBroken && index === parameters.length - 1 && { trailingTrivia: LAST_COMMA }),
      }),
    ),
  };
}

/** Returns the code of a return type, with an argument a line if it does not fit on the last line of a signature. */
function returnTypeText({ returnType, typeArguments = [] }: Signature, indent: number): string {
  if (typeArguments.length === 0) return returnType;
  const line = `${returnType}<${typeArguments.join(', ')}>`;
  if (indent + '):  {'.length + line.length <= WIDTH) return line;
  return `${returnType}<\n${typeArguments.map((each) => `  ${each}`).join(',\n')}\n>`;
}

function genericText(typeParameters: readonly TypeParameter[]): string {
  return typeParameters.map((each) => `${each.name} extends ${each.constraint} = ${each.default}`).join(', ');
}

/** Returns type parameters, one a line if they do not fit on one. `prefix`: what is before them. */
export function typeParameterStructures(
  typeParameters: readonly TypeParameter[],
  prefix: string,
): TypeParameterDeclarationStructure[] {
  const isBroken = `${prefix}<${genericText(typeParameters)}>(`.length > WIDTH;
  return typeParameters.map((parameter, index) => ({
    kind: StructureKind.TypeParameter,
    ...parameter,
    // The printer indents parameters of a function, and not those of its type.
    ...(isBroken && { leadingTrivia: [NEW_LINE, '  '] }),
    ...(isBroken && index === typeParameters.length - 1 && { trailingTrivia: LAST_COMMA }),
  }));
}

/** A call, whose arguments can be calls. */
export interface Invocation {
  readonly callee: string;
  readonly args: readonly (string | Invocation)[];
}

/** Writes `return` with a call, whose arguments are on a line each if they do not fit on one. */
export function writeReturn(writer: CodeBlockWriter, called: Invocation, column: number): void {
  writer.write('return ');
  writeCall(writer, called, column + 'return '.length, ';');
}

function writeCall(writer: CodeBlockWriter, { callee, args }: Invocation, column: number, end: string): void {
  const line = callText({ callee, args }) + end;
  if (column + line.length <= WIDTH) {
    writer.write(line);
    return;
  }
  writer.write(`${callee}(`).indent(() => {
    for (const arg of args) {
      if (typeof arg === 'string') writer.write(`${arg},`);
      else writeCall(writer, arg, 2 * writer.getIndentationLevel(), ',');
      writer.newLine();
    }
  });
  writer.write(`)${end}`);
}

function callText({ callee, args }: Invocation): string {
  return `${callee}(${args.map((arg) => (typeof arg === 'string' ? arg : callText(arg))).join(', ')})`;
}

function parameterText({ name, type, isOptional, default: initializer }: Parameter): string {
  return `${name}${isOptional === true ? '?' : ''}: ${type}${initializer === undefined ? '' : ` = ${initializer}`}`;
}
