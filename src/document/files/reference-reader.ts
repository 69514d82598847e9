import { lstat, realpath } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { InputError } from '../../shared/diagnostic.ts';
import { absolutePath, isBelow } from '../../shared/paths.ts';
import { readText } from './read-text.ts';

export interface ReferenceOptions {
  /** Folders, beside the document's own, whose files references may lead to. Default: none. */
  readonly allowRefs?: readonly string[] | undefined;
  /** Origins, such as `https://specs.example.com`, that documents may be fetched from. Default: none. */
  readonly allowRemote?: readonly string[] | undefined;
  /** Whether those may be hosts of this machine or its network. Default: false. */
  readonly allowPrivate?: boolean | undefined;
  /** Origin → headers (credentials, say) that are sent to it alone. Default: none. */
  readonly remoteHeaders?: Readonly<Record<string, Readonly<Record<string, string>>>> | undefined;
}

/** What references may lead to, and how to read it. */
export interface ReferenceReader {
  readonly folders: readonly string[];
  readonly origins: readonly string[];
  /** The text of a file or of a fetched document that a reference leads to. */
  read(file: string): Promise<string>;
}

/** @throws InputError `invalid-origin` */
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
        // The network is touched, and its modules are loaded, only where it was allowed.
        const { readRemote } = await import('./read-remote.ts');
        return readRemote(file, { origins, allowPrivate, headers });
      }
      await guard(file);
      return readText(file);
    },
  };
}

/** An origin as `URL` writes it: no path, no default port. */
function originOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url !== undefined && /^https?:$/.test(url.protocol) && /^\/?$/.test(url.pathname + url.search + url.hash)) {
    return url.origin;
  }
  throw new InputError('invalid-origin', `${text} is no origin.`, { hint: 'Write it like https://specs.example.com.' });
}

/** Rejects with `reference-outside-folder` where a file lies elsewhere than its path says. */
export type FolderGuard = (file: string) => Promise<void>;

/**
 * Keeps symbolic links from leading out of folders: a document from a stranger may come with links to any place. Paths
 * were compared before; here it is where they really lead that counts.
 */
function createFolderGuard(folders: readonly string[]): FolderGuard {
  const roots = Promise.all(folders.map((folder) => realpath(folder).catch(() => folder)));
  // A folder is looked up once, however many of its files are read.
  const parents = new Map<string, Promise<string>>();
  return async (file) => {
    const folder = dirname(file);
    const parent = parents.get(folder) ?? realpath(folder);
    parents.set(folder, parent);
    const real = await realOf(file, parent).catch(() => undefined);
    // What is not there has no place to lead to; reading it says so.
    if (real === undefined || (await roots).some((root) => isBelow(real, root))) return;
    throw new InputError(
      'reference-outside-folder',
      `${file} is a link that leads out of the folder of the document.`,
      {
        hint: `Allow the folder that it leads to: \`--allow-refs ${dirname(real)}\`.`,
      },
    );
  };
}

async function realOf(file: string, parent: Promise<string>): Promise<string> {
  return (await lstat(file)).isSymbolicLink() ? realpath(file) : join(await parent, basename(file));
}
