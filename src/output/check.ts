import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { mapInBatches } from '../shared/in-batches.ts';
import { findChanges } from './changes.ts';
import { asOutputErrors, folderExists, refuseSharedFolder } from './inspect.ts';
import { checkPaths, formatManifest, MANIFEST, type OutputFile } from './manifest.ts';
import { readManifest, type WriteOptions } from './write.ts';

/**
 * The differences between a folder and the generated files. Paths are relative and sorted, and include the manifest.
 */
export interface CheckReport {
  readonly missing: readonly string[];
  /** Files with another text than the generated one: the text on disk and the generated text. */
  readonly stale: readonly { readonly path: string; readonly before: string; readonly after: string }[];
  /** Files of an earlier run that are no longer generated, with the text on disk. */
  readonly extra: readonly { readonly path: string; readonly before: string }[];
}

/**
 * Compares a folder with the files that `write` would put there. Changes nothing.
 *
 * @throws InputError with the codes of `write`
 */
export async function check(
  folder: string,
  files: readonly OutputFile[],
  { version, fingerprint, displayPath = folder }: Pick<WriteOptions, 'version' | 'fingerprint' | 'displayPath'>,
): Promise<CheckReport> {
  checkPaths(files, MANIFEST);
  const target = resolve(folder);
  await refuseSharedFolder(target, displayPath);
  const exists = await folderExists(target, displayPath);
  return asOutputErrors(displayPath, () => compare(target, files, exists, { version, fingerprint, displayPath }));
}

async function compare(
  target: string,
  files: readonly OutputFile[],
  exists: boolean,
  {
    version,
    fingerprint,
    displayPath,
  }: Pick<WriteOptions, 'version' | 'fingerprint'> & { readonly displayPath: string },
): Promise<CheckReport> {
  const before = exists ? await readManifest(target) : undefined;
  const { created, updated, deleted, kept, hashes } = await findChanges(target, files, before, displayPath);
  const missing = created.map(({ path }) => path);
  const stale = await mapInBatches(updated, async ({ path, text }) => ({
    path,
    before: await readFile(join(target, path), 'utf8'),
    after: text,
  }));
  const extra = await mapInBatches([...deleted, ...kept], async (path) => ({
    path,
    before: await readFile(join(target, path), 'utf8'),
  }));
  const manifest = formatManifest({ version, fingerprint, files: hashes });
  const there =
    before && formatManifest({ version: before.version, fingerprint: before.fingerprint, files: before.files });
  if (there === undefined) missing.push(MANIFEST);
  else if (there !== manifest) stale.push({ path: MANIFEST, before: there, after: manifest });
  return {
    missing: missing.sort(),
    stale: stale.sort(byPath),
    extra: extra.sort(byPath),
  };
}

function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path < b.path ? -1 : 1;
}
