import { isCountable, isNumber } from './place.ts';
import type { RequestPlace } from './request-places.ts';
import { coreWords, isFilter, RECORDS } from './request-words.ts';
import { hasAll, hasAny, onlyOf, wordSet } from './words.ts';

const LIMITS = wordSet(
  'limit page paging pagination size max maximum maxresults result results item items query list count number of row rows per fetch search record records entries entry element elements objects hits response return returned elements keys',
);
const SIZES = wordSet('size limit count length rows take top num n number hits max maximum pagelen per rpp ipp');

/** How surely a place carries the size of a page. */
export function limitStrength(place: RequestPlace): number {
  const { text } = place;
  const words = coreWords(place.words);
  if (!isCountable(place) || isFilter(place) || place.kinds.has('boolean')) return 0;
  const explains =
    /\b(?:max(?:imum)?|total|upper limit on the|limit(?:s|ed)?(?: on)?(?: the)?|how many)\b[^.]*\b(?:number|results?|items?|records?|objects?|rows|entries|elements|returned|return|amount|list)\b|\bnumber of [\w ]*\b(?:return|retrieve|per page|fetch|show|display|include|list|page|response)|\bper page\b|\bpage size\b|\bsize of (?:the|a|each) page\b/.test(
      text,
    );
  const base = limitWords(words);
  if (base === 0) return 0;
  if (!isNumber(place) && base < 3 && !explains) return 1;
  return base + (explains ? 1 : 0);
}

function limitWords(words: readonly string[]): number {
  const has = (...wanted: string[]): boolean => hasAll(words, ...wanted);
  if (has('limit') && onlyOf(words, LIMITS)) return 3;
  if (has('page', 'size') || has('per', 'page') || has('batch', 'size')) return 3;
  if ((has('max') || has('maximum')) && onlyOf(words, LIMITS) && words.length > 1) return 3;
  if (has('per') && hasAny(words, RECORDS)) return 2;
  if (has('limit') && words.length <= 2) return 2;
  if (words.length === 1 && (SIZES.has(words[0]!) || words[0] === 'first')) return 2;
  if (has('page') && hasAny(words, wordSet('limit count length items results'))) return 2;
  if ((has('number', 'of') || has('num')) && hasAny(words, RECORDS)) return 2;
  return onlyOf(words, wordSet('size count result results')) ? 1 : 0;
}
