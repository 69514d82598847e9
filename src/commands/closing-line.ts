import type { GenerateStats, LocatedDiagnostic, Severity, WriteReport } from '../index.ts';
import { withSlashes } from '../paths/paths.ts';

/**
 * What was done, on one line:
 * `client/  7 files (2 created, 5 unchanged), 31 operations, 12 paginated (offset 9, page 3) in 0.61 s`.
 */
export function closingLine(
  { output, dryRun }: { readonly output: string; readonly dryRun?: boolean },
  stats: GenerateStats,
  report: WriteReport,
  seconds: number,
): string {
  const counts = (['created', 'updated', 'unchanged', 'deleted', 'kept'] as const)
    .filter((kind) => report[kind].length > 0)
    .map((kind) => `${report[kind].length} ${kind}`);
  const parts = [
    `${count(stats.files, 'file')} (${counts.join(', ')})`,
    count(stats.operations, 'operation'),
    paginated(stats.paginated),
  ];
  const folder = withSlashes(output).replace(/\/?$/, '/');
  return `${folder}  ${parts.join(', ')} in ${seconds.toFixed(2)} s${dryRun ? ' (dry run: nothing was written)' : ''}`;
}

/** `2 errors, 1 warning`. */
export function countFindings(diagnostics: readonly LocatedDiagnostic[]): string {
  const of = (wanted: Severity): number => diagnostics.filter(({ severity }) => severity === wanted).length;
  const parts = [count(of('error'), 'error')];
  if (of('warning') > 0) parts.push(count(of('warning'), 'warning'));
  return parts.join(', ');
}

function paginated(byStyle: GenerateStats['paginated']): string {
  const styles = Object.entries(byStyle);
  const total = styles.reduce((sum, [, number]) => sum + number, 0);
  return total === 0
    ? 'none paginated'
    : `${total} paginated (${styles.map(([style, number]) => `${style} ${number}`).join(', ')})`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
