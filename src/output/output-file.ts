import { foldPath, isPortableName } from '../shared/paths.ts';

/** A file to be written: what `emit` gives. */
export interface OutputFile {
  /** Relative to the output folder, with `/` between names. */
  readonly path: string;
  readonly text: string;
}

/**
 * Whether a path stays inside the folder on every operating system: relative, `/` between names, no `..`, no name
 * that a file system treats specially.
 */
export function isSafePath(path: string): boolean {
  return path.split('/').every(isPortableName);
}

/**
 * Makes sure that files can stand side by side, also where upper and lower case are the same.
 *
 * @throws Error where they cannot, which is a fault of the stage before
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
