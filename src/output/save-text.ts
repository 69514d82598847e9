import { readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { InputError } from '../shared/diagnostic.ts';
import { makeFolders } from './make-folders.ts';

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
    throw new InputError('output-unwritable', `Cannot write ${displayPath}: ${(cause as Error).message}`, { cause });
  }
}
