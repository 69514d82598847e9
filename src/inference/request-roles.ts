import { isCountable, isMoment, isNumber, isText } from './place.ts';
import type { RequestPlace } from './request-places.ts';
import { hasAll, hasAny, onlyOf, wordSet } from './words.ts';

export type RequestRole = 'cursor' | 'offset' | 'page' | 'limit';

/** How surely a place has a role: 3 the name says so, 2 it mostly does, 1 only together with a response that agrees. */
export type Strength = 1 | 2 | 3;

export interface RequestEvidence {
  readonly place: RequestPlace;
  readonly strength: Strength;
}

const RANGE_STARTS = wordSet('start from begin date time');
const RANGE_ENDS = wordSet('end to until stop date time');

const ROLES: { readonly [Role in RequestRole]: (place: RequestPlace) => number } = {
  cursor: cursorStrength,
  offset: offsetStrength,
  page: pageStrength,
  limit: limitStrength,
};

/** The places that may have a role, the surest first, in document order among equals. */
export function findRole(role: RequestRole, places: readonly RequestPlace[]): RequestEvidence[] {
  const isRange = places.some(({ words }) => onlyOf(words, RANGE_ENDS));
  return (
    places
      .map((place) => ({ place, strength: strengthOf(role, place) }))
      .filter((found): found is RequestEvidence => found.strength > 0)
      // `start` and `end`, `from` and `to` are the two ends of a filter.
      .filter(({ place }) => !(isRange && role === 'offset' && onlyOf(place.words, RANGE_STARTS)))
      .sort((a, b) => b.strength - a.strength)
  );
}

function strengthOf(role: RequestRole, place: RequestPlace): number {
  // Another parameter than the deprecated one is meant to be used; where there is none, it still works.
  return Math.max(0, Math.min(3, ROLES[role](place) - (place.deprecated ? 1 : 0)));
}

const BACKWARDS = wordSet('before prev previous ending backward backwards until');
const PAGING = wordSet('page paging pagination paginate pager paginator');

function cursorStrength(place: RequestPlace): number {
  if (!isText(place) && !isNumber(place) && !place.kinds.has('array') && !place.kinds.has('object')) return 0;
  if (place.isEnum || isFilter(place) || hasAny(place.words, BACKWARDS)) return 0;
  const says = cursorWords(place.words);
  const explains = saysCursor(place.text) || (says > 1 && /\bpaginat/.test(place.text));
  if (says < 3 && !explains && isMoment(place)) return 0;
  if (says === 0) return explains && isText(place) && !place.words.includes('limit') ? 2 : 0;
  return says + (explains ? 1 : 0);
}

/** Filters such as `filter[after]` or `created[after]` narrow a list by a field; `page[after]` pages. */
function isFilter({ words, name }: RequestPlace): boolean {
  return /^(?:filters?|where)\b/i.test(name) || hasAny(words, wordSet('created updated modified timestamp date time'));
}

function cursorWords(words: readonly string[]): number {
  const has = (...wanted: string[]): boolean => hasAll(words, ...wanted);
  if (has('cursor') && !has('name')) return 3;
  if (has('bookmark') || has('continuation') || has('scroll', 'id')) return 3;
  if (has('token') && hasAny(words, wordSet('next page paging pagination start starting resume skip continue')))
    return 3;
  if (has('marker')) return words.length <= 2 ? 3 : 1;
  if (has('starting', 'after') || has('start', 'after')) return 3;
  if (has('exclusive', 'start', 'key') || has('last', 'evaluated', 'key')) return 3;
  if (has('after') && hasAny(words, PAGING)) return 3;
  if (has('page') && hasAny(words, wordSet('info key state'))) return 2;
  if (onlyOf(words, wordSet('after id key'))) return words[0] === 'after' ? 2 : 0;
  if (has('since', 'id') || (has('last') && hasAny(words, wordSet('id key')) && words.length === 2)) return 2;
  if (onlyOf(words, wordSet('continue'))) return 2;
  if (has('next') && onlyOf(words, wordSet('next page key id marker'))) return 2;
  if (has('start') && hasAny(words, wordSet('id key'))) return 1;
  return onlyOf(words, wordSet('position page start offset from token')) && words.length === 1 ? 1 : 0;
}

function saysCursor(text: string): boolean {
  return (
    /\b(?:pagination|paging|page|continuation|opaque|next) (?:cursor|token|marker)\b/.test(text) ||
    /\bcursor\b[^.]*\b(?:pag(?:e|es|ination|ing)|next|results|previous|position)\b/.test(text) ||
    /\b(?:next|more|following) (?:page|set|batch|group) of (?:results|items|records|objects)\b[\s\S]*\b(?:token|cursor|value)\b/.test(
      text,
    ) ||
    /\b(?:token|cursor|value|marker|id)\b[^.]*\b(?:returned|received|obtained|from)\b[^.]*\b(?:previous|prior|last|preceding)\b/.test(
      text,
    )
  );
}

function pageStrength(place: RequestPlace): number {
  const { words, text } = place;
  if (!isCountable(place) || place.isEnum || isFilter(place)) return 0;
  if (hasAny(words, wordSet('size limit per token cursor total count id name url after before rows max'))) return 0;
  if (!words.includes('page') && !onlyOf(words, wordSet('p pg pn'))) return 0;
  const numbers = isNumber(place);
  const explains =
    /\bpage (?:number|index|num|no)\b|\bwhich page\b|\bnumber of the page\b|\bpage (?:of results )?to\b|\bpages?\b/.test(
      text,
    );
  if (onlyOf(words, wordSet('page number num no nr index idx current requested results result list offset'))) {
    if (saysCursor(text)) return numbers ? 2 : 0;
    return numbers ? 3 : explains ? 2 : 1;
  }
  return numbers && words.length <= 2 && (explains || words.includes('p')) ? 1 : 0;
}

const RECORDS = wordSet(
  'result results record records item items row rows entry entries element elements object objects',
);

function offsetStrength(place: RequestPlace): number {
  const { words, text } = place;
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

function offsetWords(words: readonly string[]): number {
  if (words.includes('offset') || words.includes('skip')) return words.length <= 3 ? 3 : 1;
  const starts =
    words.includes('start') || words.includes('starting') || words.includes('first') || words.includes('begin');
  if (starts && hasAny(words, wordSet('index at row position record item result from element')))
    return words.length <= 3 ? 3 : 1;
  if (words.includes('first') && hasAny(words, RECORDS)) return 2;
  if (words.length === 1 && RANGE_STARTS.has(words[0]!)) return /^(?:date|time)$/.test(words[0]!) ? 0 : 2;
  return 0;
}

const LIMITS = wordSet(
  'limit page paging pagination size max maximum maxresults result results item items query list count number of row rows per fetch search record records entries entry element elements objects hits response return returned elements keys',
);
const SIZES = wordSet('size limit count length rows take top num n number hits');

function limitStrength(place: RequestPlace): number {
  const { words, text } = place;
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
  if (words.length === 1 && (SIZES.has(words[0]!) || words[0] === 'first' || words[0] === 'pagelen')) return 2;
  if (has('page') && hasAny(words, wordSet('limit count length items results'))) return 2;
  if ((has('number', 'of') || has('num')) && hasAny(words, RECORDS)) return 2;
  return onlyOf(words, wordSet('size count result results')) ? 1 : 0;
}
