import { InputError } from '../../shared/diagnostic.ts';
import { absolutePath } from '../../shared/paths.ts';
import { toDisplayPath } from '../../shared/pretty.ts';
import { countOf } from '../../shared/words.ts';
import type { Job, Jobs } from '../../tasks/configuration/jobs.ts';
import type { ExitCode, Io } from '../io.ts';
import type { DocumentSource } from '../next-steps.ts';
import { reportFailure } from '../report-failure.ts';
import { type FileWatcher, watchFiles } from '../watch-files.ts';
import { type JobFlags, runJob } from './generate-job.ts';

/**
 * Generates now, and again whenever a document, a reference, an overlay or the configuration changes, until the user
 * interrupts. Errors are printed and do not end the watch.
 *
 * @throws InputError if the configuration is wrong from the beginning; the signal's reason in the end
 */
export async function watchJobs(
  read: () => Promise<Jobs>,
  sourceOf: (job: Job, isOneOfMany: boolean) => DocumentSource,
  flags: JobFlags,
  io: Io,
): Promise<ExitCode> {
  let work: Jobs = await read();
  const watcher = await watchFiles();
  try {
    for (;;) {
      const files = await generateAll(work, sourceOf, flags, io, watcher);
      if (!flags.quiet) io.stderr.write(`Watching ${countOf(files, 'file')}; press Ctrl-C to stop.\n`);
      const changed = await watcher.next(io.signal);
      if (!flags.quiet)
        io.stderr.write(`\n${changed.map((file) => toDisplayPath(file, io.cwd)).join(', ')} changed.\n`);
      // While the configuration is wrong, keep watching the files of the last valid one.
      work = await read().catch((error: unknown) => reported(error, io) ?? work);
    }
  } finally {
    await watcher.close();
  }
}

/** Generates every job. Returns the number of watched files. */
async function generateAll(
  { jobs, inputs }: Jobs,
  sourceOf: (job: Job, isOneOfMany: boolean) => DocumentSource,
  flags: JobFlags,
  io: Io,
  watcher: FileWatcher,
): Promise<number> {
  const since = Date.now();
  const files = new Set(inputs);
  for (const job of jobs) {
    for (const file of filesOf(job)) files.add(file);
    try {
      for (const file of (await runJob(job, flags, io, jobs.length > 1, sourceOf(job, jobs.length > 1))).inputs)
        files.add(file);
    } catch (error) {
      reported(error, io);
    }
  }
  await watcher.watch(files, since);
  return files.size;
}

/** Returns the files of a job that are known before any of them is read. */
function filesOf({ options: { document, overrides = [], overlays = [], cwd = '.' } }: Job): string[] {
  const path = typeof document === 'string' ? document : document.file;
  return [path, ...overrides, ...overlays].map((file) => absolutePath(cwd, file));
}

/** Prints an error about files; rethrows every other error. */
function reported(error: unknown, io: Io): undefined {
  if (!(error instanceof InputError)) throw error;
  reportFailure(error, io, false);
}
