import { mkdir, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { InputError } from '../shared/diagnostic.ts';

const BYTE_ORDER_MARK = '\uFEFF';

/**
 * Puts `after` where a file holds `before`, all at once; a byte order mark stays.
 *
 * @throws InputError `document-changed` where the file holds something else by now, `output-unwritable`
 */
export async function replaceText(file: string, before: string, after: string): Promise<void> {
  const there = await readFile(file, 'utf8').catch(() => '');
  const mark = there.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : '';
  if (there !== mark + before) {
    throw new InputError('document-changed', `${file} was changed while it was being linted; it stays as it is.`);
  }
  await saveText(file, mark + after);
}

/**
 * Writes one file as a whole or not at all: what is there is replaced in one step, and keeps its permissions. A
 * symbolic link stays one; what it leads to is replaced.
 *
 * @param shown how messages call the file
 * @throws InputError `output-unwritable`
 */
export async function saveText(path: string, text: string, shown: string = path): Promise<void> {
  const target = await realpath(path).catch(() => path);
  const waiting = `${target}.pagegen-${process.pid}`;
  try {
    await mkdir(dirname(target), { recursive: true });
    const mode = await stat(target).then(
      (stats) => stats.mode,
      () => 0o666,
    );
    await writeFile(waiting, text, { flag: 'wx', mode });
    await rename(waiting, target);
  } catch (cause) {
    // Where a parent is a file, even this fails; the first error says more.
    await rm(waiting, { force: true }).catch(() => {});
    throw new InputError('output-unwritable', `Cannot write ${shown}: ${(cause as Error).message}`, { cause });
  }
}
