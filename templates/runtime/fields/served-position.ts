import type { WalkState } from '../paginator/checkpoint.js';
import { PaginationProtocolError } from '../paginator/errors.js';
import type { PageAnswer } from './answer.js';
import { type ResponseField, readCount } from './values.js';

/**
 * Compares the position that the server says it served with the requested one. Returns `'end'` if a request that only
 * confirms the end got an earlier page: some servers clamp a position past the end to the last page.
 *
 * Throws `PaginationProtocolError` if they differ otherwise.
 */
export type PositionCheck = (
  operation: string,
  state: WalkState,
  page: PageAnswer,
  requested: number,
  start: number,
) => 'served' | 'end';

/** Reads the served position. `start` is where the server's numbering begins, if it differs from the request's. */
export function servedPosition(field: ResponseField, start?: number): PositionCheck {
  return (operation, state, page, requested, ownStart) => {
    const served = page.count === 0 ? undefined : readCount(page, field);
    if (served === undefined) return 'served';
    const expected = requested - ownStart + (start ?? ownStart);
    if (served === expected) return 'served';
    if (state.isConfirming && served < expected) return 'end';
    throw new PaginationProtocolError(
      operation,
      `asked for position ${expected}, but the answer says that it begins at ${served}: the declared start is wrong, or the server serves another page than the one asked for`,
      page,
    );
  };
}
