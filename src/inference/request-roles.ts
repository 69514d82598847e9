import { offsetStrength, pageStrength } from './counted-roles.ts';
import { cursorStrength } from './cursor-role.ts';
import { limitStrength } from './limit-role.ts';
import type { RequestPlace } from './request-places.ts';
import { RANGE_ENDS, RANGE_STARTS } from './request-words.ts';
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
  const isRange = places.some(({ words }) => onlyOf(words, RANGE_ENDS));
  return (
    places
      .map((place) => ({ place, strength: strengthOf(role, place) }))
      .filter((found): found is RequestEvidence => found.strength > 0)
      // `start` and `end`, `from` and `to` are the two ends of a filter.
      .filter(({ place }) => !(isRange && role === 'offset' && onlyOf(place.words, RANGE_STARTS)))
      .sort((a, b) => b.strength - a.strength)
  );
}

function strengthOf(role: RequestRole, place: RequestPlace): number {
  // Another parameter than the deprecated one is meant to be used; where there is none, it still works.
  return Math.max(0, Math.min(3, ROLES[role](place) - (place.deprecated ? 1 : 0)));
}
