import type { ResponsePlace } from './response-places.ts';
import {
  hasMoreStrength,
  isLastStrength,
  nextCursorStrength,
  nextUrlStrength,
  pageSizeStrength,
  pageStrength,
  totalPagesStrength,
  totalStrength,
} from './response-strengths.ts';
import { hasAny, wordSet } from './words.ts';

export type ResponseRole = 'nextCursor' | 'nextUrl' | 'hasMore' | 'isLast' | 'total' | 'totalPages' | 'limit' | 'page';

export interface ResponseEvidence {
  readonly place: ResponsePlace;
  /** 3 if the name states the role, 2 if the name suggests it, 1 if the request has to confirm it. */
  readonly strength: number;
}

const ROLES: { readonly [Role in ResponseRole]: (place: ResponsePlace) => number } = {
  nextCursor: nextCursorStrength,
  nextUrl: nextUrlStrength,
  hasMore: hasMoreStrength,
  isLast: isLastStrength,
  total: totalStrength,
  totalPages: totalPagesStrength,
  limit: pageSizeStrength,
  page: pageStrength,
};

/** Finds the places that can have a role, the strongest evidence first, then those nearest to the top. */
export function findResponseRole(role: ResponseRole, places: readonly ResponsePlace[]): ResponseEvidence[] {
  return places
    .map((place) => ({ place, strength: ROLES[role](place) - (hasAny(place.parentWords, BACKWARDS) ? 3 : 0) }))
    .filter(({ strength }) => strength > 0)
    .sort((a, b) => b.strength - a.strength || a.place.depth - b.place.depth);
}

const BACKWARDS = wordSet('before prev previous prior first self last');
