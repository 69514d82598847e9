import type { StyleName } from '../model/strategy.ts';
import type { Conventions } from './conventions.ts';
import type { Evidence, Finding, Signs } from './evidence.ts';
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

/** A page number or an offset: the surer of the two, then what the API mostly does. */
export function countedPosition({ request, response }: Signs, conventions: Conventions): Choice | undefined {
  const page = request.page[0];
  const offset = request.offset.find(({ place }) => place !== page?.place);
  if (page === undefined && offset === undefined) return undefined;
  const votes = (style: StyleName): number => conventions.styles.get(style) ?? 0;
  const rank = (found: RequestEvidence | undefined, style: StyleName): number =>
    found === undefined
      ? -1
      : found.strength * 1000 + votes(style) + (style === 'page' && response.totalPages.length > 0 ? 1 : 0);
  const isPage = rank(page, 'page') >= rank(offset, 'offset');
  const found = (isPage ? page : offset)!;
  const style = isPage ? 'page' : 'offset';
  return { style, position: found.place, evidence: [positionEvidence(style, found)] };
}

/** Whether a cursor is a number to count on with. */
export function isCounted(signs: Signs, { place }: RequestEvidence): boolean {
  return [...signs.request.page, ...signs.request.offset].some((each) => each.place === place && each.strength >= 2);
}
