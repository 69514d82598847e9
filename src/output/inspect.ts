import { lstat, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '../shared/diagnostic.ts';
import { hashOf } from './hash.ts';

/** The state of a path in the output folder. `blocked`: there is a folder at the path, or a file on the way to it. */
export type PathState =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'file'; readonly hash: string }
  | { readonly kind: 'blocked'; readonly by: string };

/**
 * Inspects a path below `folder`, name by name.
 *
 * @throws InputError `symbolic-link` if a name on the path is a link, because it could lead out of the folder
 */
export async function inspectPath(folder: string, path: string): Promise<PathState> {
  const names = path.split('/');
  for (const index of names.keys()) {
    const part = names.slice(0, index + 1).join('/');
    const stats = await lstatIfAny(join(folder, part));
    if (stats === undefined) return { kind: 'nothing' };
    if (stats.isSymbolicLink()) {
      throw new InputError(
        'symbolic-link',
        `${join(folder, part)} is a symbolic link, and pagegen does not write through links.`,
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
 * True if the output folder exists.
 *
 * @throws InputError `output-not-folder`
 */
export async function folderExists(folder: string, displayPath: string): Promise<boolean> {
  try {
    if ((await stat(folder)).isDirectory()) return true;
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT') return false;
    if (code !== 'ENOTDIR') throw unwritable(displayPath, cause);
  }
  throw new InputError(
    'output-not-folder',
    `Cannot write into ${displayPath}: the path is a file, or leads through one.`,
    {
      hint: 'Name a folder with `-o`.',
    },
  );
}

/**
 * Works on an output folder. An error of the operating system becomes an `InputError`.
 *
 * @throws InputError `output-unwritable`
 */
export async function asOutputErrors<Value>(displayPath: string, work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof InputError || (error as NodeJS.ErrnoException).syscall === undefined) throw error;
    throw unwritable(displayPath, error);
  }
}

/** Returns the error for a write that the operating system refused. */
function unwritable(displayPath: string, cause: unknown): InputError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new InputError('output-unwritable', `Cannot write into ${displayPath}: ${reason}`, { cause });
}

async function lstatIfAny(path: string) {
  try {
    return await lstat(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
