import { mkdir, readFile, realpath, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { InputError, systemReason } from '../shared/diagnostic.ts';

const BYTE_ORDER_MARK = '\uFEFF';

/**
 * Replaces the text `before` of a file with `after`, in one step. A byte order mark stays.
 *
 * @throws InputError `document-changed` if the file has another text by now, `output-unwritable`
 */
export async function replaceText(file: string, before: string, after: string): Promise<void> {
  const there = await readFile(file, 'utf8').catch(() => '');
  const mark = there.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : '';
  if (there !== mark + before) {
    throw new InputError(
      'document-changed',
      `${file} was changed while it was being linted; its fixes were not written.`,
    );
  }
  await saveText(file, mark + after);
}

/**
 * Writes a file completely or not at all. An existing file is replaced in one step and keeps its permissions. If the
 * path is a symbolic link, the link stays and its target is replaced.
 *
 * @param displayPath path of the file in messages
 * @throws InputError `output-unwritable`
 */
export async function saveText(path: string, text: string, displayPath: string = path): Promise<void> {
  const target = await realpath(path).catch(() => path);
  const waiting = `${target}.pagegen-${process.pid}`;
  try {
    await makeFolders(dirname(target));
    const mode = await stat(target).then(
      (stats) => stats.mode,
      () => 0o666,
    );
    await writeFile(waiting, text, { flag: 'wx', mode });
    await rename(waiting, target);
  } catch (cause) {
    // If a parent is a file, this fails too. Only the first error is worth reporting.
    await rm(waiting, { force: true }).catch(() => {});
    throw new InputError('output-unwritable', `Cannot write ${displayPath}: ${systemReason(cause)}.`, { cause });
  }
}

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
