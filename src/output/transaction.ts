import { lstat, mkdir, readdir, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { InputError } from '../shared/diagnostic.ts';

const NAME = /^\.pagegen-(\d+)$/;

/** No write takes this long: what is older was left by a process that died, whoever has its number now. */
const MAX_AGE = 10 * 60_000;

/**
 * Makes the hidden folder that a write stages its files in. It bears the number of the process, and is a lock at the
 * same time; what a process that died has left is removed.
 *
 * @returns its absolute path
 * @throws InputError `output-busy` where another process is writing into the same output folder
 */
export async function makeStaging(folder: string): Promise<string> {
  for (const name of await readdir(folder)) {
    const pid = NAME.exec(name)?.[1];
    if (pid === undefined) continue;
    if (isAlive(Number(pid)) && (await ageOf(join(folder, name))) < MAX_AGE) {
      throw new InputError('output-busy', `Process ${pid} is writing into ${folder} at this moment.`, {
        hint: `Wait for it. If it is no pagegen, remove ${join(folder, name)}.`,
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
    // Alive, and somebody else's.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function ageOf(path: string): Promise<number> {
  return Date.now() - (await stat(path)).mtimeMs;
}

/**
 * Changes to a folder that all happen or none. New content waits in a hidden folder inside (so on the same file
 * system), old content is moved there; every step knows how to be taken back.
 */
export interface Transaction {
  /** Prepares new content for a path. Nothing else changes yet. */
  stage(path: string, text: string): Promise<void>;
  /** Moves the file at a path out of the way. */
  remove(path: string): Promise<void>;
  /** Moves staged content to its path: in place of the file there, or (`replaces` false) where nothing may be. */
  place(path: string, replaces: boolean): Promise<void>;
  /** Takes all steps back, last one first. */
  rollback(): Promise<void>;
  /** Removes what was only needed on the way. */
  finish(): Promise<void>;
}

/** Begins a transaction in `folder`, which is created where it is missing. */
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
        const message = `${folder} could not be put back as it was: the old files are in ${staging}.`;
        throw new InputError('output-unwritable', message, { cause });
      }
    },
    finish: () => rm(staging, { recursive: true, force: true }),
  };
}

/** Somebody else may have put a file there after we looked. */
async function refuseIfTaken(path: string): Promise<void> {
  const there = await lstat(path).catch(() => undefined);
  if (there)
    throw new InputError('foreign-file', `${path} is in the way: it was not written by pagegen. Nothing was written.`);
}

async function makeFolder(folder: string, undo: (() => Promise<unknown>)[]): Promise<void> {
  const first = await mkdir(folder, { recursive: true });
  if (first === undefined) return;
  // Only folders that we made, from the inside out, and only while they are empty.
  undo.push(async () => {
    for (let path = folder; ; path = dirname(path)) {
      await rmdir(path).catch(() => undefined);
      if (path === first) break;
    }
  });
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
