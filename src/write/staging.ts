import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '../diagnostics/input-error.ts';

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
