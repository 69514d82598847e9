import type { Checkpoint } from '../../../templates/runtime/paginator/checkpoint.js';

/** Returns a checkpoint after storing it as JSON and reading it back. */
export function roundTrip(checkpoint: Checkpoint | undefined): Checkpoint | undefined {
  return checkpoint === undefined ? undefined : (JSON.parse(JSON.stringify(checkpoint)) as Checkpoint);
}
