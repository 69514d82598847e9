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
import { onlyOf } from './words.ts';

export type RequestRole = 'cursor' | 'offset' | 'page' | 'limit';

/** How surely a place has a role: 3 the name says so, 2 it mostly does, 1 only together with a response that agrees. */
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

/** The places that may have a role, the surest first, in document order among equals. */
export function findRole(role: RequestRole, places: readonly RequestPlace[]): RequestEvidence[] {
  const names = new Set(places.map(({ words }) => words.join(' ')));
  return places
    .map((place) => ({ place, strength: strengthOf(role, place, names) }))
    .filter((found): found is RequestEvidence => found.strength > 0)
    .sort((a, b) => b.strength - a.strength);
}

function strengthOf(role: RequestRole, place: RequestPlace, names: Names): number {
  const beside = besideOthers(role, place, names);
  if (beside !== undefined) return beside;
  // Another parameter than the deprecated one is meant to be used; where there is none, it still works.
  const strength = Math.max(0, Math.min(3, ROLES[role](place) - (place.deprecated ? 1 : 0)));
  return place.isAside ? Math.min(1, strength) : strength;
}

/** What all places of one request are called, in words. */
type Names = ReadonlySet<string>;

/** What a place is because of what stands beside it; undefined where that says nothing. */
function besideOthers(role: RequestRole, place: RequestPlace, names: Names): number | undefined {
  const name = place.words.join(' ');
  if (role === 'cursor' && names.has('since id') && names.has('max id')) {
    // Newest first, the next page ends below `max_id`; `since_id` only says where to stop.
    if (name === 'since id') return 0;
    if (name === 'max id') return 2;
  }
  if (role !== 'offset') return undefined;
  // `first` alone is how many; beside a `max` it is the first of them.
  if (name === 'first' && isNumber(place) && MOST.some((most) => names.has(most))) return 2;
  return isRangeStart(place.words, names) ? 0 : undefined;
}

const MOST = ['max', 'limit', 'size', 'count'];

/** `start` and `end`, `from` and `to` are the two ends of a filter; an `endDate` that has its `startDate` is of another. */
function isRangeStart(words: readonly string[], names: Names): boolean {
  if (!onlyOf(words, RANGE_STARTS)) return false;
  return [...names].some((name) => {
    const [end = '', ...rest] = name.split(' ');
    const isOfAnother = rest.length > 0 && [...RANGE_STARTS].some((start) => names.has([start, ...rest].join(' ')));
    return RANGE_ENDS.has(end) && rest.every((word) => RANGE_ENDS.has(word)) && !isOfAnother;
  });
}
