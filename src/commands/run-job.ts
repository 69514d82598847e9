import type { Job } from '../configuration/jobs.ts';
import { formatPretty } from '../diagnostics/formats/pretty.ts';
import type { GenerateResult, LocatedDiagnostic, WriteReport } from '../index.ts';
import { lastRun, recordOf } from '../last-run.ts';
import { version } from '../version.ts';
import { checkJob } from './check-job.ts';
import { closingLine, countFindings } from './closing-line.ts';
import { EXIT, type ExitCode, type Io } from './io.ts';
import { untilAborted } from './until-aborted.ts';

/** How a client is generated. */
export interface JobFlags {
  readonly dryRun?: boolean;
  readonly check?: boolean;
  readonly audit?: boolean;
  readonly verbose?: boolean;
  readonly quiet?: boolean;
}

export interface JobResult {
  readonly code: ExitCode;
  /** Absolute paths of everything that was read or that had to be. */
  readonly inputs: readonly string[];
}

/**
 * Generates one client and writes it, or says what is wrong with its document, what would change (`dryRun`), or what
 * differs (`check`).
 *
 * @param isOneOfMany whether lists of files have to say which folder they are about
 * @throws InputError where files cannot be read or written; Error where an audit finds something; the signal's reason where the user interrupts
 */
export async function runJob(job: Job, flags: JobFlags, io: Io, isOneOfMany: boolean): Promise<JobResult> {
  const started = performance.now();
  const say = (line: string): void => {
    if (!flags.quiet) io.stderr.write(`${line}\n`);
  };
  const seconds = (): number => (performance.now() - started) / 1000;
  // How a formatter is set up is not among the inputs of the last run.
  const isSeen = !flags.check && !flags.dryRun && !flags.audit && !job.isFormatted;
  const same = isSeen ? await lastRun(job.output, job.options) : undefined;
  if (same) {
    say(closingLine({ output: job.shown }, same.stats, same.report, seconds()));
    return { code: EXIT.done, inputs: same.inputs };
  }
  // What reading and printing take is loaded only where there is something to read.
  const { generate } = await import('../generate.ts');
  const result = await untilAborted(formatted(generate(job.options), job), io.signal);
  const { diagnostics, inputs } = result;
  printFindings(diagnostics, io);
  if (diagnostics.some(({ severity }) => severity === 'error')) {
    say(`${countFindings(diagnostics)}; nothing was written.`);
    return { code: EXIT.faults, inputs };
  }
  if (flags.audit) await audit(result);
  const prefix = isOneOfMany ? `${job.shown}/` : '';
  if (flags.check) return { code: await checkJob(job, result, { ...flags, prefix }, io), inputs };
  const report = await writeJob(job, result, flags, io);
  for (const path of report.kept) {
    say(`${job.shown}: ${path} is no longer generated; it stays, since it was edited by hand.`);
  }
  if (flags.dryRun) for (const line of changes(report, prefix)) io.stdout.write(`${line}\n`);
  say(closingLine({ output: job.shown, ...flags }, result.stats, report, seconds()));
  return { code: EXIT.done, inputs };
}

async function formatted(work: Promise<GenerateResult>, { isFormatted, output }: Job): Promise<GenerateResult> {
  const result = await work;
  if (!isFormatted) return result;
  const { formatFiles } = await import('../format/format-files.ts');
  return { ...result, files: await formatFiles(result.files, output) };
}

/** @throws Error where the code does more than a client has to, which is a bug */
async function audit({ files }: GenerateResult): Promise<void> {
  const { auditFiles } = await import('../audit/audit-files.ts');
  const findings = auditFiles(files).map(({ path, line, column, what }) => `  ${path}:${line}:${column} ${what}`);
  if (findings.length === 0) return;
  throw new Error(`the audit found code that no client needs; nothing was written.\n${findings.join('\n')}`);
}

async function writeJob(
  { output, shown, options, isFormatted }: Job,
  result: GenerateResult,
  { dryRun }: JobFlags,
  io: Io,
) {
  const { write } = await import('../write/write.ts');
  const { files, fingerprint } = result;
  const record = isFormatted ? undefined : recordOf(result, options);
  return write(output, files, { version, fingerprint, record, dryRun, signal: io.signal, shown });
}

function printFindings(diagnostics: readonly LocatedDiagnostic[], io: Io): void {
  const options = { colours: io.stdout.colours, cwd: io.cwd };
  io.stdout.write(diagnostics.map((diagnostic) => formatPretty(diagnostic, options)).join('\n'));
}

function changes({ created, updated, unchanged, deleted }: WriteReport, prefix: string): string[] {
  return [
    ...created.map((path) => `create  ${prefix}${path}`),
    ...updated.map((path) => `update  ${prefix}${path}`),
    ...unchanged.map((path) => `unchanged  ${prefix}${path}`),
    ...deleted.map((path) => `delete  ${prefix}${path}`),
  ];
}
