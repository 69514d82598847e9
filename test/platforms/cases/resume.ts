import type { Checkpoint } from '../../../templates/runtime/pagination/checkpoint.js';

/** What is left of a checkpoint that was stored as JSON. */
export function roundTrip(checkpoint: Checkpoint | undefined): Checkpoint | undefined {
  return checkpoint === undefined ? undefined : (JSON.parse(JSON.stringify(checkpoint)) as Checkpoint);
}
