import { parsePointer } from '../ir/json-pointer.ts';
import { type Choice, NEXT_WEIGHT, positionEvidence } from './choice.ts';
import type { RequestEvidence } from './request-roles.ts';
import type { ResponsePlace } from './response-places.ts';
import type { Signs } from './signs.ts';
import { hasAny, wordSet, wordsOf } from './words.ts';

/** A URL in the body of the response. */
export function urlInBody(signs: Signs): Choice | undefined {
  const found = signs.response.nextUrl[0];
  if (found === undefined) return undefined;
  const position = signs.request.cursor[0] ?? signs.request.page[0] ?? signs.request.offset[0];
  if (found.strength < 2 && position === undefined && signs.request.limit.length === 0) return undefined;
  return {
    style: 'next-url',
    ...(position !== undefined && { position: position.place }),
    next: { kind: 'nextUrl', place: found.place },
    evidence: [
      {
        weight: NEXT_WEIGHT[found.strength]!,
        reason: `the response gives the URL of the next page in ${found.place.pointer}`,
      },
    ],
  };
}

/** The `Link` header. */
export function linkHeader({ link, request }: Signs, cursor: RequestEvidence | undefined): Choice | undefined {
  if (link === undefined || (cursor === undefined && request.limit.length === 0 && link.strength < 3)) return undefined;
  const evidence = [{ weight: link.strength === 3 ? 0.65 : 0.35, reason: link.reason }];
  if (cursor !== undefined) evidence.unshift(positionEvidence('cursor', cursor));
  const position = cursor ?? request.page[0] ?? request.offset[0];
  return { style: 'link-header', ...(position !== undefined && { position: position.place }), evidence };
}

/**
 * Whether a next URL is how the server wants to be paged, though the client could count: one link that stands alone
 * (OData's server-driven paging), or the only thing that says where the list ends. A set of links to the first, last,
 * previous and next page beside a total is but a service to browsers.
 */
export function isServerDriven(signs: Signs): boolean {
  const found = signs.response.nextUrl[0];
  if (found === undefined || found.strength < 3) return false;
  return !isOneOfLinks(found.place) || hasNoEnd(signs);
}

/** Whether a link is one of a set, `{ self, first, prev, next, last }`. */
function isOneOfLinks(place: ResponsePlace): boolean {
  return place.siblings.some((name) => hasAny(wordsOf(name), TWINS)) || isAmongLinks(place);
}

/** Whether a link stands in `links`, as a text or as an object, as frameworks put them into every response. */
export function isAmongLinks({ parent }: ResponsePlace): boolean {
  return (parsePointer(parent) ?? []).some((name) => hasAny(wordsOf(name), LINKS));
}

/** Whether the `Link` header, declared for this very operation, is the only thing that says where the list ends. */
export function isOnlyEnd(signs: Signs): boolean {
  return signs.link?.strength === 3 && hasNoEnd(signs);
}

function hasNoEnd({ response }: Signs): boolean {
  return [...response.total, ...response.totalPages, ...response.hasMore].every(({ strength }) => strength < 2);
}

const TWINS = wordSet('prev previous first last self');
const LINKS = wordSet('link links');
