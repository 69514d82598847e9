import { kindsFit, type Schemas } from '../model/schema-kinds.ts';
import type { StyleName } from '../model/strategy.ts';
import { type Conventions, keyOfPlace } from './conventions.ts';
import type { Choice, Detection, Evidence, Signs } from './evidence.ts';
import { findItemCursor } from './item-arrays.ts';
import { isNumber, isText } from './place.ts';
import type { RequestPlace } from './request-places.ts';
import type { RequestEvidence } from './request-roles.ts';
import type { ResponseArray } from './response-places.ts';
import { isNearby, labelOf } from './response-places.ts';
import type { ResponseEvidence } from './response-roles.ts';
import { hasAny, wordSet } from './words.ts';

/** Chooses the token that the link passes on. */
export function chooseNextLink({ nextLink: link }: Signs): Choice | undefined {
  if (link === undefined) return undefined;
  const { from, to } = link;
  return {
    style: cursorStyle(to),
    position: to,
    next: from.in === 'header' ? { kind: 'nextHeader', name: from.name } : { kind: 'nextCursor', place: from },
    evidence: [{ weight: 0.85, reason: `the link \`next\` of the response sets \`${to.key}\` to ${labelOf(from)}` }],
  };
}

/** Chooses a token that the body of the response contains. */
export function chooseBodyToken(signs: Signs, items: ResponseArray): Choice | undefined {
  const nexts = [...signs.response.nextCursor, ...mentionedFields(signs)].filter(({ place }) => isNearby(place, items));
  const hasOtherSigns = signs.request.limit.length > 0 || signs.response.hasMore.length > 0;
  const pair = findCursorPair(signs.request.cursor, nexts, (cursor) => isCounted(signs, cursor), hasOtherSigns);
  if (pair === undefined) return undefined;
  const { request, response, isNamedAlike } = pair;
  return {
    style: cursorStyle(request.place),
    position: request.place,
    next: { kind: 'nextCursor', place: response.place },
    evidence: [
      positionEvidence('cursor', request),
      {
        weight: NEXT_WEIGHT[response.strength]!,
        reason: `the response returns the next cursor in ${response.place.pointer}`,
      },
      ...(isNamedAlike ? [{ weight: 0.3, reason: 'request and response use similar names for the cursor' }] : []),
    ],
  };
}

/**
 * Finds fields of the response whose names say nothing, but which the description of a cursor names as the source of its
 * value: "the `watermark` of the previous response".
 */
function mentionedFields({ request, response, shape }: Signs): ResponseEvidence[] {
  const known = new Set(response.nextCursor.map(({ place }) => place));
  const sources = request.cursor.filter(({ strength }) => strength >= 2).map(({ place }) => place);
  return shape.values.flatMap((place) => {
    if (known.has(place) || place.depth > 2 || place.isEnum || !(isText(place) || isNumber(place))) return [];
    const isSource = sources.some((cursor) => isQuotedIn(cursor.text, place.name) && cursor.name !== place.name);
    return isSource ? [{ place, strength: 2 }] : [];
  });
}

/** True if a description quotes the name of a field and says that it comes from an earlier response. */
function isQuotedIn(text: string, name: string): boolean {
  const field = name.toLowerCase();
  if (!/^[\w.$@-]{3,}$/.test(field) || !/\b(?:previous|prior|preceding|last|response|returned)\b/.test(text))
    return false;
  return ['`', "'", '"', '**'].some((mark) => text.includes(`${mark}${field}${mark}`)) || text.includes(`.${field}\``);
}

/**
 * Chooses a token that a response header contains. A request field with a vague name (`token`) counts if the name of a
 * declared header is clear (`next-token`).
 */
export function chooseHeaderToken(signs: Signs): Choice | undefined {
  const [header] = signs.nextHeaders;
  const declared = header?.place.name;
  const name = declared ?? signs.mentionedHeader;
  const least = header?.strength === 3 ? 1 : 2;
  const cursor = signs.request.cursor.find((each) => each.strength >= least && !isCounted(signs, each));
  if (name === undefined || cursor === undefined) return undefined;
  const reason =
    declared === undefined
      ? `a description says that the header \`${name}\` holds the next cursor`
      : `the response declares the header \`${name}\`, which looks like the next cursor`;
  return {
    style: cursorStyle(cursor.place),
    position: cursor.place,
    next: { kind: 'nextHeader', name },
    evidence: [positionEvidence('cursor', cursor), { weight: 0.6, reason }],
  };
}

/** Chooses a field of the last item as the cursor. */
export function chooseKeyset(
  signs: Signs,
  cursor: RequestEvidence,
  items: ResponseArray,
  schemas: Schemas,
): Choice | undefined {
  const pointer = findItemCursor(cursor.place, items.item, schemas, isItemValueLikely(signs));
  const reason = `the cursor is ${pointer} of the last item`;
  return pointer === undefined ? undefined : cursorChoice(cursor, { kind: 'itemCursor', pointer }, reason);
}

