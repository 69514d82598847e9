import type { StyleName } from '../model/strategy.ts';
import type { Conventions } from './conventions.ts';
import type { Detection, Evidence, Signs } from './evidence.ts';
import type { RequestPlace } from './request-places.ts';
import type { RequestEvidence } from './request-roles.ts';

/** A style, its position and the source of the next position, with the evidence for them. */
export interface Choice extends Pick<Detection, 'style' | 'position' | 'next'> {
  readonly evidence: readonly Evidence[];
}

/** Weight of a request field that holds a position, by its strength. */
const POSITION_WEIGHT = [0, 0.3, 0.5, 0.65];

/** Weight of a response field that leads to the next page, by its strength. */
export const NEXT_WEIGHT: readonly number[] = [0, 0.4, 0.6, 0.75];

export function positionEvidence(role: string, { place, strength }: RequestEvidence): Evidence {
  const where = place.in === 'body' ? `\`${place.key}\` of the body` : `the ${place.in} parameter \`${place.key}\``;
  return { weight: POSITION_WEIGHT[strength]!, reason: `${where} is ${role === 'offset' ? 'an' : 'a'} ${role}` };
}

/** Returns the cursor style for a place: the names of the cursor styles end with the location of the parameter. */
export function cursorStyle(place: RequestPlace): StyleName {
  return `cursor-${place.in}`;
}

/** Chooses a page number or an offset: the one with the stronger evidence or, in a tie, the usual one of the API. */
export function chooseCounted({ request, response }: Signs, conventions: Conventions): Choice | undefined {
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

/** True if the client can compute the next value of a cursor, because it also looks like a page number or an offset. */
export function isCounted(signs: Signs, { place }: RequestEvidence): boolean {
  return [...signs.request.page, ...signs.request.offset].some((each) => each.place === place && each.strength >= 2);
}
