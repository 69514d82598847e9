import { mkdir, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { InputError } from '../diagnostics/input-error.ts';

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
