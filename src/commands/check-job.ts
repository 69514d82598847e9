import type { Job } from '../configuration/jobs.ts';
import { unifiedDiff } from '../diagnostics/formats/diff.ts';
import type { GenerateResult } from '../index.ts';
import type { ChangedFile } from '../surface/surface-changes.ts';
import { version } from '../version.ts';
import { check } from '../write/check.ts';
import { EXIT, type ExitCode, type Io } from './io.ts';

/** How a check is reported. */
export interface CheckFlags {
  /** Stands before each path. */
  readonly prefix: string;
  readonly verbose?: boolean;
  readonly quiet?: boolean;
}

/** Names every file of an output folder that is not what is generated, on standard output; fails where there is one. */
export async function checkJob(
  job: Job,
  { files, fingerprint }: GenerateResult,
  { prefix, verbose, quiet }: CheckFlags,
  io: Io,
): Promise<ExitCode> {
  const { missing, stale, extra } = await check(job.output, files, { version, fingerprint, shown: job.shown });
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
    say(`${job.shown} is up to date: ${files.length} files.`);
    return EXIT.done;
  }
  say(`${job.shown} is not up to date: ${count} ${count === 1 ? 'file differs' : 'files differ'}. Run pagegen.`);
  return EXIT.faults;
}

/** What parses code takes longer to load than a check takes to run. */
async function printSurfaceChanges(files: readonly ChangedFile[], io: Io): Promise<void> {
  if (files.length === 0) return;
  const { surfaceChanges } = await import('../surface/surface-changes.ts');
  for (const { kind, name } of surfaceChanges(files)) io.stdout.write(`${kind.padEnd(8)} export ${name}\n`);
}
