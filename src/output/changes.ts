import { join } from 'node:path';
import { InputError } from '../shared/diagnostic.ts';
import { mapInBatches } from '../shared/in-batches.ts';
import { foldPath } from '../shared/paths.ts';
import { inspectPath } from './inspect.ts';
import { hashOf, type Manifest, type OutputFile } from './manifest.ts';

/** The changes that a write would make. Paths are relative to the output folder. */
export interface Changes {
  readonly created: readonly OutputFile[];
  readonly updated: readonly OutputFile[];
  readonly unchanged: readonly OutputFile[];
  /** Written by pagegen and no longer generated. */
  readonly deleted: readonly string[];
  /** Written by pagegen and no longer generated, but kept because somebody edited them since. */
  readonly kept: readonly string[];
  /** Path → SHA-256 of every file that is generated now. */
  readonly hashes: ReadonlyMap<string, string>;
}

/**
 * Compares the generated files with the folder. Files in the manifest belong to pagegen, even if somebody edited them.
 *
 * @throws InputError `foreign-file`, which names every other file in the way; `symbolic-link`
 */
export async function findChanges(
  folder: string,
  files: readonly OutputFile[],
  manifest: Manifest | undefined,
  displayPath: string,
): Promise<Changes> {
  const hashes = new Map(files.map(({ path, text }) => [path, hashOf(text)]));
  const stale = await findStale(folder, manifest, hashes);
  // If the file system ignores case, `Lead.ts` in the manifest and `lead.ts` on disk are the same file.
  const ours = new Set([...(manifest?.files.keys() ?? [])].map(foldPath));
  const leaving = new Set(stale.deleted.map(foldPath));
  const changes = { created: [] as OutputFile[], updated: [] as OutputFile[], unchanged: [] as OutputFile[] };
  const foreign: string[] = [];
  const found = await mapInBatches(files, ({ path }) => inspectPath(folder, path));
  for (const [index, file] of files.entries()) {
    const there = found[index];
    const makesRoom = leaving.has(foldPath(there?.kind === 'blocked' ? there.by : file.path));
    if (there === undefined || there.kind === 'nothing' || makesRoom) changes.created.push(file);
    else if (there.kind === 'blocked') foreign.push(there.by);
    else if (there.hash === hashes.get(file.path)) changes.unchanged.push(file);
    else if (ours.has(foldPath(file.path))) changes.updated.push(file);
    else foreign.push(file.path);
  }
  if (foreign.length > 0) throw foreignFiles([...new Set(foreign)], displayPath);
  return { ...changes, ...stale, hashes };
}

async function findStale(
  folder: string,
  manifest: Manifest | undefined,
  hashes: ReadonlyMap<string, string>,
): Promise<{ deleted: string[]; kept: string[] }> {
  const stale = { deleted: [] as string[], kept: [] as string[] };
  for (const [path, hash] of manifest?.files ?? []) {
    if (hashes.has(path)) continue;
    const there = await inspectPath(folder, path);
    if (there.kind === 'file') stale[there.hash === hash ? 'deleted' : 'kept'].push(path);
  }
  return stale;
}

function foreignFiles(paths: readonly string[], displayPath: string): InputError {
  const [first = ''] = paths;
  const message =
    paths.length === 1
      ? `${join(displayPath, first)} is in the way: it was not written by pagegen.`
      : `${paths.length} files in ${displayPath} are in the way and were not written by pagegen: ${paths.join(', ')}.`;
  return new InputError('foreign-file', `${message} Nothing was written.`, {
    hint: 'Move them away, or choose another output folder.',
  });
}
