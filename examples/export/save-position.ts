import { open, rename } from 'node:fs/promises';
import type { Checkpoint } from './client/index.ts';

/** The progress of an export. */
export interface Position {
  readonly checkpoint: Checkpoint;
  /** Length of the file, up to the last row of the page. */
  readonly bytes: number;
  readonly rows: number;
}

/** Replaces the saved position in one step: after a crash, the file contains either the previous position or this one. */
export async function savePosition(path: string, position: Position): Promise<void> {
  const file = await open(`${path}.new`, 'w');
  await file.writeFile(JSON.stringify(position));
  await file.datasync();
  await file.close();
  await rename(`${path}.new`, path);
}
