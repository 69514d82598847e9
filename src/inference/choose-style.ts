import type { Schemas } from '../model/schema-kinds.ts';
import type { StyleName } from '../model/strategy.ts';
import {
  chooseBodyToken,
  chooseHeaderToken,
  chooseKeyset,
  chooseLikeSiblings,
  chooseNextLink,
  isCounted,
  NEXT_WEIGHT,
  positionEvidence,
} from './choose-cursor.ts';
import type { Conventions } from './conventions.ts';
import type { Choice, Signs } from './evidence.ts';
import type { RequestEvidence } from './request-roles.ts';
import { isAmongLinks, labelOf, type ResponseArray, type ResponsePlace } from './response-places.ts';
import { hasAny, wordSet, wordsOf } from './words.ts';

/**
 * Chooses the styles that an operation may have, the most likely first: a token that the response returns; a URL or
 * `Link` header, unless the client can count positions by itself and the request takes no token; a field of the last
 * item; a counted position. Those after the first are for the case that it does not verify. Empty if nothing leads from
 * one page to the next.
 */
export function chooseStyles(
  signs: Signs,
  items: ResponseArray,
  conventions: Conventions,
  schemas: Schemas,
): readonly Choice[] {
  const cursor = signs.request.cursor.find((cursor) => cursor.strength >= 2 && !isCounted(signs, cursor));
  const counted = chooseCounted(signs, conventions);
  const byLinks = counted === undefined || cursor !== undefined;
  const nextUrl = chooseNextUrl(signs);
  const linkHeader = chooseLinkHeader(signs, cursor);
  const choices = [
    chooseNextLink(signs),
    chooseBodyToken(signs, items),
    chooseHeaderToken(signs),
    byLinks || isServerDriven(signs) ? nextUrl : undefined,
    byLinks || isLinkOnlyEnd(signs) ? linkHeader : undefined,
    cursor && chooseKeyset(signs, cursor, items, schemas),
    cursor && chooseLikeSiblings(cursor, items, conventions, schemas),
    counted,
    nextUrl,
    linkHeader,
  ];
  return [...new Set(choices.filter((choice) => choice !== undefined))];
}

/** Chooses a URL that the response contains. */
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
        reason: `the response returns the URL of the next page in ${labelOf(found.place)}`,
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

/** True if the `Link` header is declared for this operation and is its only end signal. */
function isLinkOnlyEnd(signs: Signs): boolean {
  return signs.link?.strength === 3 && lacksEndSignal(signs);
}

function lacksEndSignal({ response }: Signs): boolean {
  return [...response.total, ...response.totalPages, ...response.hasMore, ...response.isLast].every(
    ({ strength }) => strength < 2,
  );
}

const LINK_RELATIONS = wordSet('prev previous first last self');

/** Chooses a page number or an offset: the one with the stronger evidence or, in a tie, the usual one of the API. */
function chooseCounted({ request, response }: Signs, conventions: Conventions): Choice | undefined {
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