/**
 * True if the cursor is likely to be a value of an item: the request has a parameter for the opposite direction, or the
 * response has a flag for more pages but no next cursor.
 */
function isItemValueLikely({ places, request, response }: Signs): boolean {
  const hasFlag = [...response.hasMore, ...response.isLast].some(({ strength }) => strength === 3);
  return request.limit.length > 0 && (hasFlag || places.some(({ words }) => hasAny(words, wordSet('before ending'))));
}

/** Chooses as other operations of the API that have a cursor of the same name and a more explicit response. */
export function chooseLikeSiblings(
  cursor: RequestEvidence,
  items: ResponseArray,
  conventions: Conventions,
  schemas: Schemas,
): Choice | undefined {
  const sibling = conventions.nextOf.get(keyOfPlace(cursor.place));
  if (sibling === undefined) return undefined;
  const { style, next } = sibling;
  const reason = `other operations of this API use \`${cursor.place.name}\` in this way`;
  if (next?.kind === 'itemCursor') {
    const pointer = findItemCursor(cursor.place, items.item, schemas, true);
    return pointer === undefined ? undefined : cursorChoice(cursor, { kind: 'itemCursor', pointer }, reason);
  }
  if (next?.kind === 'nextHeader') return cursorChoice(cursor, next, reason);
  return style === 'link-header' ? { ...cursorChoice(cursor, undefined, reason), style } : undefined;
}

function cursorChoice(cursor: RequestEvidence, next: Detection['next'], reason: string): Choice {
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
  /** True if the two names refer to the same value. */
  readonly isNamedAlike: boolean;
}

/** Words that any cursor can have in its name: they do not tell one cursor from another. */
const COMMON = wordSet('next start starting page id the query request');

/**
 * Finds the request field and the response field that match best; undefined if no two match. Fields that merely share
 * a vague name (`token`, `position`) are a pair only if the operation has other signs of pagination.
 */
function findCursorPair(
  cursors: readonly RequestEvidence[],
  nexts: readonly ResponseEvidence[],
  isCounted: (cursor: RequestEvidence) => boolean,
  hasOtherSigns: boolean,
): CursorPair | undefined {
  const pairs = cursors.flatMap((request) => nexts.map((response) => comparePair(request, response)));
  const fitting = pairs.filter(({ request, response, isNamedAlike }) => {
    // `page` and `next_page` are page numbers if they are numbers, and a token if they are text.
    const isToken = isText(response.place) || !isNumber(response.place);
    if (isCounted(request) && !(isToken && haveSameKind(request, response))) return false;
    const sum = request.strength + response.strength;
    if (isNamedAlike) return sum >= (hasOtherSigns ? 2 : 3);
    if (hasOtherSigns && sum >= 3 && isPlainNext({ request, response })) return true;
    return sum >= 5 || (request.strength >= 2 && response.strength >= 2);
  });
  return fitting.sort((a, b) => rankPair(b) - rankPair(a))[0];
}

/** True for a text in the response that is named `next` and a text in the request, regardless of its name. */
function isPlainNext({ request, response }: Pick<CursorPair, 'request' | 'response'>): boolean {
  return !isNumber(request.place) && !isNumber(response.place) && response.place.words.join() === 'next';
}

function rankPair({ request, response, isNamedAlike }: CursorPair): number {
  const kinds = haveSameKind(request, response) ? 0 : -1;
  return request.strength + response.strength * 1.1 + (isNamedAlike ? 1.5 : 0) + kinds;
}

/** True if the request accepts the kind of value that the response returns. */
function haveSameKind(request: RequestEvidence, response: ResponseEvidence): boolean {
  return kindsFit(response.place.kinds, request.place.kinds);
}

function comparePair(request: RequestEvidence, response: ResponseEvidence): CursorPair {
  const wanted = request.place.words.filter((word) => !COMMON.has(word));
  const given = response.place.words.filter((word) => !COMMON.has(word));
  const same = request.place.words.join(' ') === response.place.words.join(' ');
  const shares = wanted.some((word) => given.includes(word));
  const nested = request.place.words.join(' ') === [...response.place.parentWords, ...response.place.words].join(' ');
  const advanced = response.place.words.join(' ') === `next ${request.place.words.join(' ')}`;
  const isKeyset = request.place.words.includes('id') && response.place.words.join(' ') === 'last id';
  return {
    request,
    response,
    isNamedAlike: same || shares || nested || advanced || isKeyset || isMentioned(request, response),
  };
}

/** True if the request's description names the response's field: "pass the `last_id` of the previous response". */
function isMentioned({ place }: RequestEvidence, { place: { name, words } }: ResponseEvidence): boolean {
  return words.length > 1 && place.name !== name && place.text.includes(name.toLowerCase());
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
function cursorStyle(place: RequestPlace): StyleName {
  return `cursor-${place.in}`;
}

/** True if the client can compute the next value of a cursor, because it also looks like a page number or an offset. */
export function isCounted(signs: Signs, { place }: RequestEvidence): boolean {
  return [...signs.request.page, ...signs.request.offset].some((each) => each.place === place && each.strength >= 2);
}
