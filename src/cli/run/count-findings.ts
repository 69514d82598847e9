import { isError, type Severity } from '../../shared/diagnostic.ts';
import type { LocatedDiagnostic } from '../../shared/locate.ts';
import { countOf } from '../../shared/words.ts';

/** Returns counts such as `2 errors, 1 warning`. */
export function countFindings(diagnostics: readonly LocatedDiagnostic[]): string {
  const of = (wanted: Severity): number => diagnostics.filter(({ severity }) => severity === wanted).length;
  const parts = [countOf(of('error'), 'error')];
  if (of('warning') > 0) parts.push(countOf(of('warning'), 'warning'));
  return parts.join(', ');
}

/**
 * Returns the last line of a run that errors stopped, such as `2 errors; nothing was written.`, and what to do if all of
 * them are errors of annotations, as a second line.
 */
export function stoppedByErrors(diagnostics: readonly LocatedDiagnostic[], outcome: string): string {
  const line = `${countFindings(diagnostics)}; ${outcome}.`;
  // Under `--strict`, errors can be the warnings of other parts of the document.
  const isCurable = diagnostics.filter(isError).every(({ code }) => code.startsWith('pagination-'));
  return isCurable
    ? `${line}\nhint: With --lenient, operations whose annotations have errors are left unpaginated.`
    : line;
}
