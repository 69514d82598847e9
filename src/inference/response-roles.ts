import { isFlag, isNumber, isText } from './place.ts';
import { NON_PAGING_TOKENS } from './request-strengths.ts';
import type { ResponsePlace } from './response-places.ts';
import { hasAll, hasAny, hasOnly, isNamedLikeEnd, singularize, wordSet, wordsOf } from './words.ts';

/** Returns the strength of the evidence that a field says whether there is another page. */
function hasMoreStrength(place: ResponsePlace): number {
  const words = wordsWithoutPrefix(place);
  if (!isFlag(place) || isBackwards(place)) return 0;
  if (words.includes('truncated')) return 3;
  if (words.includes('more') && words.length <= 4) return 3;
  return words.includes('next') && hasAny(words, wordSet('has page is exists available')) ? 3 : 0;
}

/** Returns the strength of the evidence that a field says whether this is the last page. */
function isLastStrength(place: ResponsePlace): number {
  return isFlag(place) && !isBackwards(place) && isNamedLikeEnd(place.name) ? 3 : 0;
}

const THINGS = wordSet(
  'count counts results result items item records record rows row elements hits size number entries objects matches found data all of set nb total documents',
);

/** Words for totals that do not count items. */
const NO_ITEMS = wordSet(
  'page pages amount price time cost revenue duration bytes value score tax fee fees balance seconds minutes usage credits paid',
);

/** Returns the words of a name; of a header's name without the `X-` in front. */
function wordsWithoutPrefix({ in: place, words }: ResponsePlace): readonly string[] {
  return place === 'header' && words[0] === 'x' && words.length > 1 ? words.slice(1) : words;
}

/** True for a declared number, and for any header: clients convert its text, and many documents declare only that. */
function isCount(place: ResponsePlace): boolean {
  if (place.in === 'header') return isNumber(place) || isText(place);
  return isNumber(place) && !place.kinds.has('unknown');
}

/** Returns the strength of the evidence that a field is the total number of items. */
function totalStrength(place: ResponsePlace): number {
  const { siblings, parentWords } = place;
  const words = wordsWithoutPrefix(place);
  if (!isCount(place)) return 0;
  // `items 0-9/57` (RFC 9110, section 14.4): its last number is the total.
  if (place.in === 'header' && /^content-range$/i.test(place.name)) return 2;
  if (place.in === 'header' && hasAny(words, wordSet('rate limit ratelimit remaining'))) return 0;
  if (hasAny(words, NO_ITEMS) || hasAny(parentWords, wordSet('totals amount'))) return 0;
  if (words.includes('total')) return hasOnly(words, THINGS) ? 3 : words.length === 2 ? 2 : 0;
  if (
    hasAll(words, 'num', 'found') ||
    hasAll(words, 'nb', 'hits') ||
    (words.includes('count') && words.length === 2 && hasOnly(words, THINGS))
  )
    return 2;
  if (!hasOnly(words, wordSet('count'))) return 0;
  return siblings.some((name) => hasOnly(wordsOf(name), wordSet('next previous'))) || /\btotal\b/.test(place.text)
    ? 2
    : 0;
}

/** Returns the strength of the evidence that a field is the total number of pages. */
function totalPagesStrength(place: ResponsePlace): number {
  const words = wordsWithoutPrefix(place);
  if (!isCount(place)) return 0;
  const pages = words.some((word) => singularize(word) === 'page');
  // `numPages` is a number of pages, `pageNum` a page number.
  if (words[0] === 'page' && hasAny(words, wordSet('num nb no'))) return 0;
  if (!pages || hasAny(words, wordSet('per size limit current number next'))) {
    return hasAll(words, 'number', 'of', 'pages') ? 3 : 0;
  }
  if (hasAny(words, wordSet('total num nb count'))) return words.length <= 3 ? 3 : 0;
  if (hasAny(words, wordSet('last max'))) return 2;
  return words.length === 1 && words[0] === 'pages' ? 2 : 0;
}

/** Returns the strength of the evidence that a field repeats the page size. */
function pageSizeStrength(place: ResponsePlace): number {
  const { words } = place;
  if (!isNumber(place) || place.kinds.has('unknown') || place.in === 'header') return 0;
  if (hasAll(words, 'page', 'size') || hasAll(words, 'per', 'page')) return 3;
  if (words.includes('limit') && words.length <= 2) return words.length === 1 ? 3 : 1;
  return hasAny(words, wordSet('max')) && hasAny(words, wordSet('results items')) ? 3 : 0;
}

/** Returns the strength of the evidence that a field repeats the page or offset: a sign of pages, not an end signal. */
function pageStrength(place: ResponsePlace): number {
  const { words } = place;
  if (!isNumber(place) || place.kinds.has('unknown') || place.in === 'header') return 0;
  if (hasOnly(words, wordSet('page number current index')) && words.includes('page')) return 2;
  return hasOnly(words, wordSet('offset skip start index at')) && !hasOnly(words, wordSet('index at')) ? 2 : 0;
}

const PAGING = wordSet(
  'page paging pagination paginate cursor cursors paginator pager meta metadata links link next navigation',
);
const ADDRESS = wordSet('link url uri href path');

/** True if a field leads to an earlier page or to the same page. */
function isBackwards({ words }: ResponsePlace): boolean {
  return hasAny(words, wordSet('before prev previous prior first self'));
}

