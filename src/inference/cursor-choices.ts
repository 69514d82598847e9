import type { Schemas } from '../ir/schema-kinds.ts';
import { type Choice, cursorStyle, NEXT_WEIGHT, positionEvidence } from './choice.ts';
import { type Conventions, keyOfPlace } from './conventions.ts';
import { isCounted } from './counted-choice.ts';
import { findCursorPair } from './cursor-pair.ts';
import type { Finding } from './finding.ts';
import { findItemCursor } from './item-cursor.ts';
import { isNearby } from './nearby.ts';
import type { RequestEvidence } from './request-roles.ts';
import type { ResponseArray } from './response-places.ts';
import type { Signs } from './signs.ts';
import { hasAny, wordSet } from './words.ts';

/** A token that the body of the response gives. */
export function tokenInBody(signs: Signs, items: ResponseArray): Choice | undefined {
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

/** A token that a header of the response gives. */
export function tokenInHeader(signs: Signs, cursor: RequestEvidence): Choice | undefined {
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

/** A field of the last item. */
export function keyset(
  signs: Signs,
  cursor: RequestEvidence,
  items: ResponseArray,
  schemas: Schemas,
): Choice | undefined {
  const pointer = findItemCursor(cursor.place, items.item, schemas, hasTwin(signs));
  const reason = `the cursor is ${pointer} of the last item`;
  return pointer === undefined ? undefined : likewise(cursor, { kind: 'itemCursor', pointer }, reason);
}

/**
 * A parameter for the other direction makes it likely that both take an item's own value; so does an answer that says
 * whether there is more, and not from where.
 */
function hasTwin({ places, request, response }: Signs): boolean {
  const isTold = response.hasMore.some(({ strength }) => strength === 3);
  return request.limit.length > 0 && (isTold || places.some(({ words }) => hasAny(words, wordSet('before ending'))));
}

/** What operations of the same API do whose cursor is called the same and whose response says more. */
export function asSiblings(
  cursor: RequestEvidence,
  items: ResponseArray,
  conventions: Conventions,
  schemas: Schemas,
): Choice | undefined {
  const sibling = conventions.nextOf.get(keyOfPlace(cursor.place));
  if (sibling === undefined) return undefined;
  const { style, next } = sibling;
  const reason = `other operations of this API page by \`${cursor.place.name}\` in this way`;
  if (next?.kind === 'itemCursor') {
    const pointer = findItemCursor(cursor.place, items.item, schemas, true);
    return pointer === undefined ? undefined : likewise(cursor, { kind: 'itemCursor', pointer }, reason);
  }
  if (next?.kind === 'nextHeader') return likewise(cursor, next, reason);
  return style === 'link-header' ? { ...likewise(cursor, undefined, reason), style } : undefined;
}

function likewise(cursor: RequestEvidence, next: Finding['next'], reason: string): Choice {
  return {
    style: cursorStyle(cursor.place),
    position: cursor.place,
    ...(next !== undefined && { next }),
    evidence: [positionEvidence('cursor', cursor), { weight: 0.4, reason }],
  };
}
