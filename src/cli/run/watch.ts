import { InputError } from '../../shared/diagnostic.ts';
import { absolutePath } from '../../shared/paths.ts';
import { displayPath } from '../../shared/pretty.ts';
import type { Job, Jobs } from '../../tasks/configuration/jobs.ts';
import type { ExitCode, Io } from '../io.ts';
import { reportFailure } from '../report-failure.ts';
import { type FileWatcher, watchFiles } from '../watch-files.ts';
import { type JobFlags, runJob } from './generate-job.ts';

/**
 * Generates, and again whenever one of the documents, their references and overlays or the configuration changes, until
 * the user interrupts. Faults are printed, and end nothing.
 *
 * @throws InputError where the configuration is wrong from the beginning; the signal's reason in the end
 */
export async function watchJobs(read: () => Promise<Jobs>, flags: JobFlags, io: Io): Promise<ExitCode> {
  let work: Jobs = await read();
  const watcher = await watchFiles();
  try {
    for (;;) {
      const files = await generateAll(work, flags, io, watcher);
      if (!flags.quiet) io.stderr.write(`Watching ${files} ${files === 1 ? 'file' : 'files'}; Ctrl-C ends.\n`);
      const changed = await watcher.next(io.signal);
      if (!flags.quiet) io.stderr.write(`\n${changed.map((file) => displayPath(file, io.cwd)).join(', ')} changed.\n`);
      // A configuration that has become wrong is watched as it was, until it is right again.
      work = await read().catch((error: unknown) => reported(error, io) ?? work);
    }
  } finally {
    await watcher.close();
  }
}

/** Gives the number of files that are watched now. */
async function generateAll({ jobs, inputs }: Jobs, flags: JobFlags, io: Io, watcher: FileWatcher): Promise<number> {
  const since = Date.now();
  const files = new Set(inputs);
  for (const job of jobs) {
    for (const file of filesOf(job)) files.add(file);
    try {
      for (const file of (await runJob(job, flags, io, jobs.length > 1)).inputs) files.add(file);
    } catch (error) {
      reported(error, io);
    }
  }
  await watcher.watch(files, since);
  return files.size;
}

/** What is known of a job's files before any of them is read. */
function filesOf({ options: { document, overlays = [], cwd = '.' } }: Job): string[] {
  const path = typeof document === 'string' ? document : document.file;
  return [path, ...overlays].map((file) => absolutePath(cwd, file));
}

/** Says what went wrong with files; all else is thrown on. */
function reported(error: unknown, io: Io): undefined {
  if (!(error instanceof InputError)) throw error;
  reportFailure(error, io, false);
}
