import { stat } from 'node:fs/promises';
import { dirname, isAbsolute } from 'node:path';
import { foldPath } from '../shared/paths.ts';

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
export async function watchFiles(): Promise<FileWatcher> {
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
