import { lstat, realpath } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { InputError } from '../../shared/diagnostic.ts';
import { absolutePath, isBelow } from '../../shared/paths.ts';
import { readText } from './read-text.ts';

export interface ReferenceOptions {
  /** Folders that references may lead to, in addition to the folder of the document. Default: none. */
  readonly allowRefs?: readonly string[] | undefined;
  /** Origins to fetch documents from, such as `https://specs.example.com`. Default: none. */
  readonly allowRemote?: readonly string[] | undefined;
  /** Allow origins on this machine and its network. Default: false. */
  readonly allowPrivate?: boolean | undefined;
  /** Origin → headers, such as credentials, that are sent to this origin only. Default: none. */
  readonly remoteHeaders?: Readonly<Record<string, Readonly<Record<string, string>>>> | undefined;
}

/** Reads the files that references lead to, within the folders and origins that are allowed. */
export interface ReferenceReader {
  readonly folders: readonly string[];
  readonly origins: readonly string[];
  /** Reads the text of a file or URL that a reference leads to. */
  read(file: string): Promise<string>;
}

/**
 * Creates the reader for a document in `folder`.
 *
 * @throws InputError `invalid-origin`
 */
export function createReader(options: ReferenceOptions, folder: string, cwd: string): ReferenceReader {
  const folders = (options.allowRefs ?? []).map((path) => absolutePath(cwd, path));
  const origins = (options.allowRemote ?? []).map(originOf);
  const headers = new Map(
    Object.entries(options.remoteHeaders ?? {}).map(([origin, each]) => [originOf(origin), each]),
  );
  const allowPrivate = options.allowPrivate ?? false;
  const guard = createFolderGuard([folder, ...folders]);
  return {
    folders,
    origins,
    async read(file) {
      if (/^https?:\/\//i.test(file)) {
        // Load the network modules only for documents that use them.
        const { readRemote } = await import('./read-remote.ts');
        return readRemote(file, { origins, allowPrivate, headers });
      }
      await guard(file);
      return readText(file);
    },
  };
}

/** Returns an origin in the form of `URL`: no path and no default port. */
function originOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url !== undefined && /^https?:$/.test(url.protocol) && /^\/?$/.test(url.pathname + url.search + url.hash)) {
    return url.origin;
  }
  throw new InputError('invalid-origin', `${text} is not an origin.`, {
    hint: 'Write a scheme and a host, such as https://specs.example.com.',
  });
}

/** Rejects with `reference-outside-folder` if a file is really located outside the allowed folders. */
export type FolderGuard = (file: string) => Promise<void>;

/**
 * Creates a check that no symbolic link leads out of the folders: a document from a stranger may come with links to any
 * place. Paths were compared earlier; this check resolves the links.
 */
function createFolderGuard(folders: readonly string[]): FolderGuard {
  const roots = Promise.all(folders.map((folder) => realpath(folder).catch(() => folder)));
  // Resolve each folder once, for all of its files.
  const parents = new Map<string, Promise<string>>();
  return async (file) => {
    const folder = dirname(file);
    const parent = parents.get(folder) ?? realpath(folder);
    parents.set(folder, parent);
    const real = await realOf(file, parent).catch(() => undefined);
    // If the file does not exist, let the read report it.
    if (real === undefined || (await roots).some((root) => isBelow(real, root))) return;
    throw new InputError(
      'reference-outside-folder',
      `${file} is a symbolic link to a file outside the folder of the document.`,
      {
        hint: `To read it, allow its folder: \`--allow-refs ${dirname(real)}\`.`,
      },
    );
  };
}

async function realOf(file: string, parent: Promise<string>): Promise<string> {
  return (await lstat(file)).isSymbolicLink() ? realpath(file) : join(await parent, basename(file));
}
