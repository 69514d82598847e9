import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { findChanges } from './changes.ts';
import { folderExists } from './inspect.ts';
import { formatManifest, MANIFEST } from './manifest.ts';
import { checkPaths, type OutputFile } from './output-file.ts';
import { readManifest, type WriteOptions } from './write.ts';

/** How a folder differs from what is generated. Paths are relative to it, sorted; the manifest is a file like others. */
export interface CheckReport {
  readonly missing: readonly string[];
  /** With the text that is there and the one that should be. */
  readonly stale: readonly { readonly path: string; readonly before: string; readonly after: string }[];
  /** Written by an earlier run and no longer generated. With the text that is there. */
  readonly extra: readonly { readonly path: string; readonly before: string }[];
}

/**
 * Compares a folder with what `write` would make of it, and changes nothing.
 *
 * @throws InputError as `write`
 */
export async function check(
  folder: string,
  files: readonly OutputFile[],
  { version, fingerprint, shown = folder }: Pick<WriteOptions, 'version' | 'fingerprint' | 'shown'>,
): Promise<CheckReport> {
  checkPaths(files, MANIFEST);
  const target = resolve(folder);
  const before = (await folderExists(target, shown)) ? await readManifest(target) : undefined;
  const { created, updated, deleted, kept, hashes } = await findChanges(target, files, before, shown);
  const missing = created.map(({ path }) => path);
  const stale = await Promise.all(
    updated.map(async ({ path, text }) => ({ path, before: await readFile(join(target, path), 'utf8'), after: text })),
  );
  const extra = await Promise.all(
    [...deleted, ...kept].map(async (path) => ({ path, before: await readFile(join(target, path), 'utf8') })),
  );
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
