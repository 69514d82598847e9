import type { Schemas } from '../model/schema-kinds.ts';
import { parsePointer } from '../shared/json.ts';
import { type Choice, countedPosition, isCounted, NEXT_WEIGHT, positionEvidence } from './choice.ts';
import { asSiblings, keyset, tokenInBody, tokenInHeader } from './choose-cursor.ts';
import type { Conventions } from './conventions.ts';
import type { Signs } from './evidence.ts';
import type { RequestEvidence } from './request-roles.ts';
import type { ResponseArray, ResponsePlace } from './response-places.ts';
import { hasAny, wordSet, wordsOf } from './words.ts';

/**
 * The style that an operation seems to have. A token that the response gives comes first; then a position that the
 * client can count by itself; a URL or `Link` header where there is no such position, or where the request has a token
 * that only the URL can know; then a keyset. Undefined where nothing leads from one page to the next.
 */
export function chooseStyle(
  signs: Signs,
  items: ResponseArray,
  conventions: Conventions,
  schemas: Schemas,
): Choice | undefined {
  const lone = signs.request.cursor.find((cursor) => cursor.strength >= 2 && !isCounted(signs, cursor));
  const counted = countedPosition(signs, conventions);
  return (
    tokenInBody(signs, items) ??
    (lone && tokenInHeader(signs, lone)) ??
    (counted === undefined || lone !== undefined || isServerDriven(signs) ? urlInBody(signs) : undefined) ??
    (counted === undefined || lone !== undefined || isOnlyEnd(signs) ? linkHeader(signs, lone) : undefined) ??
    (lone && keyset(signs, lone, items, schemas)) ??
    (lone && asSiblings(lone, items, conventions, schemas)) ??
    counted
  );
}

/** A URL in the body of the response. */
function urlInBody(signs: Signs): Choice | undefined {
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
function linkHeader({ link, request }: Signs, cursor: RequestEvidence | undefined): Choice | undefined {
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
function isServerDriven(signs: Signs): boolean {
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
function isOnlyEnd(signs: Signs): boolean {
  return signs.link?.strength === 3 && hasNoEnd(signs);
}

function hasNoEnd({ response }: Signs): boolean {
  return [...response.total, ...response.totalPages, ...response.hasMore].every(({ strength }) => strength < 2);
}

const TWINS = wordSet('prev previous first last self');
const LINKS = wordSet('link links');
