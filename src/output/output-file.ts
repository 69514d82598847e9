import { foldPath, isPortableName } from '../shared/paths.ts';

/** A file to write, as `emit` returns it. */
export interface OutputFile {
  /** Path relative to the output folder, with `/` between names. */
  readonly path: string;
  readonly text: string;
}

/**
 * True if a path stays inside the folder on every operating system: it is relative, has `/` between names, no `..` and
 * no name with a special meaning.
 */
export function isSafePath(path: string): boolean {
  return path.split('/').every(isPortableName);
}

/**
 * Checks that all files can exist in one folder, also on file systems that ignore letter case.
 *
 * @throws Error if they cannot; that is a bug in the stage that made the paths
 */
export function checkPaths(files: readonly OutputFile[], reserved: string): void {
  const seen = new Set([foldPath(reserved)]);
  for (const { path } of files) {
    if (!isSafePath(path)) throw new Error(`Unsafe path of an emitted file: ${JSON.stringify(path)}`);
    const folded = foldPath(path);
    if (seen.has(folded)) throw new Error(`Two emitted files share the path ${JSON.stringify(path)}`);
    seen.add(folded);
  }
}
