import { isBackwards } from './next-roles.ts';
import { isFlag, isNumber } from './place.ts';
import type { ResponsePlace } from './response-places.ts';
import { hasAll, hasAny, onlyOf, singular, wordSet, wordsOf } from './words.ts';

/** How surely a field says whether there is another page. */
export function hasMoreStrength(place: ResponsePlace): number {
  const { words } = place;
  if (!isFlag(place) || place.in === 'header' || isBackwards(place)) return 0;
  if (words.includes('truncated')) return 3;
  if (words.includes('more') && words.length <= 4) return 3;
  return words.includes('next') && hasAny(words, wordSet('has page is exists available')) ? 3 : 0;
}

const THINGS = wordSet(
  'count counts results result items item records record rows row elements hits size number entries objects matches found data all of set nb total documents',
);

/** What is totalled, where it is not the items. */
const NO_ITEMS = wordSet(
  'page pages amount price time cost revenue duration bytes value score tax fee fees balance seconds minutes usage credits paid',
);

/** How surely a field is the number of all items. */
export function totalStrength(place: ResponsePlace): number {
  const { words, siblings, parentWords } = place;
  if (!isNumber(place) || place.kinds.has('unknown')) return 0;
  if (place.in === 'header') return words.includes('total') && !words.includes('pages') ? 2 : 0;
  if (hasAny(words, NO_ITEMS) || hasAny(parentWords, wordSet('totals amount'))) return 0;
  if (words.includes('total')) return onlyOf(words, THINGS) ? 3 : words.length === 2 ? 2 : 0;
  if (
    hasAll(words, 'num', 'found') ||
    hasAll(words, 'nb', 'hits') ||
    (words.includes('count') && words.length === 2 && onlyOf(words, THINGS))
  )
    return 2;
  if (!onlyOf(words, wordSet('count'))) return 0;
  return siblings.some((name) => onlyOf(wordsOf(name), wordSet('next previous'))) || /\btotal\b/.test(place.text)
    ? 2
    : 0;
}

/** How surely a field is the number of all pages. */
export function totalPagesStrength(place: ResponsePlace): number {
  const { words } = place;
  if (!isNumber(place) || place.kinds.has('unknown') || place.in === 'header') return 0;
  const pages = words.some((word) => singular(word) === 'page');
  // `numPages` counts them, `pageNum` is one of them.
  if (words[0] === 'page' && hasAny(words, wordSet('num nb no'))) return 0;
  if (!pages || hasAny(words, wordSet('per size limit current number next'))) {
    return hasAll(words, 'number', 'of', 'pages') ? 3 : 0;
  }
  if (hasAny(words, wordSet('total num nb count'))) return words.length <= 3 ? 3 : 0;
  if (hasAny(words, wordSet('last max'))) return 2;
  return words.length === 1 && words[0] === 'pages' ? 2 : 0;
}

/** How surely a field gives the page size back. */
export function pageSizeStrength(place: ResponsePlace): number {
  const { words } = place;
  if (!isNumber(place) || place.kinds.has('unknown') || place.in === 'header') return 0;
  if (hasAll(words, 'page', 'size') || hasAll(words, 'per', 'page')) return 3;
  if (words.includes('limit') && words.length <= 2) return words.length === 1 ? 3 : 1;
  return hasAny(words, wordSet('max')) && hasAny(words, wordSet('results items')) ? 3 : 0;
}

/** The page or offset that is given back: no end signal, but a sign that pages exist. */
export function pageStrength(place: ResponsePlace): number {
  const { words } = place;
  if (!isNumber(place) || place.kinds.has('unknown') || place.in === 'header') return 0;
  if (onlyOf(words, wordSet('page number current index')) && words.includes('page')) return 2;
  return onlyOf(words, wordSet('offset skip start index at')) && !onlyOf(words, wordSet('index at')) ? 2 : 0;
}
