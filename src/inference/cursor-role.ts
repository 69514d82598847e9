import { isMoment, isNumber, isText } from './place.ts';
import type { RequestPlace } from './request-places.ts';
import { isFilter, NO_PAGES, saysCursor } from './request-words.ts';
import { hasAll, hasAny, onlyOf, wordSet } from './words.ts';

const BACKWARDS = wordSet('before prev previous ending backward backwards until');
const ADDRESS = wordSet('url uri href image logo');
const PAGING = wordSet('page paging pagination paginate pager paginator');

/** How surely a place carries a token that stands for a position. */
export function cursorStrength(place: RequestPlace): number {
  if (!isText(place) && !isNumber(place) && !place.kinds.has('array') && !place.kinds.has('object')) return 0;
  if (place.isEnum || (isFilter(place) && !place.words.includes('cursor')) || hasAny(place.words, BACKWARDS)) return 0;
  if (hasAny(place.words, ADDRESS) || hasAny(place.words, NO_PAGES)) return 0;
  const says = cursorWords(place.words);
  const explains = saysCursor(place.text) || (says > 1 && /\bpaginat/.test(place.text));
  if (says < 3 && !explains && isMoment(place)) return 0;
  // Deep inside a body, values of earlier responses are mostly no cursors.
  const isDeep = place.in === 'body' && place.key.lastIndexOf('/') > 0;
  if (says === 0) return explains && isText(place) && !isDeep && !place.words.includes('limit') ? 2 : 0;
  return says + (explains ? 1 : 0);
}

function cursorWords(words: readonly string[]): number {
  const has = (...wanted: string[]): boolean => hasAll(words, ...wanted);
  if (has('cursor') && !has('name')) return 3;
  if (has('bookmark') || has('iterator') || has('continuation') || has('scroll', 'id')) return 3;
  if (has('token') && hasAny(words, wordSet('next page paging pagination start starting resume skip continue')))
    return 3;
  if (has('marker')) return words.length <= 2 ? 3 : 1;
  if (has('starting', 'after') || has('start', 'after')) return 3;
  if (has('exclusive', 'start') || has('last', 'evaluated')) return 3;
  if (has('after') && hasAny(words, PAGING)) return 3;
  if (has('page') && hasAny(words, wordSet('info key state'))) return 2;
  if (onlyOf(words, wordSet('after id key'))) return words[0] === 'after' ? 2 : 0;
  if (onlyOf(words, wordSet('since last id key')) && hasAny(words, wordSet('id key')) && words.length === 2) return 2;
  if (onlyOf(words, wordSet('continue'))) return 2;
  if (has('next') && onlyOf(words, wordSet('next page key id marker'))) return 2;
  if (has('start') && hasAny(words, wordSet('id key'))) return 1;
  return onlyOf(words, wordSet('position page start offset from token')) && words.length === 1 ? 1 : 0;
}
