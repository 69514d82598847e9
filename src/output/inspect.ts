import { lstat, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '../shared/diagnostic.ts';
import { hashOf } from './hash.ts';

/** What stands at a path of the output folder. `blocked`: a folder stands there, or a file where a folder has to be. */
export type Found =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'file'; readonly hash: string }
  | { readonly kind: 'blocked'; readonly by: string };

/**
 * Looks at a path below `folder`, name by name.
 *
 * @throws InputError `symbolic-link` where one of the names is a link: it could lead out of the folder
 */
export async function inspect(folder: string, path: string): Promise<Found> {
  const names = path.split('/');
  for (const index of names.keys()) {
    const part = names.slice(0, index + 1).join('/');
    const stats = await lstatIfAny(join(folder, part));
    if (stats === undefined) return { kind: 'nothing' };
    if (stats.isSymbolicLink()) {
      throw new InputError(
        'symbolic-link',
        `${join(folder, part)} is a symbolic link; pagegen does not write through links.`,
        {
          hint: 'Remove the link, or choose another output folder.',
        },
      );
    }
    const isLast = index === names.length - 1;
    if (isLast ? !stats.isFile() : !stats.isDirectory()) return { kind: 'blocked', by: part };
  }
  return { kind: 'file', hash: hashOf(await readFile(join(folder, path))) };
}

/**
 * @returns whether the output folder exists
 * @throws InputError `output-not-folder`
 */
export async function folderExists(folder: string, shown: string): Promise<boolean> {
  try {
    if ((await stat(folder)).isDirectory()) return true;
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT') return false;
    if (code !== 'ENOTDIR') throw unwritable(shown, cause);
  }
  throw new InputError('output-not-folder', `Cannot write into ${shown}: it is a file, or lies below one.`, {
    hint: 'Name a folder with -o.',
  });
}

/** The operating system said no. */
export function unwritable(shown: string, cause: unknown): InputError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new InputError('output-unwritable', `Cannot write into ${shown}: ${reason}`, { cause });
}

async function lstatIfAny(path: string) {
  try {
    return await lstat(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
