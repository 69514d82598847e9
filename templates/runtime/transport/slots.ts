import type { ClientCore } from '../client.js';
import { runAbortable, type Signals, sleep } from './abortable.js';
import { stateOf } from './client-state.js';

/**
 * Waits for a free place under `maxConcurrency`, and until a pause that a 429 asked for is over. Returns a function that
 * frees the place.
 */
export async function takeSlot(client: ClientCore, signals: Signals): Promise<() => void> {
  const state = stateOf(client);
  const { maxConcurrency = Infinity } = client.config;
  for (;;) {
    for (const signal of signals) signal?.throwIfAborted();
    const pause = state.resumeAt - Date.now();
    if (pause > 0) await sleep(pause, signals);
    else if (state.active < maxConcurrency) break;
    else await runAbortable(signals, () => new Promise<void>((resolve) => state.waiting.push(resolve)));
  }
  state.active++;
  return () => {
    state.active--;
    // All wake and one gets the place: a waiter that was aborted meanwhile must not take the turn with it.
    for (const wake of state.waiting.splice(0)) wake();
  };
}
