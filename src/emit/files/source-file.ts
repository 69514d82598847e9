import type { ImportStatement, Imports } from '../imports.ts';

/** Names that a file gives on from a module. */
export type ExportStatement = ImportStatement;

/** A TypeScript file before it is printed. */
export interface SourceFile {
  readonly path: string;
  readonly imports: Imports;
  readonly exports: readonly ExportStatement[];
  /** Whole declarations with their doc comments, in order. */
  readonly declarations: readonly string[];
}
