import type { Severity } from '../../shared/diagnostic.ts';
import type { LocatedDiagnostic } from '../../shared/locate.ts';
import { countOf } from '../../shared/words.ts';

/** The counts of a run. */
export interface Summary {
  readonly documents: number;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  /** Findings that a comment in the document disables. */
  readonly suppressed: number;
  /** Findings that are in the baseline. */
  readonly known: number;
  /** Edits that `--fix` made, or that `--fix-dry-run` would make. */
  readonly fixed: number;
}

/** The parts of a rule that reports show. */
export interface RuleInfo {
  readonly id: string;
  readonly summary: string;
  readonly severity: Severity;
}

/** The input of a format. */
export interface FormatInput {
  /** Sorted by file, line and column. */
  readonly findings: readonly LocatedDiagnostic[];
  readonly summary: Summary;
  readonly rules: readonly RuleInfo[];
  /** Absolute paths of the linted documents. */
  readonly documents: readonly string[];
  /** The version of pagegen. */
  readonly version: string;
  /** The absolute path of the working directory; paths are printed relative to it. */
  readonly cwd: string;
  readonly colors: boolean;
}

/** Prints a whole report. The text ends with a newline unless it is empty. */
export type Format = (input: FormatInput) => string;

/** Returns `2 errors, 1 warning in 3 documents (1 suppressed by comments, 4 in the baseline).` */
export function summaryLine({ documents, errors, warnings, infos, suppressed, known, fixed }: Summary): string {
  const counts = [countOf(errors, 'error'), countOf(warnings, 'warning')];
  if (infos > 0) counts.push(countOf(infos, 'remark'));
  const aside = [
    ...(fixed > 0 ? [`${fixed} fixed`] : []),
    ...(suppressed > 0 ? [`${suppressed} suppressed by comments`] : []),
    ...(known > 0 ? [`${known} in the baseline`] : []),
  ];
  const found = errors + warnings + infos === 0 ? 'No findings' : counts.join(', ');
  return `${found} in ${countOf(documents, 'document')}${aside.length > 0 ? ` (${aside.join(', ')})` : ''}.`;
}

/** Groups findings by file, in the order in which the files occur. */
export function groupByFile(findings: readonly LocatedDiagnostic[]): [string, LocatedDiagnostic[]][] {
  const files = new Map<string, LocatedDiagnostic[]>();
  for (const finding of findings) {
    const members = files.get(finding.file) ?? [];
    members.push(finding);
    files.set(finding.file, members);
  }
  return [...files];
}
