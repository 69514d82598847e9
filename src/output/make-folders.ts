import { mkdir, rmdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Makes a folder and the folders on the way to it, one at a time: on some file systems, such as `/proc`, a recursive
 * `mkdir` of Node.js 20 never returns.
 *
 * @returns the folders that were made, the outermost first
 */
export async function makeFolders(folder: string): Promise<readonly string[]> {
  const made: string[] = [];
  try {
    const missing: string[] = [];
    for (let path = folder; !(await isFolder(path)) && path !== dirname(path); path = dirname(path)) missing.push(path);
    for (const path of missing.reverse()) if (await makeFolder(path)) made.push(path);
  } catch (error) {
    await removeFolders(made);
    throw error;
  }
  return made;
}

/** Returns false if another process has made the folder meanwhile. */
async function makeFolder(path: string): Promise<boolean> {
  try {
    await mkdir(path);
    return true;
  } catch (error) {
    if (await isFolder(path)) return false;
    throw error;
  }
}

function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
}

/** Removes folders from the inside out, as long as they are empty. */
export async function removeFolders(folders: readonly string[]): Promise<void> {
  for (const folder of folders.toReversed()) await rmdir(folder).catch(() => undefined);
}
