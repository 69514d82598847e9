import type { ClientCore } from '../client.js';
import { runAbortable, type Signals, sleep } from './abortable.js';
import { type RequestSlot, stateOf } from './client-state.js';

/** A place among the requests in flight, of which a client has `maxConcurrency`. */
export class Slot implements RequestSlot {
  readonly #client: ClientCore;
  #isTaken = false;

  constructor(client: ClientCore) {
    this.#client = client;
  }

  /** Waits for a free place, and until a pause that a 429 asked for is over. */
  async take(signals: Signals): Promise<void> {
    const state = stateOf(this.#client);
    const { maxConcurrency = Infinity } = this.#client.config;
    for (;;) {
      for (const signal of signals) signal?.throwIfAborted();
      const pause = state.resumeAt - Date.now();
      if (pause > 0) await sleep(pause, signals);
      else if (state.active < maxConcurrency) break;
      else await runAbortable(signals, () => new Promise<void>((resolve) => state.waiting.push(resolve)));
    }
    state.active++;
    this.#isTaken = true;
  }

  free(): void {
    if (!this.#isTaken) return;
    this.#isTaken = false;
    const state = stateOf(this.#client);
    state.active--;
    // All wake and one gets the place: a waiter that was aborted meanwhile must not take the turn with it.
    for (const wake of state.waiting.splice(0)) wake();
  }
}
