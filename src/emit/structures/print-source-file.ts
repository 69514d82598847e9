import { createRequire } from 'node:module';
import type {
  ExportDeclarationStructure,
  ImportDeclarationStructure,
  SourceFileStructure,
  WriterFunction,
} from 'ts-morph';
import type { SourceFile } from '../files/source-file.ts';
import type { ImportStatement } from '../imports.ts';

// Node.js looks through the megabytes of a CommonJS module for names before it imports it; `require` does without.
const { printStructure, StructureKind }: typeof import('ts-morph') = createRequire(import.meta.url)('ts-morph');

/**
 * The text of a TypeScript file: ts-morph prints the statements that join it to other files. Declarations, which are
 * text already, are put behind them: its writer looks at every character that goes through it.
 */
export function printSourceFile(file: SourceFile, banner: string): string {
  const imports = file.imports.statements.map(importStructure);
  const exports = file.exports.map(exportStructure);
  const structure: SourceFileStructure = {
    kind: StructureKind.SourceFile,
    statements: [(writer) => writer.write(banner).newLine(), ...imports, ...exports],
  };
  const head = printStructure(structure, { indentNumberOfSpaces: 2, useSingleQuote: true });
  return `${[head.trimEnd(), ...file.declarations].join('\n\n')}\n`;
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
