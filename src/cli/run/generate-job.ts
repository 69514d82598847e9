import { check } from '../../output/check.ts';
import type { DetectedExtension } from '../../output/import-extension.ts';
import { outdatedLibraries } from '../../output/installed-libraries.ts';
import type { ChangedFile } from '../../output/surface-changes.ts';
import type { WriteReport } from '../../output/write.ts';
import { unifiedDiff } from '../../shared/diff.ts';
import type { LocatedDiagnostic } from '../../shared/locate.ts';
import { withSlashes } from '../../shared/paths.ts';
import { formatFindings, makePrintable, toDisplayPath } from '../../shared/pretty.ts';
import { version } from '../../shared/version.ts';
import { countOf } from '../../shared/words.ts';
import type { Job } from '../../tasks/configuration/jobs.ts';
import type { GenerateResult, GenerateStats } from '../../tasks/generate-options.ts';
import { lastRun, recordOf } from '../../tasks/last-run.ts';
import { type DocumentSource, dialectsLine, stepToAnnotate, stoppedByErrors } from '../closing-lines.ts';
import { EXIT, type ExitCode, type Io } from '../io.ts';
import { withProgress } from '../progress.ts';

/** Flags that decide how one client is generated. */
export interface JobFlags {
  readonly dryRun?: boolean;
  readonly check?: boolean;
  readonly audit?: boolean;
  readonly verbose?: boolean;
  readonly quiet?: boolean;
}

export interface JobResult {
  readonly code: ExitCode;
  /** Absolute path of every file that was read or attempted. */
  readonly inputs: readonly string[];
}

/**
 * Generates one client and writes it. With errors in the document, prints them and writes nothing. With `dryRun`, prints
 * what would change; with `check`, what differs.
 *
 * @param source how suggested commands name the document
 * @param isOneOfMany true if printed paths need the folder of the client in front
 * @throws InputError if files cannot be read or written; Error if an audit finds something; the signal's reason if the user interrupts
 */
export async function runJob(
  job: Job,
  flags: JobFlags,
  io: Io,
  isOneOfMany: boolean,
  source: DocumentSource,
): Promise<JobResult> {
  const started = performance.now();
  const say = (line: string): void => {
    if (!flags.quiet) io.stderr.write(`${line}\n`);
  };
  const close = async (line: string): Promise<void> => {
    if (flags.quiet) return;
    for (const each of [line, ...(await projectLines(job, io.cwd))]) say(each);
  };
  const seconds = (): number => (performance.now() - started) / 1000;
  // The record of the last run does not hold the formatter's settings.
  const isSeen = !flags.check && !flags.dryRun && !flags.audit && !job.isFormatted;
  const same = isSeen ? await lastRun(job.output, job.options) : undefined;
  if (same) {
    await close(closingLine(job, {}, same.stats, same.report, seconds(), io.cwd));
    return { code: EXIT.done, inputs: same.inputs };
  }
  // An unchanged run ends above: it must not load the generator.
  const { generateWithAdvice } = await import('../../tasks/generate.ts');
  const { result: generated, countUnannotated } = await withProgress(
    `Generating ${job.displayPath}`,
    generateWithAdvice(job.options),
    io,
    flags,
  );
  const formatted = await withProgress(`Formatting ${job.displayPath}`, formatClient(generated, job), io, flags);
  if (formatted === undefined) say(`${job.displayPath} is not formatted: the project has neither Biome nor Prettier.`);
  const result = formatted ?? generated;
  const { diagnostics, inputs } = result;
  printFindings(diagnostics, io);
  if (diagnostics.some(({ severity }) => severity === 'error')) {
    say(stoppedByErrors(diagnostics, 'nothing was written'));
    return { code: EXIT.faults, inputs };
  }
  if (flags.audit) await audit(result);
  const prefix = isOneOfMany ? `${job.displayPath}/` : '';
  if (flags.check) return { code: await checkJob(job, result, { ...flags, prefix }, io), inputs };
  const report = await writeJob(job, result, flags, io);
  for (const path of report.kept) {
    say(`${job.displayPath}: ${path} is no longer generated. It is kept, because it was edited by hand.`);
  }
  if (flags.dryRun) for (const line of changes(report, prefix)) io.stdout.write(`${line}\n`);
  await close(closingLine(job, flags, result.stats, report, seconds(), io.cwd));
  const dialects = dialectsLine(result.dialects);
  if (dialects !== undefined) say(dialects);
  if (!flags.quiet) {
    const unannotated = await withProgress('Looking for lists', countUnannotated(), io);
    if (unannotated > 0) io.stderr.write(stepToAnnotate(unannotated, source, io));
  }
  return { code: EXIT.done, inputs };
}

/** Formats the files if the job asks for it. Returns undefined if the project has no formatter. */
async function formatClient(result: GenerateResult, { isFormatted, output }: Job): Promise<GenerateResult | undefined> {
  if (!isFormatted) return result;
  const { formatFiles } = await import('../../output/format.ts');
  const files = await formatFiles(result.files, output);
  return files && { ...result, files };
}

/** @throws Error if the code does more than a client needs, which is a bug */
async function audit({ files }: GenerateResult): Promise<void> {
  const { auditFiles } = await import('../../output/audit.ts');
  const findings = auditFiles(files).map(({ path, line, column, what }) => `  ${path}:${line}:${column} ${what}`);
  if (findings.length === 0) return;
  throw new Error(`the audit found code that no client needs; nothing was written.\n${findings.join('\n')}`);
}

