import {
  type ExportDeclarationStructure,
  type ImportDeclarationStructure,
  printStructure,
  type SourceFileStructure,
  StructureKind,
  type WriterFunction,
} from 'ts-morph';
import type { SourceFile } from '../files/source-file.ts';
import type { ImportStatement } from '../imports.ts';

/**
 * The text of a TypeScript file. Declarations go in as one writer function: ts-morph takes several times as long for a
 * structure a member.
 */
export function printSourceFile(file: SourceFile, banner: string): string {
  const imports = file.imports.statements.map(importStructure);
  const exports = file.exports.map(exportStructure);
  const structure: SourceFileStructure = {
    kind: StructureKind.SourceFile,
    statements: [
      (writer) => writer.write(banner).newLine(),
      ...imports,
      ...exports,
      ...(file.declarations.length === 0 ? [] : [body(file.declarations)]),
    ],
  };
  return printStructure(structure, { indentNumberOfSpaces: 2, useSingleQuote: true });
}

function importStructure({ specifier, typeOnly, names }: ImportStatement): ImportDeclarationStructure {
  return {
    kind: StructureKind.ImportDeclaration,
    isTypeOnly: typeOnly,
    moduleSpecifier: specifier,
    namedImports: symbols(names),
  };
}

function exportStructure({ specifier, typeOnly, names }: ImportStatement): ExportDeclarationStructure {
  return {
    kind: StructureKind.ExportDeclaration,
    isTypeOnly: typeOnly,
    moduleSpecifier: specifier,
    namedExports: symbols(names),
  };
}

/** One symbol a line: lists of names change one name at a time. ts-morph indents them itself. */
function symbols(names: readonly string[]): string[] | WriterFunction[] {
  if (names.length === 1) return [...names];
  return [(writer) => void writer.newLine().write(names.map((name) => `${name},\n`).join(''))];
}

function body(declarations: readonly string[]): WriterFunction {
  return (writer) => {
    writer.blankLineIfLastNot().write(declarations.join('\n\n'));
  };
}
