import { isNumber } from './place.ts';
import type { RequestPlace } from './request-places.ts';
import {
  cursorStrength,
  limitStrength,
  offsetStrength,
  pageStrength,
  RANGE_ENDS,
  RANGE_STARTS,
} from './request-strengths.ts';
import { hasOnly } from './words.ts';

export type RequestRole = 'cursor' | 'offset' | 'page' | 'limit';

/** Evidence for a role: 3 if the name states it, 2 if the name suggests it, 1 if the response has to confirm it. */
export type Strength = 1 | 2 | 3;

export interface RequestEvidence {
  readonly place: RequestPlace;
  readonly strength: Strength;
}

const ROLES: { readonly [Role in RequestRole]: (place: RequestPlace) => number } = {
  cursor: cursorStrength,
  offset: offsetStrength,
  page: pageStrength,
  limit: limitStrength,
};

/** Finds the places that can have a role, the strongest evidence first; equal ones are in document order. */
export function findRole(role: RequestRole, places: readonly RequestPlace[]): RequestEvidence[] {
  const names = new Set(places.map(({ words }) => words.join(' ')));
  return places
    .map((place) => ({ place, strength: strengthOf(role, place, names) }))
    .filter((found): found is RequestEvidence => found.strength > 0)
    .sort((a, b) => b.strength - a.strength);
}

function strengthOf(role: RequestRole, place: RequestPlace, names: Names): number {
  const known = strengthAmongSiblings(role, place, names);
  if (known !== undefined) return known;
  // A deprecated parameter still works, but its replacement is the better choice.
  const strength = Math.max(0, Math.min(3, ROLES[role](place) - (place.deprecated ? 1 : 0)));
  return place.isInUnrelatedObject ? Math.min(1, strength) : strength;
}

/** Names of all places of one request, as words. */
type Names = ReadonlySet<string>;

/** Returns the strength that follows from the other parameters of the request; undefined if they decide nothing. */
function strengthAmongSiblings(role: RequestRole, place: RequestPlace, names: Names): number | undefined {
  const name = place.words.join(' ');
  if (role === 'cursor' && names.has('since id') && names.has('max id')) {
    // Twitter's convention: the list begins with the newest, `max_id` selects the next page, `since_id` ends the list.
    if (name === 'since id') return 0;
    if (name === 'max id') return 2;
  }
  if (role !== 'offset') return undefined;
  // `first` alone is a page size; together with `max` it is an offset.
  if (name === 'first' && isNumber(place) && MOST.some((most) => names.has(most))) return 2;
  return isRangeStart(place.words, names) ? 0 : undefined;
}

const MOST = ['max', 'limit', 'size', 'count'];

/**
 * True if a name is the start of a range filter, such as `start` with `end` or `from` with `to`. An `endDate` that has
 * its own `startDate` belongs to another range.
 */
function isRangeStart(words: readonly string[], names: Names): boolean {
  if (!hasOnly(words, RANGE_STARTS)) return false;
  return [...names].some((name) => {
    const [end = '', ...rest] = name.split(' ');
    const isOfAnother = rest.length > 0 && [...RANGE_STARTS].some((start) => names.has([start, ...rest].join(' ')));
    return RANGE_ENDS.has(end) && rest.every((word) => RANGE_ENDS.has(word)) && !isOfAnother;
  });
}