/** Returns the strength of the evidence that a field holds the cursor of the next page. */
function nextCursorStrength(place: ResponsePlace): number {
  const { words } = place;
  const fits = isText(place) || isNumber(place) || place.kinds.has('array') || place.kinds.has('object');
  if (!fits || isFlag(place) || place.isEnum || isBackwards(place) || isAddress(place)) return 0;
  if (place.in === 'header') return headerCursorStrength(words);
  if (hasAny(words, NON_PAGING_TOKENS)) return 0;
  const has = (...wanted: string[]): boolean => hasAll(words, ...wanted);
  const inPaging = hasAny(place.parentWords, PAGING);
  if (has('next') && hasAny(words, wordSet('cursor token marker key continuation bookmark scroll'))) return 3;
  if (has('continuation') || has('scroll', 'id') || has('last', 'evaluated') || has('end', 'cursor')) return 3;
  if (has('token') && hasAny(words, wordSet('page pagination paging resume'))) return 3;
  if (has('scroll') && hasOnly(words, wordSet('scroll param key'))) return 2;
  if (has('bookmark') || has('iterator')) return has('bookmark') ? 3 : 2;
  if (has('next') && hasAny(words, wordSet('page offset start position after id index')) && words.length <= 3) {
    return place.kinds.has('integer') || isNumber(place) ? 1 : 2;
  }
  if (has('cursor') || has('after')) return words.length === 1 ? (inPaging ? 3 : 2) : has('after', 'cursor') ? 3 : 1;
  if (hasOnly(words, wordSet('continue'))) return inPaging ? 3 : 2;
  if (hasOnly(words, wordSet('next'))) return place.siblings.length > 1 || inPaging ? 2 : 1;
  if (inPaging && place.parentWords.includes('next') && !place.siblings.some((name) => hasAny(wordsOf(name), ADDRESS)))
    return hasAny(words, wordSet('page offset')) ? 1 : 2;
  if (words[0] === 'last' && words.at(-1) === 'id') return 1;
  if (hasOnly(words, wordSet('marker')) && inPaging) return 2;
  return hasOnly(words, wordSet('marker position offset start token')) && words.length === 1 ? 1 : 0;
}

function headerCursorStrength(words: readonly string[]): number {
  if (hasAny(words, wordSet('rate limit ratelimit retry reset request'))) return 0;
  if (hasAll(words, 'next') && hasAny(words, wordSet('cursor token marker page key offset'))) return 3;
  if (hasAny(words, wordSet('cursor continuation')))
    return hasAny(words, wordSet('after next')) || words.length <= 2 ? 3 : 1;
  return hasAll(words, 'after') ? 2 : 0;
}

const TOKEN = wordSet('token cursor marker continuation bookmark');

/** True if a value is a URL by its name, format, example or description. */
function isAddress(place: ResponsePlace): boolean {
  const { words, format, example, text, parentWords } = place;
  if (format !== undefined && /^(?:uri|url|iri)/.test(format)) return true;
  if (hasAny(words, ADDRESS)) return true;
  if (typeof example === 'string' && /^(?:https?:\/\/|\/[\w/-]+\?)/.test(example)) return true;
  if (/\b(?:url|uri|hyperlink|href)\b|\b(?:link|path) to\b/.test(text) && !/\b(?:cursor|token)\b/.test(text))
    return true;
  return hasAny(parentWords, wordSet('links link')) && isText(place) && !hasAny(words, TOKEN);
}

/** Returns the strength of the evidence that a field holds the URL of the next page. */
function nextUrlStrength(place: ResponsePlace): number {
  const { words, parentWords } = place;
  if (!isText(place) || isBackwards(place)) return 0;
  if (place.in === 'header') return words.includes('next') && hasAny(words, ADDRESS) ? 3 : 0;
  if (words.includes('next')) {
    if (hasAny(words, ADDRESS)) return 3;
    return isAddress(place) && hasOnly(words, wordSet('next page results set records'))
      ? 3
      : hasPrevious(place)
        ? 1
        : 0;
  }
  // A link object has few properties. The next episode of a series can have a URL too, but also many other properties.
  const isLink = place.siblings.length <= 5;
  return parentWords.includes('next') && hasOnly(words, ADDRESS) && isLink ? 3 : 0;
}

/** True for a `next` that has a `previous` next to it: together they are usually links. */
function hasPrevious({ words, siblings }: ResponsePlace): boolean {
  return hasOnly(words, wordSet('next')) && siblings.some((name) => /^prev(?:ious)?$/i.test(name));
}

export type ResponseRole = 'nextCursor' | 'nextUrl' | 'hasMore' | 'isLast' | 'total' | 'totalPages' | 'limit' | 'page';

export interface ResponseEvidence {
  readonly place: ResponsePlace;
  /** 3 if the name states the role, 2 if the name suggests it, 1 if the request has to confirm it. */
  readonly strength: number;
}

const ROLES: { readonly [Role in ResponseRole]: (place: ResponsePlace) => number } = {
  nextCursor: nextCursorStrength,
  nextUrl: nextUrlStrength,
  hasMore: hasMoreStrength,
  isLast: isLastStrength,
  total: totalStrength,
  totalPages: totalPagesStrength,
  limit: pageSizeStrength,
  page: pageStrength,
};

/** Finds the places that can have a role, the strongest evidence first, then those nearest to the top. */
export function findResponseRole(role: ResponseRole, places: readonly ResponsePlace[]): ResponseEvidence[] {
  return places
    .map((place) => ({ place, strength: ROLES[role](place) - (hasAny(place.parentWords, BACKWARDS) ? 3 : 0) }))
    .filter(({ strength }) => strength > 0)
    .sort((a, b) => b.strength - a.strength || a.place.depth - b.place.depth);
}

const BACKWARDS = wordSet('before prev previous prior first self last');
