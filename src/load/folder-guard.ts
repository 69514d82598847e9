import { lstat, realpath } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { InputError } from '../diagnostics/input-error.ts';
import { isBelow } from '../paths/paths.ts';

/** Rejects with `reference-outside-folder` where a file lies elsewhere than its path says. */
export type FolderGuard = (file: string) => Promise<void>;

/**
 * Keeps symbolic links from leading out of folders: a document from a stranger may come with links to any place. Paths
 * were compared before; here it is where they really lead that counts.
 */
export function createFolderGuard(folders: readonly string[]): FolderGuard {
  const roots = Promise.all(folders.map((folder) => realpath(folder).catch(() => folder)));
  // A folder is looked up once, however many of its files are read.
  const parents = new Map<string, Promise<string>>();
  return async (file) => {
    const folder = dirname(file);
    const parent = parents.get(folder) ?? realpath(folder);
    parents.set(folder, parent);
    const real = await realOf(file, parent).catch(() => undefined);
    // What is not there has no place to lead to; reading it says so.
    if (real === undefined || (await roots).some((root) => isBelow(real, root))) return;
    throw new InputError(
      'reference-outside-folder',
      `${file} is a link that leads out of the folder of the document.`,
      {
        hint: `Allow the folder that it leads to: \`--allow-refs ${dirname(real)}\`.`,
      },
    );
  };
}

async function realOf(file: string, parent: Promise<string>): Promise<string> {
  return (await lstat(file)).isSymbolicLink() ? realpath(file) : join(await parent, basename(file));
}
