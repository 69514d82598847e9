import type { Imports } from '../imports.ts';
import type { ModuleStatement } from '../syntax/module-statement.ts';

/** A TypeScript file before it is printed. */
export interface SourceFile {
  readonly path: string;
  readonly imports: Imports;
  readonly exports: readonly ModuleStatement[];
  /** Whole declarations with their doc comments, in order. */
  readonly declarations: readonly string[];
}
