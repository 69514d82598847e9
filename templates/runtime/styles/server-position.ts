import { ClientError } from '../errors.js';
import type { WalkState } from '../paginator/checkpoint.js';

/** A position that the server keeps, as scrolls do: each request moves it on, so that a repeated one skips a page. */
export interface ServerPosition {
  /** Returns true if a refused request may be repeated, since the server has not moved on. */
  mayRepeat(status: number, headers: Headers): boolean;
  /** Throws `ClientError` (`NOT_RESUMABLE`) if the page at a state was requested before. */
  claim(operation: string, state: WalkState): void;
}

const claimed = new WeakSet<WalkState>();

export const serverPosition: ServerPosition = {
  mayRepeat: (status, headers) => status === 429 || (status === 503 && headers.has('retry-after')),
  claim(operation, state) {
    if (claimed.has(state)) {
      const message =
        'the server keeps the position of this list, so a page can be requested only once: begin a new walk';
      throw new ClientError('NOT_RESUMABLE', operation, message);
    }
    claimed.add(state);
  },
};
