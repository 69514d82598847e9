import { kindsFit, type Schemas } from '../model/schema-kinds.ts';
import { type Choice, cursorStyle, isCounted, NEXT_WEIGHT, positionEvidence } from './choice.ts';
import { type Conventions, keyOfPlace } from './conventions.ts';
import type { Finding, Signs } from './evidence.ts';
import { findItemCursor } from './item-arrays.ts';
import { isNearby, isNumber, isText } from './place.ts';
import type { RequestEvidence } from './request-roles.ts';
import type { ResponseArray } from './response-places.ts';
import type { ResponseEvidence } from './response-roles.ts';
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

/** A request field and the response field that its next value is taken from. */
export interface CursorPair {
  readonly request: RequestEvidence;
  readonly response: ResponseEvidence;
  /** Whether the two are called alike. */
  readonly alike: boolean;
}

/** Words that say that a token is a token for the next page, and so nothing of which one. */
const COMMON = wordSet('next start starting page id the query request');

/**
 * The request and response fields that fit best; undefined where none do. Fields that merely share a vague name
 * (`token`, `position`) are a pair only where something else speaks of pages.
 */
function findCursorPair(
  cursors: readonly RequestEvidence[],
  nexts: readonly ResponseEvidence[],
  isCounted: (cursor: RequestEvidence) => boolean,
  pagesOtherwise: boolean,
): CursorPair | undefined {
  const pairs = cursors.flatMap((request) => nexts.map((response) => pairOf(request, response)));
  const fitting = pairs.filter(({ request, response, alike }) => {
    // A number to count on with, `page` and `next_page`, is a page; a text is a token where the request takes one.
    const isToken = isText(response.place) || !isNumber(response.place);
    if (isCounted(request) && !(isToken && fits(request, response))) return false;
    const sum = request.strength + response.strength;
    if (alike) return sum >= (pagesOtherwise ? 2 : 3);
    if (pagesOtherwise && sum >= 3 && isPlainNext({ request, response })) return true;
    return sum >= 5 || (request.strength >= 2 && response.strength >= 2);
  });
  return fitting.sort((a, b) => weigh(b) - weigh(a))[0];
}

/** A text to start from and a text that is called `next`, whatever the request calls it. */
function isPlainNext({ request, response }: Pick<CursorPair, 'request' | 'response'>): boolean {
  return !isNumber(request.place) && !isNumber(response.place) && response.place.words.join() === 'next';
}

function weigh({ request, response, alike }: CursorPair): number {
  const kinds = fits(request, response) ? 0 : -1;
  return request.strength + response.strength * 1.1 + (alike ? 1.5 : 0) + kinds;
}

/** Whether the request takes values of the kind that the response gives. */
function fits(request: RequestEvidence, response: ResponseEvidence): boolean {
  return kindsFit(response.place.kinds, request.place.kinds);
}

function pairOf(request: RequestEvidence, response: ResponseEvidence): CursorPair {
  const wanted = request.place.words.filter((word) => !COMMON.has(word));
  const given = response.place.words.filter((word) => !COMMON.has(word));
  const same = request.place.words.join(' ') === response.place.words.join(' ');
  const shares = wanted.some((word) => given.includes(word));
  const nested = request.place.words.join(' ') === [...response.place.parentWords, ...response.place.words].join(' ');
  const advanced = response.place.words.join(' ') === `next ${request.place.words.join(' ')}`;
  const keyset = request.place.words.includes('id') && response.place.words.join(' ') === 'last id';
  return { request, response, alike: same || shares || nested || advanced || keyset || isMentioned(request, response) };
}

/** Whether the request's description names the response's field: "pass the `last_id` of the previous response". */
function isMentioned({ place }: RequestEvidence, { place: { name, words } }: ResponseEvidence): boolean {
  return words.length > 1 && place.name !== name && place.text.includes(name.toLowerCase());
}
