import { isFlag, isNumber, isText } from './place.ts';
import { NO_PAGES } from './request-words.ts';
import type { ResponsePlace } from './response-places.ts';
import { hasAll, hasAny, onlyOf, wordSet, wordsOf } from './words.ts';

const PAGING = wordSet(
  'page paging pagination paginate cursor cursors paginator pager meta metadata links link next navigation',
);
const ADDRESS = wordSet('link url uri href path');

/** Whether a field leads to an earlier page, or to this one. */
export function isBackwards({ words }: ResponsePlace): boolean {
  return hasAny(words, wordSet('before prev previous prior first self'));
}

/** How surely a field holds the cursor of the next page. */
export function nextCursorStrength(place: ResponsePlace): number {
  const { words } = place;
  const fits = isText(place) || isNumber(place) || place.kinds.has('array') || place.kinds.has('object');
  if (!fits || isFlag(place) || place.isEnum || isBackwards(place) || isAddress(place)) return 0;
  if (place.in === 'header') return headerCursorStrength(words);
  if (hasAny(words, NO_PAGES)) return 0;
  const has = (...wanted: string[]): boolean => hasAll(words, ...wanted);
  const inPaging = hasAny(place.parentWords, PAGING);
  if (has('next') && hasAny(words, wordSet('cursor token marker key continuation bookmark scroll'))) return 3;
  if (has('continuation') || has('scroll', 'id') || has('last', 'evaluated') || has('end', 'cursor')) return 3;
  if (has('token') && hasAny(words, wordSet('page pagination paging resume'))) return 3;
  if (has('bookmark') || has('iterator')) return has('bookmark') ? 3 : 2;
  if (has('next') && hasAny(words, wordSet('page offset start position after id index')) && words.length <= 3) {
    return place.kinds.has('integer') || isNumber(place) ? 1 : 2;
  }
  if (has('cursor') || has('after')) return words.length === 1 ? (inPaging ? 3 : 2) : has('after', 'cursor') ? 3 : 1;
  if (onlyOf(words, wordSet('continue'))) return inPaging ? 3 : 2;
  if (onlyOf(words, wordSet('next'))) return place.siblings.length > 1 || inPaging ? 2 : 1;
  if (inPaging && place.parentWords.includes('next') && !place.siblings.some((name) => hasAny(wordsOf(name), ADDRESS)))
    return hasAny(words, wordSet('page offset')) ? 1 : 2;
  if (words[0] === 'last' && words.at(-1) === 'id') return 1;
  return onlyOf(words, wordSet('marker position offset start token')) && words.length === 1 ? 1 : 0;
}

function headerCursorStrength(words: readonly string[]): number {
  if (hasAny(words, wordSet('rate limit ratelimit retry reset request'))) return 0;
  if (hasAll(words, 'next') && hasAny(words, wordSet('cursor token marker page key offset'))) return 3;
  if (hasAny(words, wordSet('cursor continuation')))
    return hasAny(words, wordSet('after next')) || words.length <= 2 ? 3 : 1;
  return hasAll(words, 'after') ? 2 : 0;
}

/** Whether a value is a URL: its name, format, example or description says so. */
function isAddress(place: ResponsePlace): boolean {
  const { words, format, example, text, parentWords } = place;
  if (format !== undefined && /^(?:uri|url|iri)/.test(format)) return true;
  if (hasAny(words, ADDRESS)) return true;
  if (typeof example === 'string' && /^(?:https?:\/\/|\/[\w/-]+\?)/.test(example)) return true;
  if (/\b(?:url|uri|hyperlink|href)\b|\b(?:link|path) to\b/.test(text) && !/\b(?:cursor|token)\b/.test(text))
    return true;
  return hasAny(parentWords, wordSet('links link')) && isText(place);
}

/** How surely a field holds the URL of the next page. */
export function nextUrlStrength(place: ResponsePlace): number {
  const { words, parentWords } = place;
  if (!isText(place) || place.in === 'header' || isBackwards(place)) return 0;
  if (words.includes('next')) {
    if (hasAny(words, ADDRESS)) return 3;
    return isAddress(place) && onlyOf(words, wordSet('next page results set records')) ? 3 : isPair(place) ? 1 : 0;
  }
  // A link has little beside its address; the next episode, which has a path too, has more.
  const isLink = place.siblings.length <= 5;
  return parentWords.includes('next') && onlyOf(words, ADDRESS) && isLink ? 3 : 0;
}

/** `next` beside `previous`, which are links more often than not. */
function isPair({ words, siblings }: ResponsePlace): boolean {
  return onlyOf(words, wordSet('next')) && siblings.some((name) => /^prev(?:ious)?$/i.test(name));
}
