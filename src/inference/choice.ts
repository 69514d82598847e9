import type { StyleName } from '../ir/pagination.ts';
import type { Evidence, Finding } from './finding.ts';
import type { RequestPlace } from './request-places.ts';
import type { RequestEvidence } from './request-roles.ts';

/** A style, where a page begins and what leads to the next one, with what says so. */
export interface Choice extends Pick<Finding, 'style' | 'position' | 'next'> {
  readonly evidence: readonly Evidence[];
}

/** What a position in the request says, by its strength. */
const POSITION_WEIGHT = [0, 0.3, 0.5, 0.65];

/** What a field that leads to the next page says, by its strength. */
export const NEXT_WEIGHT: readonly number[] = [0, 0.4, 0.6, 0.75];

export function positionEvidence(role: string, { place, strength }: RequestEvidence): Evidence {
  const where = place.in === 'body' ? `\`${place.key}\` of the body` : `the ${place.in} parameter \`${place.key}\``;
  return { weight: POSITION_WEIGHT[strength]!, reason: `${where} is ${role === 'offset' ? 'an' : 'a'} ${role}` };
}

/** The cursor styles are called after where the request carries the cursor. */
export function cursorStyle(place: RequestPlace): StyleName {
  return `cursor-${place.in}`;
}
