import type { Schemas } from '../model/schema-kinds.ts';
import { parsePointer } from '../shared/json.ts';
import { type Choice, chooseCounted, isCounted, NEXT_WEIGHT, positionEvidence } from './choice.ts';
import { chooseBodyToken, chooseHeaderToken, chooseKeyset, chooseLikeSiblings } from './choose-cursor.ts';
import type { Conventions } from './conventions.ts';
import type { Signs } from './evidence.ts';
import type { RequestEvidence } from './request-roles.ts';
import type { ResponseArray, ResponsePlace } from './response-places.ts';
import { hasAny, wordSet, wordsOf } from './words.ts';

/**
 * Chooses the style of an operation, in this order: a token that the response returns; a URL or `Link` header, unless
 * the client can count positions by itself and the request takes no token; a field of the last item; a counted
 * position. Undefined if nothing leads from one page to the next.
 */
export function chooseStyle(
  signs: Signs,
  items: ResponseArray,
  conventions: Conventions,
  schemas: Schemas,
): Choice | undefined {
  const cursor = signs.request.cursor.find((cursor) => cursor.strength >= 2 && !isCounted(signs, cursor));
  const counted = chooseCounted(signs, conventions);
  return (
    chooseBodyToken(signs, items) ??
    (cursor && chooseHeaderToken(signs, cursor)) ??
    (counted === undefined || cursor !== undefined || isServerDriven(signs) ? chooseNextUrl(signs) : undefined) ??
    (counted === undefined || cursor !== undefined || isLinkOnlyEnd(signs)
      ? chooseLinkHeader(signs, cursor)
      : undefined) ??
    (cursor && chooseKeyset(signs, cursor, items, schemas)) ??
    (cursor && chooseLikeSiblings(cursor, items, conventions, schemas)) ??
    counted
  );
}

/** Chooses a URL in the body of the response. */
function chooseNextUrl(signs: Signs): Choice | undefined {
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
        reason: `the response returns the URL of the next page in ${found.place.pointer}`,
      },
    ],
  };
}

/** Chooses the `Link` header. */
function chooseLinkHeader({ link, request }: Signs, cursor: RequestEvidence | undefined): Choice | undefined {
  if (link === undefined || (cursor === undefined && request.limit.length === 0 && link.strength < 3)) return undefined;
  const evidence = [{ weight: link.strength === 3 ? 0.65 : 0.35, reason: link.reason }];
  if (cursor !== undefined) evidence.unshift(positionEvidence('cursor', cursor));
  const position = cursor ?? request.page[0] ?? request.offset[0];
  return { style: 'link-header', ...(position !== undefined && { position: position.place }), evidence };
}

/**
 * True if the client should follow the next URL although it could count: the URL is the only link (OData's
 * server-driven paging) or the only end signal. A set of links to the first, last, previous and next page in addition
 * to a total is a convenience for browsers.
 */
function isServerDriven(signs: Signs): boolean {
  const found = signs.response.nextUrl[0];
  if (found === undefined || found.strength < 3) return false;
  return !isOneOfLinks(found.place) || lacksEndSignal(signs);
}

/** True if a link is one of a set, `{ self, first, prev, next, last }`. */
function isOneOfLinks(place: ResponsePlace): boolean {
  return place.siblings.some((name) => hasAny(wordsOf(name), LINK_RELATIONS)) || isAmongLinks(place);
}

/** True if a link is in `links`, as text or as an object. Frameworks add such links to every response. */
export function isAmongLinks({ parent }: ResponsePlace): boolean {
  return (parsePointer(parent) ?? []).some((name) => hasAny(wordsOf(name), LINKS));
}

/** True if the `Link` header is declared for this operation and is its only end signal. */
function isLinkOnlyEnd(signs: Signs): boolean {
  return signs.link?.strength === 3 && lacksEndSignal(signs);
}

function lacksEndSignal({ response }: Signs): boolean {
  return [...response.total, ...response.totalPages, ...response.hasMore].every(({ strength }) => strength < 2);
}

const LINK_RELATIONS = wordSet('prev previous first last self');
const LINKS = wordSet('link links');
