import { open, rename } from 'node:fs/promises';
import type { Checkpoint } from './client/index.js';

/** How far an export has come. */
export interface Position {
  readonly checkpoint: Checkpoint;
  /** Of the file, up to the last row of the page. */
  readonly bytes: number;
  readonly rows: number;
}

/** Replaces the saved position as a whole: a crash leaves the one before or this one. */
export async function savePosition(path: string, position: Position): Promise<void> {
  const file = await open(`${path}.new`, 'w');
  await file.writeFile(JSON.stringify(position));
  await file.datasync();
  await file.close();
  await rename(`${path}.new`, path);
}
