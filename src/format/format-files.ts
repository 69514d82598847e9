import { join } from 'node:path';
import type { OutputFile } from '../write/emitted-path.ts';
import { findFormatter } from './find-formatter.ts';

/** How many files are formatted at a time. */
const AT_A_TIME = 4;

/**
 * The TypeScript among the files as the formatter writes it that is set up for the folder: Biome or Prettier, whichever
 * configuration is nearest. Unchanged where there is none.
 *
 * @param folder absolute path of the output folder
 * @throws InputError `no-formatter` where the formatter is set up but not installed, or fails
 */
export async function formatFiles<File extends OutputFile>(
  files: readonly File[],
  folder: string,
): Promise<readonly File[]> {
  const formatter = await findFormatter(folder);
  if (formatter === undefined) return files;
  const formatted = [...files];
  const waiting = files.entries();
  const work = async (): Promise<void> => {
    for (const [index, file] of waiting) {
      if (!file.path.endsWith('.ts')) continue;
      formatted[index] = { ...file, text: await formatter.format(join(folder, file.path), file.text) };
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, work));
  return formatted;
}
