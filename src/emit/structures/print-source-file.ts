import { createRequire } from 'node:module';
import type { ExportDeclarationStructure, ImportDeclarationStructure, StructureKind as Kinds } from 'ts-morph';
import type { SourceFile } from '../files/source-file.ts';
import type { ImportStatement } from '../imports.ts';

// Node.js looks through the megabytes of a CommonJS module for names before it imports it; `require` does without.
const { printStructure, StructureKind }: typeof import('ts-morph') = createRequire(import.meta.url)('ts-morph');

/**
 * The text of a TypeScript file: ts-morph prints the statements that join it to other files. Declarations, which are
 * text already, are put behind them: its writer looks at every character that goes through it.
 */
export function printSourceFile(file: SourceFile, banner: string): string {
  const statements = [
    ...file.imports.statements.map((statement) => printStatement(StructureKind.ImportDeclaration, statement)),
    ...file.exports.map((statement) => printStatement(StructureKind.ExportDeclaration, statement)),
  ];
  const parts = [banner.trimEnd(), ...(statements.length > 0 ? [statements.join('\n')] : []), ...file.declarations];
  return `${parts.join('\n\n')}\n`;
}

type Kind = Kinds.ImportDeclaration | Kinds.ExportDeclaration;

/** Statements with a name to be replaced: files of one client take names from the same few modules. */
const shells = new Map<string, string>();
const HOLE = '_';

function printStatement(kind: Kind, { specifier, typeOnly, names }: ImportStatement): string {
  const key = `${kind} ${typeOnly} ${specifier}`;
  const shell = shells.get(key) ?? printShell(kind, specifier, typeOnly);
  shells.set(key, shell);
  const [only = ''] = names;
  // One symbol a line: lists of names change one name at a time.
  const list = names.length === 1 ? ` ${only} ` : `\n${names.map((name) => `  ${name},\n`).join('')}`;
  return shell.replace(`{ ${HOLE} }`, () => `{${list}}`);
}

function printShell(kind: Kind, moduleSpecifier: string, isTypeOnly: boolean): string {
  const symbols = kind === StructureKind.ImportDeclaration ? { namedImports: [HOLE] } : { namedExports: [HOLE] };
  const structure = { kind, isTypeOnly, moduleSpecifier, ...symbols } as
    | ImportDeclarationStructure
    | ExportDeclarationStructure;
  return printStructure(structure, { indentNumberOfSpaces: 2, useSingleQuote: true }).trimEnd();
}
