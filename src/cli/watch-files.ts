import { stat } from 'node:fs/promises';
import { dirname, isAbsolute } from 'node:path';
import { foldPath } from '../shared/paths.ts';

/** Editors write a file in several steps, and some tools many files at once. */
const QUIET_MS = 60;

/** A set of files that is looked at, and that can change. */
export interface FileWatcher {
  /**
   * Looks at these files from now on, and at no others; they need not exist. What is no absolute path is passed over.
   *
   * @param since what was written later than this (milliseconds since 1970) has changed already
   */
  watch(files: Iterable<string>, since: number): Promise<void>;
  /** Waits until files have changed, appeared or vanished; gives those. Rejects with the signal's reason. */
  next(signal: AbortSignal): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** Folders are watched rather than files, so that files which are replaced, or made later, are seen. */
export async function watchFiles(): Promise<FileWatcher> {
  const { watch } = await import('chokidar');
  /** By its fold: systems may tell of a file in another way of writing than it was asked for. */
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
  // A folder that cannot be watched is no reason to end: the others are.
  watcher.on('error', () => undefined);

  return {
    async watch(files, since) {
      wanted = new Map([...files].filter(isAbsolute).map((file) => [foldPath(file), file]));
      watcher.add([...new Set([...wanted.values()].map(dirname)), ...wanted.values()]);
      await quiet();
      // What changed while it was read, or before the system began to tell.
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
