import type { StyleName } from '../ir/pagination.ts';
import { type Choice, positionEvidence } from './choice.ts';
import type { Conventions } from './conventions.ts';
import type { RequestEvidence } from './request-roles.ts';
import type { Signs } from './signs.ts';

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
