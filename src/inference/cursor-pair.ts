import { kindsFit } from '../ir/schema-kinds.ts';
import { isNumber, isText } from './place.ts';
import type { RequestEvidence } from './request-roles.ts';
import type { ResponseEvidence } from './response-roles.ts';
import { wordSet } from './words.ts';

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
export function findCursorPair(
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
