import { lstat, mkdir, readdir, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { InputError } from '../shared/diagnostic.ts';
import { makeFolders, removeFolders } from './save-text.ts';

const NAME = /^\.pagegen-(\d+)$/;

/** No write takes this long. An older staging folder belongs to a process that died, even if its number is in use. */
const MAX_AGE = 10 * 60_000;

/**
 * Makes the hidden folder that a write stages its files in. Its name contains the process number, so it is also a lock.
 * Folders of processes that died are removed.
 *
 * @returns its absolute path
 * @throws InputError `output-busy` if another process is writing into the same output folder
 */
export async function makeStaging(folder: string): Promise<string> {
  for (const name of await readdir(folder)) {
    const pid = NAME.exec(name)?.[1];
    if (pid === undefined) continue;
    if (isAlive(Number(pid)) && (await ageOf(join(folder, name))) < MAX_AGE) {
      throw new InputError('output-busy', `Process ${pid} is writing into ${folder}.`, {
        hint: `Wait for it to end. If it is not pagegen, remove ${join(folder, name)}.`,
      });
    }
    await rm(join(folder, name), { recursive: true, force: true });
  }
  const staging = join(folder, `.pagegen-${process.pid}`);
  await mkdir(staging);
  return staging;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // The process is alive and belongs to another user.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function ageOf(path: string): Promise<number> {
  return Date.now() - (await stat(path)).mtimeMs;
}

/**
 * Changes to a folder of which all happen or none. New files are staged in a hidden folder inside, which is on the same
 * file system. Old files are moved there, so every step can be undone.
 */
export interface Transaction {
  /** Writes the new text for a path into the staging folder. */
  stage(path: string, text: string): Promise<void>;
  /** Moves the file at a path into the staging folder. */
  remove(path: string): Promise<void>;
  /** Moves a staged file to its path. With `replaces` it replaces the file there; without, the path must be free. */
  place(path: string, replaces: boolean): Promise<void>;
  /** Undoes all steps, the last one first. */
  rollback(): Promise<void>;
  /** Removes the staging folder. */
  finish(): Promise<void>;
}

/** Begins a transaction in `folder`, and creates the folder if it is missing. */
export async function beginTransaction(folder: string): Promise<Transaction> {
  const undo: (() => Promise<unknown>)[] = [];
  await makeFolder(folder, undo);
  const staging = await makeStaging(folder).catch(async (error: unknown) => {
    for (const step of undo) await step();
    throw error;
  });
  undo.push(() => rm(staging, { recursive: true, force: true }));
  const staged = new Map<string, string>();
  let counter = 0;

  async function move(from: string, to: string): Promise<void> {
    await rename(from, to);
    undo.push(() => rename(to, from));
  }

  async function remove(path: string): Promise<void> {
    counter++;
    await move(join(folder, path), join(staging, `old-${counter}`));
    await removeEmptyFolders(folder, dirname(path), undo);
  }

  return {
    remove,
    async stage(path, text) {
      counter++;
      const file = join(staging, `new-${counter}`);
      await writeFile(file, text, { flag: 'wx' });
      staged.set(path, file);
    },
    async place(path, replaces) {
      const file = staged.get(path);
      if (file === undefined) throw new Error(`Not staged: ${path}`);
      counter++;
      if (replaces) await move(join(folder, path), join(staging, `old-${counter}`));
      else await refuseIfTaken(join(folder, path));
      await makeFolder(dirname(join(folder, path)), undo);
      await move(file, join(folder, path));
    },
    async rollback() {
      try {
        for (const step of undo.reverse()) await step();
      } catch (cause) {
        const message = `Cannot restore ${folder} after a failed write: the old files are in ${staging}.`;
        throw new InputError('output-unwritable', message, { cause });
      }
    },
    finish: () => rm(staging, { recursive: true, force: true }),
  };
}

/** Throws if a file exists at the path: another program may have created it since the path was inspected. */
async function refuseIfTaken(path: string): Promise<void> {
  const there = await lstat(path).catch(() => undefined);
  if (there)
    throw new InputError('foreign-file', `${path} is in the way: it was not written by pagegen. Nothing was written.`);
}

async function makeFolder(folder: string, undo: (() => Promise<unknown>)[]): Promise<void> {
  const made = await makeFolders(folder);
  // Remove only the folders that this run made, and only while they are empty.
  if (made.length > 0) undo.push(() => removeFolders(made));
}

async function removeEmptyFolders(folder: string, below: string, undo: (() => Promise<unknown>)[]): Promise<void> {
  for (let path = below; path !== '.'; path = dirname(path)) {
    const full = join(folder, path);
    try {
      await rmdir(full);
    } catch {
      return;
    }
    undo.push(() => mkdir(full));
  }
}
