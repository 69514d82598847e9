import { resolve } from 'node:path';
import { InputError } from '../../shared/diagnostic.ts';
import { formatFindings } from '../../shared/pretty.ts';
import { describeSaved, type SavedOverlay, saveOverlay } from '../../tasks/save-overlay.ts';
import { saveText, type VerifyResult, verify } from '../../tasks/verify.ts';
import { UsageError } from '../command.ts';
import { EXIT, type ExitCode, type Io } from '../io.ts';
import type { ReadingFlags } from '../options.ts';
import { openingOf } from '../options.ts';
import { stoppedByErrors } from './count-findings.ts';
import { closingLines, hasCheckedNothing, reportLines } from './verify-output.ts';
import { createProgress } from './verify-progress.ts';

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
  if (result.kind === 'aborted') return EXIT.interrupted;
  return result.findings.length > 0 || hasCheckedNothing(result) || result.kind !== 'complete'
    ? EXIT.faults
    : EXIT.done;
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
