import type { ApiError } from '../../templates/runtime/errors.js';
import type { Found } from './page-sizes.ts';
import type { Session } from './session.ts';

/** Checks that the API takes the largest offset or page number that the document allows. */
export async function checkPositions(session: Session, found: Found): Promise<void> {
  const { maxOffset, maxPage } = session.strategy.limits;
  const [name, largest] =
    maxOffset === undefined ? (['maxPage', maxPage] as const) : (['maxOffset', maxOffset] as const);
  if (largest === undefined || session.left === 0) return;
  const { error } = await session.first(undefined, largest);
  if (error?.name !== 'ApiError' || (error as ApiError).status >= 500 || (error as ApiError).status === 429) return;
  found('position-refused', `${name} ${largest} is allowed by the document and refused by the API: ${error.message}`);
}
