import { stat } from 'node:fs/promises';
import { dirname, isAbsolute } from 'node:path';
import { InputError } from '../../shared/diagnostic.ts';
import { absolutePath, foldPath } from '../../shared/paths.ts';
import { toDisplayPath } from '../../shared/pretty.ts';
import { countOf } from '../../shared/words.ts';
import type { Job, Jobs } from '../../tasks/configuration/jobs.ts';
import { type DocumentSource, reportFailure } from '../closing-lines.ts';
import type { ExitCode, Io } from '../io.ts';
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

/** Milliseconds to wait for more changes: editors write a file in several steps, and some tools many files at once. */
const QUIET_MS = 60;

/** A set of watched files, which can change. */
export interface FileWatcher {
  /**
   * Watches these files from now on, and no others. They need not exist. Ignores entries that are not absolute paths.
   *
   * @param since a file written after this time (milliseconds since 1970) counts as changed
   */
  watch(files: Iterable<string>, since: number): Promise<void>;
  /** Waits until files change, appear or vanish, and returns them. Rejects with the signal's reason. */
  next(signal: AbortSignal): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** Watches folders rather than files, to see files that are replaced or created later. */
async function watchFiles(): Promise<FileWatcher> {
  const { watch } = await import('chokidar');
  /** Files by folded path: a system may report a path in another case or normalization than the requested one. */
  let wanted: ReadonlyMap<string, string> = new Map();
  const stamps = new Map<string, number | undefined>();
  const changed = new Set<string>();
  let wake = (): void => undefined;
  const watcher = watch([], {
    ignoreInitial: true,
    depth: 0,
    ignored: (path, stats) => stats?.isFile() === true && !wanted.has(foldPath(path)),
  });
  const note = (path: string): void => {
    const file = wanted.get(foldPath(path));
    if (file === undefined) return;
    changed.add(file);
    wake();
  };
  watcher.on('all', (_event, path) => note(path));
  // If one folder cannot be watched, go on with the others.
  watcher.on('error', () => undefined);

  return {
    async watch(files, since) {
      wanted = new Map([...files].filter(isAbsolute).map((file) => [foldPath(file), file]));
      watcher.add([...new Set([...wanted.values()].map(dirname)), ...wanted.values()]);
      await quiet();
      // Find changes made while the files were read, before the system reported any.
      for (const file of wanted.values()) {
        const stamp = await stampOf(file);
        const isNews = stamps.has(file) ? stamps.get(file) !== stamp : stamp !== undefined && stamp > since;
        stamps.set(file, stamp);
        if (isNews) note(file);
      }
    },
    async next(signal) {
      while (changed.size === 0) {
        await untilWoken(signal, (ready) => {
          wake = ready;
        });
      }
      for (let before = -1; before !== changed.size; ) {
        before = changed.size;
        await quiet();
      }
      const files = [...changed].sort();
      changed.clear();
      for (const file of files) stamps.set(file, await stampOf(file));
      return files;
    },
    close: () => watcher.close(),
  };
}

function quiet(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, QUIET_MS));
}

function untilWoken(signal: AbortSignal, listen: (ready: () => void) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const abort = (): void => reject(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    listen(() => {
      signal.removeEventListener('abort', abort);
      resolve();
    });
  });
}

async function stampOf(file: string): Promise<number | undefined> {
  return stat(file).then(
    ({ mtimeMs }) => mtimeMs,
    () => undefined,
  );
}
