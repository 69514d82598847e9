import { realpath } from 'node:fs/promises';
import { homedir, userInfo } from 'node:os';
import nodePath, { type PlatformPath } from 'node:path';
import { InputError } from '../shared/diagnostic.ts';

/**
 * Throws if an output folder is the root of a file system or a home folder, also through symbolic links. Nobody wants
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
