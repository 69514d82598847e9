import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { mapInBatches } from '../shared/in-batches.ts';
import { type Changes, findChanges } from './changes.ts';
import { asOutputErrors, folderExists, inspectPath, refuseSharedFolder } from './inspect.ts';
import {
  checkPaths,
  FORMER_MANIFEST,
  formatManifest,
  MANIFEST,
  type Manifest,
  type OutputFile,
  parseManifest,
  type RunRecord,
} from './manifest.ts';
import { beginTransaction, type Transaction } from './transaction.ts';

export interface WriteOptions {
  /** Version of the generator, saved in the manifest. */
  readonly version: string;
  /** Hash of inputs, options and version, saved in the manifest: the `fingerprint` that `generate` returns. */
  readonly fingerprint: string;
  /** Saved in the manifest, so that a later run can tell that nothing changed. Default: none. */
  readonly record?: RunRecord | undefined;
  /** Report the changes without making them. Default: false. */
  readonly dryRun?: boolean | undefined;
  /** Aborts the write before its first change to the folder. After that, the write runs to its end. */
  readonly signal?: AbortSignal | undefined;
  /** Path of the folder in messages. Default: `folder` as it was passed. */
  readonly displayPath?: string | undefined;
}

/** The changes that a write made. Paths are relative to the output folder and sorted. */
export interface WriteReport {
  readonly created: readonly string[];
  readonly updated: readonly string[];
  readonly unchanged: readonly string[];
  /** Files of an earlier run that are no longer generated. */
  readonly deleted: readonly string[];
  /** Files that are no longer generated, but were edited since. They stay, and pagegen no longer owns them. */
  readonly kept: readonly string[];
}

/**
 * Writes the files into a folder and deletes those of an earlier run. It touches only files that are new or in the
 * folder's manifest, and overwrites their edits. Files that would not change are not written. If a step fails, it
 * undoes all steps.
 *
 * @throws InputError `shared-output-folder`, `output-not-folder`, `foreign-file`, `symbolic-link`, `invalid-manifest`, `output-busy`,
 * `output-unwritable`
 */
export async function write(folder: string, files: readonly OutputFile[], options: WriteOptions): Promise<WriteReport> {
  checkPaths(files, MANIFEST);
  const target = resolve(folder);
  const displayPath = options.displayPath ?? folder;
  await refuseSharedFolder(target, displayPath);
  const exists = await folderExists(target, displayPath);
  return asOutputErrors(displayPath, async () => {
    const before = exists ? await readManifest(target) : undefined;
    const changes = await findChanges(target, files, before, displayPath);
    const { version, fingerprint, record } = options;
    const after: Manifest = { version, fingerprint, record, files: changes.hashes };
    options.signal?.throwIfAborted();
    if (!options.dryRun && !isSettled(before, after, changes))
      await carryOut(target, changes, before, after, options.signal);
    return reportOf(changes);
  });
}

/** Returns the manifest of an existing folder, or undefined if it has none. */
export async function readManifest(folder: string): Promise<Manifest | undefined> {
  for (const name of [MANIFEST, FORMER_MANIFEST]) {
    const found = await inspectPath(folder, name);
    if (found.kind === 'nothing') continue;
    const file = join(folder, name);
    const manifest = parseManifest(found.kind === 'file' ? await readFile(file, 'utf8') : '', file);
    if (name === MANIFEST || found.kind !== 'file') return manifest;
    return { ...manifest, files: new Map([...manifest.files, [name, found.hash]]) };
  }
  return undefined;
}

function isSettled(before: Manifest | undefined, after: Manifest, { created, updated, deleted }: Changes): boolean {
  const nothingToDo = created.length + updated.length + deleted.length === 0;
  return nothingToDo && before !== undefined && formatManifest(before) === formatManifest(after);
}

/**
 * Makes the changes. It first writes a manifest that lists old and new files: if the machine stops halfway, the next
 * run still knows which files belong to pagegen.
 */
async function carryOut(
  folder: string,
  changes: Changes,
  before: Manifest | undefined,
  after: Manifest,
  signal: AbortSignal | undefined,
): Promise<void> {
  const transaction = await beginTransaction(folder);
  const { created, updated, deleted } = changes;
  const both = new Map([...(before?.files ?? []), ...after.files]);
  try {
    await stageAll(transaction, [...created, ...updated]);
    signal?.throwIfAborted();
    await placeManifest(
      transaction,
      { ...after, fingerprint: '', record: undefined, files: both },
      before !== undefined && !before.files.has(FORMER_MANIFEST),
    );
    for (const path of deleted) await transaction.remove(path);
    for (const { path } of updated) await transaction.place(path, true);
    for (const { path } of created) await transaction.place(path, false);
    await placeManifest(transaction, after, true);
  } catch (error) {
    await transaction.rollback();
    throw error;
  }
  await transaction.finish();
}

/** Stages all files at once. If one fails, it waits for the others, so that none is written during the rollback. */
async function stageAll(transaction: Transaction, files: readonly OutputFile[]): Promise<void> {
  const failures: unknown[] = [];
  await mapInBatches(files, ({ path, text }) =>
    transaction.stage(path, text).catch((error: unknown) => void failures.push(error)),
  );
  if (failures.length > 0) throw failures[0];
}

async function placeManifest(transaction: Transaction, manifest: Manifest, replaces: boolean): Promise<void> {
  await transaction.stage(MANIFEST, formatManifest(manifest));
  await transaction.place(MANIFEST, replaces);
}

function reportOf({ created, updated, unchanged, deleted, kept }: Changes): WriteReport {
  const sorted = (files: readonly OutputFile[]): string[] => files.map(({ path }) => path).sort();
  return {
    created: sorted(created),
    updated: sorted(updated),
    unchanged: sorted(unchanged),
    deleted: [...deleted].sort(),
    kept: [...kept].sort(),
  };
}
