import type { StyleName } from '../ir/pagination.ts';
import type { Schemas } from '../ir/schema-kinds.ts';
import { type Conventions, keyOfPlace } from './conventions.ts';
import { findCursorPair } from './cursor-pair.ts';
import type { Evidence, Finding } from './finding.ts';
import { findItemCursor } from './item-cursor.ts';
import { isNearby } from './nearby.ts';
import type { RequestPlace } from './request-places.ts';
import type { RequestEvidence } from './request-roles.ts';
import type { ResponseArray } from './response-places.ts';
import type { Signs } from './signs.ts';
import { hasAny, wordSet, wordsOf } from './words.ts';

/** A style, where a page begins and what leads to the next one, with what says so. */
export interface Choice extends Pick<Finding, 'style' | 'position' | 'next'> {
  readonly evidence: readonly Evidence[];
}

const POSITION_WEIGHT = [0, 0.3, 0.5, 0.65];
const NEXT_WEIGHT = [0, 0.4, 0.6, 0.75];

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
    (lone && asSiblings(signs, lone, items, conventions, schemas)) ??
    counted
  );
}

/**
 * Whether a next URL is how the server wants to be paged, though the client could count: one link that stands alone
 * (OData's server-driven paging), or the only thing that says where the list ends. A set of links to the first, last,
 * previous and next page beside a total is but a service to browsers.
 */
function isServerDriven(signs: Signs): boolean {
  const found = signs.response.nextUrl[0];
  if (found === undefined || found.strength < 3) return false;
  const hasTwin = found.place.siblings.some((name) => hasAny(wordsOf(name), TWINS));
  return (!hasTwin && !hasAny(found.place.parentWords, LINKS)) || hasNoEnd(signs);
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

function isCounted(signs: Signs, { place }: RequestEvidence): boolean {
  return [...signs.request.page, ...signs.request.offset].some((each) => each.place === place && each.strength >= 2);
}

function tokenInBody(signs: Signs, items: ResponseArray): Choice | undefined {
  const nexts = signs.response.nextCursor.filter(({ place }) => isNearby(place, items));
  const pagesOtherwise = signs.request.limit.length > 0 || signs.response.hasMore.length > 0;
  const pair = findCursorPair(signs.request.cursor, nexts, (cursor) => isCounted(signs, cursor), pagesOtherwise);
  if (pair === undefined) return undefined;
  const { request, response, alike } = pair;
  return {
    style: cursorStyle(request.place),
    position: request.place,
    next: { kind: 'nextCursor', place: response.place },
    evidence: [
      positionEvidence('cursor', request),
      {
        weight: NEXT_WEIGHT[response.strength]!,
        reason: `the response gives the next cursor in ${response.place.pointer}`,
      },
      ...(alike ? [{ weight: 0.3, reason: 'request and response call the cursor alike' }] : []),
    ],
  };
}

function tokenInHeader(signs: Signs, cursor: RequestEvidence): Choice | undefined {
  const declared = signs.nextHeaders[0]?.place.name;
  const name = declared ?? signs.mentionedHeader;
  if (name === undefined) return undefined;
  const how = declared === undefined ? 'a description says that the header' : 'the response declares the header';
  return {
    style: cursorStyle(cursor.place),
    position: cursor.place,
    next: { kind: 'nextHeader', name },
    evidence: [positionEvidence('cursor', cursor), { weight: 0.6, reason: `${how} \`${name}\` holds the next cursor` }],
  };
}

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

function linkHeader({ link, request }: Signs, cursor: RequestEvidence | undefined): Choice | undefined {
  if (link === undefined || (cursor === undefined && request.limit.length === 0 && link.strength < 3)) return undefined;
  const evidence = [{ weight: link.strength === 3 ? 0.65 : 0.35, reason: link.reason }];
  if (cursor === undefined) return { style: 'link-header', evidence };
  return { style: 'link-header', position: cursor.place, evidence: [positionEvidence('cursor', cursor), ...evidence] };
}

function keyset(signs: Signs, cursor: RequestEvidence, items: ResponseArray, schemas: Schemas): Choice | undefined {
  const pointer = findItemCursor(cursor.place, items.item, schemas, hasTwin(signs));
  if (pointer === undefined) return undefined;
  return {
    style: cursorStyle(cursor.place),
    position: cursor.place,
    next: { kind: 'itemCursor', pointer },
    evidence: [
      positionEvidence('cursor', cursor),
      { weight: 0.4, reason: `the cursor is ${pointer} of the last item` },
    ],
  };
}

/** A parameter for the other direction makes it likely that both take an item's own value. */
function hasTwin({ places, request }: Signs): boolean {
  return request.limit.length > 0 && places.some(({ words }) => hasAny(words, wordSet('before ending')));
}

/** What operations of the same API do whose cursor is called the same and whose response says more. */
function asSiblings(
  signs: Signs,
  cursor: RequestEvidence,
  items: ResponseArray,
  conventions: Conventions,
  schemas: Schemas,
): Choice | undefined {
  const sibling = conventions.nextOf.get(keyOfPlace(cursor.place));
  if (sibling === undefined) return undefined;
  const { style, next } = sibling;
  if (next?.kind === 'itemCursor' && findItemCursor(cursor.place, items.item, schemas, hasTwin(signs)) === undefined)
    return undefined;
  if (next !== undefined && next.kind !== 'nextHeader' && next.kind !== 'itemCursor') return undefined;
  return {
    style,
    position: cursor.place,
    ...(next !== undefined && { next }),
    evidence: [
      positionEvidence('cursor', cursor),
      { weight: 0.4, reason: `other operations of this API page by \`${cursor.place.name}\` in this way` },
    ],
  };
}

function countedPosition({ request, response }: Signs, conventions: Conventions): Choice | undefined {
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

function positionEvidence(role: string, { place, strength }: RequestEvidence): Evidence {
  const where = place.in === 'body' ? `\`${place.key}\` of the body` : `the ${place.in} parameter \`${place.key}\``;
  return { weight: POSITION_WEIGHT[strength]!, reason: `${where} is ${role === 'offset' ? 'an' : 'a'} ${role}` };
}

function cursorStyle(place: RequestPlace): StyleName {
  return `cursor-${place.in}`;
}
