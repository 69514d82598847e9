import { lstat, realpath } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { InputError } from '../../shared/diagnostic.ts';
import { absolutePath, isBelow, isRemote } from '../../shared/paths.ts';
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
 * Creates the reader for a document in `folder`. References of a remote document may lead to its own origin.
 *
 * @param file absolute path or URL of the document
 * @throws InputError `invalid-origin`; `insecure-document`
 */
export function createReader(options: ReferenceOptions, file: string, folder: string, cwd: string): ReferenceReader {
  const own = isRemote(file) ? originOfDocument(file) : undefined;
  const folders = (options.allowRefs ?? []).map((path) => absolutePath(cwd, path));
  const origins = [...(options.allowRemote ?? []).map(originOf), ...(own === undefined ? [] : [own.origin])];
  const headers = new Map(
    Object.entries(options.remoteHeaders ?? {}).map(([origin, each]) => [originOf(origin), each]),
  );
  const allowPrivate = options.allowPrivate ?? false;
  const guard = createFolderGuard([folder, ...folders]);
  return {
    folders,
    origins,
    async read(file) {
      if (isRemote(file)) {
        // Load the network modules only for documents that use them.
        const { readRemote } = await import('./read-remote.ts');
        return readRemote(file, { origins, allowPrivate, headers, loopback: own?.loopback });
      }
      await guard(file);
      return readText(file);
    },
  };
}

/**
 * Returns the origin of a document that the user named by its URL, and whether this origin is on the user's own machine.
 *
 * @throws InputError `insecure-document`
 */
function originOfDocument(address: string): { readonly origin: string; readonly loopback: string | undefined } {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined) throw new InputError('invalid-origin', `${address} is not a URL.`);
  if (url.username + url.password !== '') {
    throw new InputError('insecure-document', `The URL of the document contains a user name or a password.`, {
      hint: `Remove them, and set PAGEGEN_REMOTE_HEADERS to {"${url.origin}": {"Authorization": "…"}}.`,
    });
  }
  const loopback = isLoopback(url) ? url.origin : undefined;
  if (url.protocol === 'http:' && loopback === undefined) {
    throw new InputError('insecure-document', `${address} is not fetched: anyone on the way could change it.`, {
      hint: 'Use https:. Without encryption, pagegen fetches documents from this machine only.',
    });
  }
  return { origin: url.origin, loopback };
}

/** True if a host name or address always means this machine. */
function isLoopback({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
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
    // If the folder does not exist, let the read report it: nobody may wait for this promise.
    const parent = parents.get(folder) ?? realpath(folder).catch(() => folder);
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
