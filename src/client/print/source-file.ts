import type { StatementStructures } from 'ts-morph';
import { printStructure, StructureKind } from 'ts-morph';
import type { Imports } from './imports.ts';
import { BLANK_LINE, settle } from './syntax/layout.ts';

/** A TypeScript file before it is printed. */
export interface SourceFile {
  readonly path: string;
  readonly imports: Imports;
  readonly exports: Imports;
  /** Declarations, in order. */
  readonly statements: readonly StatementStructures[];
}

/** Prints a TypeScript file: the banner, imports, exports, declarations. */
export function printSourceFile({ imports, exports, statements }: SourceFile, banner: string): string {
  const [first, ...others] = exports.exportDeclarations;
  const exported = first === undefined ? [] : [{ ...first, leadingTrivia: BLANK_LINE }, ...others];
  const text = printStructure(
    { kind: StructureKind.SourceFile, statements: [...imports.importDeclarations, ...exported, ...statements] },
    { indentNumberOfSpaces: 2, useSingleQuote: true },
  );
  return `${banner}\n${settle(text).trimEnd()}\n`;
}
