import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { InputError } from '../shared/diagnostic.ts';
import { type Changes, findChanges } from './changes.ts';
import { folderExists, inspect, unwritable } from './inspect.ts';
import { formatManifest, MANIFEST, type Manifest, parseManifest, type RunRecord } from './manifest.ts';
import { checkPaths, type OutputFile } from './output-file.ts';
import { beginTransaction, type Transaction } from './transaction.ts';

export interface WriteOptions {
  /** Version of the generator, kept in the manifest. */
  readonly version: string;
  /** Of inputs, options and version, kept in the manifest: `fingerprint` of what `generate` gives. */
  readonly fingerprint: string;
  /** Kept in the manifest, for runs that find nothing changed. Default: none. */
  readonly record?: RunRecord | undefined;
  /** Only say what would be done. Default: false. */
  readonly dryRun?: boolean | undefined;
  /** Gives up before the first change to the folder; from then on the write is carried out. */
  readonly signal?: AbortSignal | undefined;
  /** How messages call the folder. Default: as it was given. */
  readonly shown?: string | undefined;
}

/** Paths relative to the output folder, sorted. */
export interface WriteReport {
  readonly created: readonly string[];
  readonly updated: readonly string[];
  readonly unchanged: readonly string[];
  /** Written by an earlier run and no longer generated. */
  readonly deleted: readonly string[];
  /** No longer generated either, but edited by hand since, so they stay. They are not ours any more. */
  readonly kept: readonly string[];
}

/**
 * Makes a folder hold exactly these files, as far as it is ours: files that are listed in its manifest are updated
 * (also where they were edited by hand) and removed, all others are never touched. All or nothing: where a step fails,
 * everything is put back. Only what changed is written.
 *
 * @throws InputError `output-not-folder`, `foreign-file`, `symbolic-link`, `invalid-manifest`, `output-busy`,
 * `output-unwritable`
 */
export async function write(folder: string, files: readonly OutputFile[], options: WriteOptions): Promise<WriteReport> {
  checkPaths(files, MANIFEST);
  const target = resolve(folder);
  const shown = options.shown ?? folder;
  const exists = await folderExists(target, shown);
  try {
    const before = exists ? await readManifest(target) : undefined;
    const changes = await findChanges(target, files, before, shown);
    const { version, fingerprint, record } = options;
    const after: Manifest = { version, fingerprint, record, files: changes.hashes };
    options.signal?.throwIfAborted();
    if (!options.dryRun && !isSettled(before, after, changes))
      await carryOut(target, changes, before, after, options.signal);
    return reportOf(changes);
  } catch (error) {
    if (error instanceof InputError || (error as NodeJS.ErrnoException).syscall === undefined) throw error;
    throw unwritable(shown, error);
  }
}

/** The manifest of a folder that exists; undefined where it has none. */
export async function readManifest(folder: string): Promise<Manifest | undefined> {
  const found = await inspect(folder, MANIFEST);
  const file = join(folder, MANIFEST);
  if (found.kind === 'nothing') return undefined;
  return parseManifest(found.kind === 'file' ? await readFile(file, 'utf8') : '', file);
}

function isSettled(before: Manifest | undefined, after: Manifest, { created, updated, deleted }: Changes): boolean {
  const nothingToDo = created.length + updated.length + deleted.length === 0;
  return nothingToDo && before !== undefined && formatManifest(before) === formatManifest(after);
}

/**
 * The manifest goes first, listing old and new files: should the machine stop half-way, the next run still knows
 * whose files these are.
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
      before !== undefined,
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

/** All at once. Where one fails, the others are waited for: what is taken back must not be written meanwhile. */
async function stageAll(transaction: Transaction, files: readonly OutputFile[]): Promise<void> {
  const results = await Promise.allSettled(files.map(({ path, text }) => transaction.stage(path, text)));
  const failure = results.find((result) => result.status === 'rejected');
  if (failure !== undefined) throw failure.reason;
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
