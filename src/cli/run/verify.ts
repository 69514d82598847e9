import { resolve } from 'node:path';
import { createColors } from 'picocolors';
import { InputError } from '../../shared/diagnostic.ts';
import { formatFindings, makePrintable } from '../../shared/pretty.ts';
import { countOf } from '../../shared/words.ts';
import { describeSaved, type SavedOverlay, saveOverlay } from '../../tasks/save-overlay.ts';
import { type StrategyReport, saveText, type VerifyResult, verify } from '../../tasks/verify.ts';
import { stepAfterVerify, stoppedByErrors } from '../closing-lines.ts';
import { UsageError } from '../command.ts';
import { EXIT, type ExitCode, type Io } from '../io.ts';
import { openingOf, type ReadingFlags } from '../options.ts';
import { createProgress } from '../progress.ts';

/** Flags of `pagegen verify`. */
export interface VerifyFlags extends ReadingFlags {
  readonly baseUrl?: string;
  readonly operation?: readonly string[];
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  readonly params?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly header?: Readonly<Record<string, string>>;
  readonly apiHeaders?: string;
  readonly budget?: number;
  readonly probeLimits?: boolean;
  readonly record?: string;
  readonly replay?: string;
  readonly output?: string;
  readonly format: 'text' | 'json';
  readonly force?: boolean;
}

/**
 * Runs `pagegen verify <document> --base-url <url>`: reports where the document and the API disagree, each list as soon
 * as it is verified. With `--output`, writes an overlay that corrects the document.
 *
 * @throws InputError if the document cannot be read, has no such operation, the API cannot be reached, or the overlay
 * cannot be written
 */
export async function runVerify(document: string | undefined, flags: VerifyFlags, io: Io): Promise<ExitCode> {
  const { baseUrl, operation: operations, include, exclude, params, budget, probeLimits, format } = flags;
  const { record, replay } = flags;
  if (baseUrl === undefined && replay === undefined) {
    throw new UsageError('verify needs --base-url <url>, or --replay <file>');
  }
  refuseLostOverlay(flags, io);
  const headers = { ...headersIn(flags.apiHeaders), ...flags.header };
  const progress = createProgress(io.stderr);
  const result = await verify({
    ...(await openingOf(document, flags, io, 'verify')),
    baseUrl,
    headers,
    params,
    operations,
    include,
    exclude,
    budget,
    probeLimits,
    record: record !== undefined,
    replay,
    signal: io.signal,
    onRequest: progress.show,
    onReport(report) {
      progress.clear();
      if (format === 'text') io.stdout.write(reportLines(report, io.stdout.colors));
    },
  }).finally(progress.clear);
  const options = { colors: io.stderr.colors, cwd: io.cwd };
  io.stderr.write(formatFindings(result.diagnostics, options));
  if (result.kind === 'faulty-document') {
    io.stderr.write(`${stoppedByErrors(result.diagnostics, 'nothing was requested')}\n`);
    return EXIT.faults;
  }
  if (format === 'json') io.stdout.write(`${jsonOf(result)}\n`);
  const saved = await saveResults(result, flags, io);
  io.stderr.write(closingLines(result, flags, saved));
  const { findings } = result;
  const corrected = findings.filter(({ corrections = [] }) => corrections.length > 0).length;
  io.stderr.write(
    stepAfterVerify({ ...flags, given: document }, { output: flags.output, corrected, all: findings.length }, io),
  );
  if (result.kind === 'aborted') return EXIT.interrupted;
  // A list that is named must be verified; of all lists of a document, some may need parameters that nobody gave.
  const isIncomplete = result.kind !== 'complete' || (operations !== undefined && result.skipped.length > 0);
  return findings.length > 0 || hasCheckedNothing(result) || isIncomplete ? EXIT.faults : EXIT.done;
}

function jsonOf({ kind, checked, findings, skipped }: VerifyResult): string {
  const strategies = checked.map(({ findings: _, ...each }) => each);
  return JSON.stringify({ kind, checked: strategies, findings, skipped }, null, 2);
}

async function saveResults(
  { overlay, recording, document }: VerifyResult,
  { output, record, force }: VerifyFlags,
  io: Io,
): Promise<SavedOverlay | undefined> {
  if (record !== undefined && recording !== undefined) await saveText(resolve(io.cwd, record), recording.text, record);
  if (output === undefined || overlay === undefined) return undefined;
  const saved = await saveOverlay(resolve(io.cwd, output), overlay, output, { force, data: document });
  io.stderr.write(describeSaved(saved, output));
  return saved;
}

/** Corrections alone do not replace the overlay whose annotations they correct. */
function refuseLostOverlay({ output, force, overlay = [] }: VerifyFlags, io: Io): void {
  if (output === undefined || force !== true) return;
  const path = resolve(io.cwd, output);
  if (overlay.some((one) => resolve(io.cwd, one) === path)) {
    throw new UsageError(
      `--force would replace ${output}, which --overlay reads, by its corrections alone: name another file in --output`,
    );
  }
}

/** The message does not repeat the text: it may hold a credential. */
function headersIn(text: string | undefined): Record<string, string> {
  if (text === undefined) return {};
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    if (isObject && Object.values(value).every((header) => typeof header === 'string')) {
      return value as Record<string, string>;
    }
  } catch {
    // Reported below.
  }
  throw new InputError('invalid-headers', 'PAGEGEN_API_HEADERS must be a JSON object of headers.', {
    hint: 'Such as {"Authorization": "Bearer …"}.',
  });
}

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
    ? 'Nothing was checked: no list could be walked.'
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
