import { createColors } from 'picocolors';
import { makePrintable } from '../../shared/pretty.ts';
import { countOf } from '../../shared/words.ts';
import type { SavedOverlay } from '../../tasks/save-overlay.ts';
import type { StrategyReport, VerifyResult } from '../../tasks/verify.ts';

/** Formats one strategy: a line with the verdict, the mismatches, and what was not seen. */
export function reportLines(report: StrategyReport, colors: boolean): string {
  const { bold, dim, green, red, yellow } = createColors(colors);
  const { operation, strategy, requests, findings, fields } = report;
  const isProven = fields.some(({ kind }) => kind === 'seen');
  // If nothing was seen at all, the finding says why.
  const unseen = findings.length > 0 && !isProven ? [] : groupByReason(report);
  const head = `${bold(makePrintable(operation))}  ${makePrintable(strategy)}, ${countOf(requests, 'request')}`;
  const verdict =
    unseen.length === 0 ? green('as declared') : isProven ? yellow('as declared where seen') : yellow('not proven');
  const lines = [
    findings.length === 0 ? `${head}: ${verdict}` : head,
    ...findings.map(({ code, message }) => `  ${red(code)}  ${makePrintable(message)}`),
    ...unseen.map(([reason, names]) => `  ${dim('not seen')}  ${makePrintable(`${names.join(', ')}: ${reason}`)}`),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function groupByReason({ fields }: StrategyReport): [string, string[]][] {
  const groups = new Map<string, string[]>();
  for (const field of fields) {
    if (field.kind === 'unseen') groups.set(field.reason, [...(groups.get(field.reason) ?? []), field.field]);
  }
  return [...groups];
}

/** True if nothing about pagination was verified, so that the run must not pass. */
export function hasCheckedNothing({ checked }: VerifyResult): boolean {
  return checked.every(({ items }) => items === 0);
}

/** The flags that decide what was written. */
interface WrittenFiles {
  readonly output?: string;
  readonly record?: string;
  readonly overlay?: readonly string[];
}

/**
 * Formats the summary.
 *
 * @param saved how the file of the corrections changed; undefined if there are none
 */
export function closingLines(
  result: VerifyResult,
  { output, record, overlay: overlays }: WrittenFiles,
  saved: SavedOverlay | undefined,
): string {
  const { kind, checked, findings, skipped, strategies, reason, credentials, recording } = result;
  const requests = checked.reduce((sum, one) => sum + one.requests, 0);
  const lines: string[] = [];
  if (kind !== 'complete') {
    const why = kind === 'aborted' ? 'Interrupted' : `The API stopped responding (${makePrintable(reason ?? '')})`;
    lines.push(`${why}: ${checked.length} of ${strategies} strategies were verified.`);
  }
  if (checked.length > 0) {
    lines.push(
      `${countOf(checked.length, 'strategy', 'strategies')} walked with ${countOf(requests, 'request')}: ${countOf(findings.length, 'disagreement')}.`,
    );
  }
  for (const { operation, missing } of skipped) {
    lines.push(
      `${makePrintable(operation)} was not walked: it needs ${makePrintable(missing.join(', '))}; see --params.`,
    );
  }
  if (kind === 'complete' && hasCheckedNothing(result)) lines.push(nothingChecked(result, overlays));
  const rejected = findings.filter(({ status }) => status === 401 || status === 403).length;
  if (rejected > 0) {
    lines.push(
      `The API rejected the credentials of ${countOf(rejected, 'list')}. Pass them with --header '${makePrintable(credentials)}', or in PAGEGEN_API_HEADERS.`,
    );
  }
  if (output !== undefined) lines.push(describeCorrections(result, output, saved));
  if (record !== undefined && recording !== undefined) {
    const { removed, requests: kept } = recording;
    const without =
      removed.length === 0 ? 'No credentials were sent.' : `Removed: ${makePrintable(removed.join(', '))}.`;
    lines.push(`${record} contains ${countOf(kept, 'request')}. ${without} Responses may contain personal data.`);
  }
  return lines.map((line) => `${line}\n`).join('');
}

function nothingChecked({ strategies, skipped, findings }: VerifyResult, overlays: readonly string[] = []): string {
  if (strategies === 0 && skipped.length === 0) {
    const advice = overlays.length === 0 ? ': did you forget --overlay?' : '.';
    return `Nothing was checked: the document has no paginated operations${advice} \`pagegen annotate\` proposes annotations.`;
  }
  if (strategies === 0) return 'Nothing was checked.';
  return findings.length > 0
    ? 'Nothing was checked: no list returned an item.'
    : 'Nothing was checked: every list is empty.';
}

function describeCorrections({ findings }: VerifyResult, output: string, saved: SavedOverlay | undefined): string {
  if (saved === undefined) return `${output} is not written: there is nothing to correct.`;
  if (saved.conflicts.length > 0) {
    const places = countOf(saved.conflicts.length, 'place');
    return `${output} does not correct ${places}. Write the corrections to another file with --output, and pass both with --overlay, that file last.`;
  }
  const corrected = findings.filter(({ corrections = [] }) => corrections.length > 0).length;
  if (corrected === findings.length) return `${output} corrects the document.`;
  return `${output} corrects ${corrected} of ${countOf(findings.length, 'disagreement')}; the others need a person.`;
}
