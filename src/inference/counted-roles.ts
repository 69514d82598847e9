import { isCountable, isMoment, isNumber } from './place.ts';
import type { RequestPlace } from './request-places.ts';
import { coreWords, isFilter, RANGE_STARTS, RECORDS, saysCursor } from './request-words.ts';
import { hasAny, onlyOf, wordSet } from './words.ts';

/** How surely a place carries the number of a page. */
export function pageStrength(place: RequestPlace): number {
  const { text } = place;
  const words = coreWords(place.words);
  if (!isCountable(place) || place.isEnum || isFilter(place)) return 0;
  if (hasAny(words, wordSet('size limit per token cursor total count id name url after before rows max offset')))
    return 0;
  if (!words.includes('page') && !onlyOf(words, wordSet('p pg pn'))) return 0;
  const numbers = isNumber(place);
  const explains =
    /\bpage (?:number|index|num|no)\b|\bwhich page\b|\bnumber of the page\b|\bpage (?:of results )?to\b|\bpages?\b/.test(
      text,
    );
  if (onlyOf(words, wordSet('page number num no nr index idx current requested results result list'))) {
    if (saysCursor(text)) return numbers ? 2 : 0;
    return numbers ? 3 : explains ? 2 : 1;
  }
  return numbers && words.length <= 2 && (explains || words.includes('p')) ? 1 : 0;
}

/** How surely a place carries the number of items to skip. */
export function offsetStrength(place: RequestPlace): number {
  const { text } = place;
  const words = coreWords(place.words);
  if (!isCountable(place) || place.isEnum || isFilter(place)) return 0;
  if (hasAny(words, wordSet('timezone utc tz token size id date key byte bytes'))) return 0;
  if (!isNumber(place) && saysCursor(text)) return 0;
  const explains =
    /\bskip|\boffset\b|\b(?:zero|0|one|1)-based\b|\b(?:index|position|number|ordinal) of (?:the )?first\b|\bstart(?:ing)? (?:index|position|at|from|point)\b|\bfirst (?:result|item|record|row|element)\b/.test(
      text,
    );
  const base = offsetWords(words);
  if (base === 0) return 0;
  const strength = isNumber(place) ? base + (explains ? 1 : 0) : base - 1 + (explains ? 1 : 0);
  // `start` and `from` of numbers that are moments or amounts are filters.
  return base < 3 && isMoment(place) ? 0 : strength;
}

/** What an offset may be called besides. */
const ABOUT = wordSet(
  'page pages row rows record records item items result results index start starting initial from count number param query search list document documents entity object element',
);

function offsetWords(words: readonly string[]): number {
  if (words.includes('offset') || words.includes('skip')) {
    const rest = words.filter((word) => word !== 'offset' && word !== 'skip');
    if (rest.every((word) => ABOUT.has(word))) return 3;
    return words.length === 2 && words[1] === 'offset' ? 2 : 1;
  }
  const starts =
    words.includes('start') || words.includes('starting') || words.includes('first') || words.includes('begin');
  if (starts && hasAny(words, wordSet('index at row position record item result from element')))
    return words.length <= 3 ? 3 : 1;
  if (words.includes('first') && hasAny(words, RECORDS)) return 2;
  if (words.length === 1 && RANGE_STARTS.has(words[0]!)) return /^(?:date|time)$/.test(words[0]!) ? 0 : 2;
  return 0;
}