async function writeJob(
  { output, displayPath, options, isFormatted }: Job,
  result: GenerateResult,
  { dryRun }: JobFlags,
  io: Io,
) {
  const { write } = await import('../../output/write.ts');
  const { files, fingerprint } = result;
  const record = isFormatted ? undefined : recordOf(result, options);
  return write(output, files, { version, fingerprint, record, dryRun, signal: io.signal, displayPath });
}

function printFindings(diagnostics: readonly LocatedDiagnostic[], io: Io): void {
  const options = { colors: io.stdout.colors, cwd: io.cwd };
  io.stdout.write(formatFindings(diagnostics, options));
}

function changes({ created, updated, deleted }: WriteReport, prefix: string): string[] {
  return [
    ...created.map((path) => `create  ${prefix}${path}`),
    ...updated.map((path) => `update  ${prefix}${path}`),
    ...deleted.map((path) => `delete  ${prefix}${path}`),
  ];
}

/** Options of the report of a check. */
export interface CheckFlags {
  /** Printed before each path. */
  readonly prefix: string;
  readonly verbose?: boolean;
  readonly quiet?: boolean;
}

/** Prints every file of the output folder that differs from the generated files; fails if there is one. */
async function checkJob(
  job: Job,
  { files, fingerprint }: GenerateResult,
  { prefix, verbose, quiet }: CheckFlags,
  io: Io,
): Promise<ExitCode> {
  const { missing, stale, extra } = await check(job.output, files, {
    version,
    fingerprint,
    displayPath: job.displayPath,
  });
  const say = (line: string): void => {
    if (!quiet) io.stderr.write(`${line}\n`);
  };
  for (const path of missing) io.stdout.write(`missing  ${prefix}${path}\n`);
  for (const { path, before, after } of stale) {
    io.stdout.write(`stale    ${prefix}${path}\n`);
    if (verbose) io.stdout.write(unifiedDiff({ file: `${job.output}/${path}`, before, after }, io.cwd));
  }
  for (const { path } of extra) io.stdout.write(`extra    ${prefix}${path}\n`);
  const after = new Map(files.map(({ path, text }) => [path, text]));
  const added = missing.map((path) => ({ path, after: after.get(path) }));
  if (verbose) await printSurfaceChanges([...added, ...stale, ...extra], io);
  const count = missing.length + stale.length + extra.length;
  if (count === 0) {
    say(`${job.displayPath} is up to date: ${countOf(files.length, 'file')}.`);
    return EXIT.done;
  }
  say(
    `${job.displayPath} is not up to date: ${countOf(count, 'file differs', 'files differ')}. Run ${io.program ?? 'pagegen'}.`,
  );
  return EXIT.faults;
}

/** Loads the parser of TypeScript only here: loading it takes longer than a whole check. */
async function printSurfaceChanges(files: readonly ChangedFile[], io: Io): Promise<void> {
  if (files.length === 0) return;
  const { surfaceChanges } = await import('../../output/surface-changes.ts');
  for (const { kind, name } of surfaceChanges(files)) io.stdout.write(`${kind.padEnd(8)} export ${name}\n`);
}

/**
 * Returns the summary of a run on one line:
 * `client/  7 files (2 created, 5 unchanged), 31 operations, 12 paginated (offset 9, page 3) in 0.61 s; imports end in .js
 * (there is no tsconfig.json)`.
 */
function closingLine(
  { displayPath, detected }: Job,
  { dryRun }: JobFlags,
  stats: GenerateStats,
  report: WriteReport,
  seconds: number,
  cwd: string,
): string {
  const counts = (['created', 'updated', 'unchanged', 'deleted', 'kept'] as const)
    .filter((kind) => report[kind].length > 0)
    .map((kind) => `${report[kind].length} ${kind}`);
  const parts = [
    `${countOf(stats.files, 'file')} (${counts.join(', ')})`,
    countOf(stats.operations, 'operation'),
    paginated(stats.paginated),
  ];
  const folder = withSlashes(displayPath).replace(/\/?$/, '/');
  const imports = detected === undefined ? '' : `; ${importsOf(detected, cwd)}`;
  const note = dryRun ? ' (dry run: nothing was written)' : '';
  return `${folder}  ${parts.join(', ')} in ${seconds.toFixed(2)} s${imports}${note}`;
}

/** Returns what the project around a client has that keeps it from compiling, and what to do. */
async function projectLines({ detected, output, displayPath, options }: Job, cwd: string): Promise<string[]> {
  const outdated = await outdatedLibraries(output, options.with ?? []);
  return [
    ...(detected?.conflict === undefined ? [] : [detected.conflict]),
    ...outdated.map(({ integration, name, oldest, installed, folder, advice }) => {
      const file = `${withSlashes(displayPath).replace(/\/?$/, '/')}${integration}.ts`;
      const place = toDisplayPath(folder, cwd);
      return makePrintable(`${file} needs ${name} ${oldest} or later, and ${place} is ${installed}. ${advice}.`);
    }),
  ];
}

/** Returns the ending of imports and what decided it: `imports end in .ts (tsconfig.json: allowImportingTsExtensions)`. */
function importsOf({ extension, file, reason }: DetectedExtension, cwd: string): string {
  const imports = extension === 'none' ? 'imports have no ending' : `imports end in .${extension}`;
  const why = file === undefined ? reason : `${toDisplayPath(file, cwd)}: ${reason}`;
  return `${imports} (${makePrintable(why)})`;
}

function paginated(byStyle: GenerateStats['paginated']): string {
  const styles = Object.entries(byStyle);
  const total = styles.reduce((sum, [, number]) => sum + number, 0);
  return total === 0
    ? 'none paginated'
    : `${total} paginated (${styles.map(([style, number]) => `${style} ${number}`).join(', ')})`;
}
