import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { withProgress } from '../../src/cli/progress.ts';
import { ioOf } from './in-process.ts';

/** Waits for work of some milliseconds. Returns everything that was written to standard error. */
async function writtenDuring(milliseconds: number, isTerminal: boolean, quiet = false): Promise<string> {
  const written: string[] = [];
  const stderr = { colors: false, isTerminal, write: (text: string) => void written.push(text) };
  const { io } = ioOf(process.cwd(), { stderr });
  expect(await withProgress('Reading api.yaml', sleep(milliseconds, 'done'), io, { quiet })).toBe('done');
  return written.join('');
}

describe.concurrent('progress', () => {
  it('is shown after a second, and erased in the end', async () => {
    expect(await writtenDuring(1300, true)).toBe('\r\u001B[2KReading api.yaml … 1 s\r\u001B[2K');
  });

  it('is not shown for quick work', async () => {
    expect(await writtenDuring(10, true)).toBe('');
  });

  it.each([
    ['a pipe', false, false],
    ['--quiet', true, true],
  ])('is not shown to %s', async (_name, isTerminal, quiet) => {
    expect(await writtenDuring(1300, isTerminal, quiet)).toBe('');
  });

  it('is erased when the work fails', async () => {
    const written: string[] = [];
    const stderr = { colors: false, isTerminal: true, write: (text: string) => void written.push(text) };
    const { io } = ioOf(process.cwd(), { stderr });
    const work = sleep(1300).then(() => {
      throw new Error('no');
    });
    await expect(withProgress('Reading', work, io)).rejects.toThrow('no');
    expect(written.at(-1)).toBe('\r\u001B[2K');
  });
});
