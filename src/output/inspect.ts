import { lstat, readFile, realpath, stat } from 'node:fs/promises';
import { homedir, userInfo } from 'node:os';
import nodePath, { join, type PlatformPath } from 'node:path';
import { InputError, systemReason } from '../shared/diagnostic.ts';
import { hashOf } from './manifest.ts';

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
  return new InputError('output-unwritable', `Cannot write into ${displayPath}: ${systemReason(cause)}.`, { cause });
}

async function lstatIfAny(path: string) {
  try {
    return await lstat(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/**
 * Throws if an output folder is the root of a file system, a home folder, `node_modules` or `.git`, also through symbolic links. Nobody wants
 * the 50 files of a client there: such a path is a mistake, like a variable that is not set.
 *
 * @param folder absolute path
 * @throws InputError `shared-output-folder`
 */
export async function refuseSharedFolder(folder: string, displayPath: string): Promise<void> {
  if (/^~(?:[\\/]|$)/.test(displayPath)) {
    throw refusal(
      displayPath,
      'the shell did not replace `~`',
      'Write the path of the folder without quotes around `~`.',
    );
  }
  const real = await realpath(folder).catch(() => folder);
  if (isRoot(real)) throw refusal(displayPath, 'it is the root of a file system');
  if (['node_modules', '.git'].includes(nodePath.basename(real))) {
    throw refusal(displayPath, 'other programs own that folder');
  }
  const homes = await Promise.all(homeFolders().map((home) => realpath(home).catch(() => home)));
  if (homes.some((home) => nodePath.relative(home, real) === '')) throw refusal(displayPath, 'it is a home folder');
}

/** True for `/`, for a Windows drive such as `C:\`, and for a share. */
export function isRoot(folder: string, path: PlatformPath = nodePath): boolean {
  return path.relative(path.parse(folder).root, folder) === '';
}

/** `HOME` can name another folder than the user database. */
function homeFolders(): string[] {
  try {
    return [homedir(), userInfo().homedir].filter((home) => home !== '' && !isRoot(home));
  } catch {
    // In a container, the user may have no entry in the database.
    return [homedir()].filter((home) => home !== '' && !isRoot(home));
  }
}

function refusal(displayPath: string, reason: string, hint = 'Name a folder for the client, such as `-o src/api`.') {
  return new InputError('shared-output-folder', `Cannot write into ${displayPath}: ${reason}.`, { hint });
}
