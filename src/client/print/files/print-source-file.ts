import { moduleStatement } from '../syntax/module-statement.ts';
import type { SourceFile } from './source-file.ts';

/** The text of a TypeScript file: banner, imports, exports, declarations. */
export function printSourceFile({ imports, exports, declarations }: SourceFile, banner: string): string {
  const statements = [
    ...imports.statements.map((statement) => moduleStatement('import', statement)),
    ...exports.map((statement) => moduleStatement('export', statement)),
  ];
  const parts = [banner.trimEnd(), ...(statements.length > 0 ? [statements.join('\n')] : []), ...declarations];
  return `${parts.join('\n\n')}\n`;
}
