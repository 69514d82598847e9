import { constants, type Stats } from 'node:fs';
import { type FileHandle, open, readFile, stat } from 'node:fs/promises';

/** Time to wait for a program that writes to a pipe. */
const PATIENCE_MS = 3000;

/** The greatest length of a string in V8. */
const MAX_LENGTH = 2 ** 29 - 24;

const CHUNK = 2 ** 16;

/**
 * Reads a file, a pipe or a device. Waits for a pipe in turns: a thread that is blocked in `open` cannot be stopped, so
 * that the process would not even end on Ctrl-C.
 *
 * @throws Error of the operating system, or one that says that the file is too large
 */
export async function readBytes(file: string): Promise<Uint8Array> {
  const stats = await stat(file);
  if (stats.size > MAX_LENGTH) throw tooLarge();
  if (!stats.isFIFO() && !stats.isCharacterDevice()) return readFile(file);
  const handle = await open(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    return await readPipe(handle, stats);
  } finally {
    await handle.close();
  }
}

async function readPipe(handle: FileHandle, stats: Stats): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  const end = Date.now() + PATIENCE_MS;
  // Until a program opens a pipe to write, reading returns no bytes, as it does at the end.
  let isOpened = !stats.isFIFO();
  for (let length = 0; ; ) {
    const bytes = await readSome(handle);
    const isEnd = bytes?.length === 0;
    if (isEnd && isOpened) return Buffer.concat(chunks);
    isOpened ||= !isEnd;
    if (bytes !== undefined && !isEnd) {
      chunks.push(bytes);
      length += bytes.length;
      if (length > MAX_LENGTH) throw tooLarge();
      continue;
    }
    if (!isOpened && Date.now() > end) throw new Error('it is a pipe, and no program writes to it');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Reads the bytes that are there: none at the end, undefined if more may come. */
async function readSome(handle: FileHandle): Promise<Uint8Array | undefined> {
  const buffer = new Uint8Array(CHUNK);
  try {
    const { bytesRead } = await handle.read(buffer, 0, CHUNK, null);
    return buffer.subarray(0, bytesRead);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
    return undefined;
  }
}

function tooLarge(): Error {
  return new Error(`it is larger than ${Math.floor(MAX_LENGTH / 2 ** 20)} MB`);
}
