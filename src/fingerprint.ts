import { basename, dirname } from 'node:path';
import type { GenerateOptions } from './generate.ts';
import { absolutePath, relativeName } from './paths/paths.ts';
import { isRemote } from './resolve/reach.ts';
import { version } from './version.ts';
import { hashOf } from './write/hash.ts';

/**
 * One hash of everything that decides what the output is: equal fingerprints, equal files. Paths in it are relative to
 * the document, so that the same project gives the same hash on every machine.
 *
 * @param root absolute path of the document
 * @param inputs absolute path → SHA-256 of the text, for every file that was read
 */
export function fingerprintOf(
  options: Omit<GenerateOptions, 'document'>,
  root: string,
  inputs: Iterable<readonly [file: string, hash: string]>,
): string {
  const overlays = (options.overlays ?? []).map((path) => nameOf(absolutePath(options.cwd ?? '.', path), root));
  const { name = '', importExtension = 'js', lenient = false, dialect = '' } = options;
  const { include = [], exclude = [], paginatedOnly = false, with: integrations = [] } = options;
  const named = [...inputs].map(([file, hash]): [string, string] => [nameOf(file, root), hash]);
  return hashOf(
    JSON.stringify([
      { version, name, importExtension, lenient, dialect, overlays, include, exclude, paginatedOnly, integrations },
      named.sort(([a], [b]) => (a < b ? -1 : 1)),
    ]),
  );
}

/** How a file is called from the folder of the document. */
export function nameOf(file: string, root: string): string {
  if (file === root) return basename(file);
  return isRemote(file) ? file : relativeName(file, dirname(root));
}
