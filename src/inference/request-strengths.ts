import { isCountable, isDateTime, isNumber, isText } from './place.ts';
import type { RequestPlace } from './request-places.ts';
import { hasAll, hasAny, hasOnly, wordSet } from './words.ts';

/** General words for the items of a list. */
const RECORDS: ReadonlySet<string> = wordSet(
  'result results record records item items row rows entry entries element elements object objects',
);

/** Words in the names of tokens that do not select a page, such as tokens for authentication or for changes. */
export const NON_PAGING_TOKENS: ReadonlySet<string> = wordSet(
  'wait sync delta refresh access auth csrf session change',
);

/** Usual names of the two ends of a range. */
export const RANGE_STARTS: ReadonlySet<string> = wordSet('start from begin date time');
export const RANGE_ENDS: ReadonlySet<string> = wordSet('end to until stop date time');

const PAGING = wordSet('pagination paging pager paginator paginate pageable');

/** Returns the words of a name without those that only mean "paging": `pagination[page]` is a `page`. */
function coreWords(words: readonly string[]): readonly string[] {
  const rest = words.filter((word) => !PAGING.has(word));
  return rest.length > 0 ? rest : words;
}

/** Fields of a `filter` object that position the list. Some frameworks put everything about a query into one object. */
const POSITIONS_IN_FILTER = /^filters?(?:\.|\[)(?:limit|offset|skip|take|cursor|page_?size|per_?page)\]?$/i;

/** True for filters such as `filter[after]` and `created[after]`, which narrow a list by a field. */
function isFilter({ words, name }: RequestPlace): boolean {
  if (POSITIONS_IN_FILTER.test(name)) return false;
  return /^(?:filters?|where)\b/i.test(name) || hasAny(words, wordSet('created updated modified timestamp date time'));
}

/** True for a list of allowed texts, such as `day` and `week`. A list of numbers, even if written as texts, is none. */
function isChoiceOfTexts(place: RequestPlace): boolean {
  return place.isEnum && !isNumber(place) && !place.isNumericEnum;
}

/** Matches descriptions of a quantity that does not count items, such as "number of days". */
const OTHER_UNITS =
  /^(?:the |a )?(?:(?:maximum|max|total) )?(?:number of |in )?(?:days?|hours?|minutes?|seconds?|milliseconds?|weeks?|months?|years?|bytes|characters|meters|kilometers|miles)\b/;

function countsOtherThings({ words, text }: RequestPlace): boolean {
  return OTHER_UNITS.test(text.trimStart()) || hasAny(words, wordSet('days hours minutes seconds weeks months years'));
}

/**
 * True if a description says that the list continues with values beyond the given one: "numbers greater than the
 * offset". Such a position is the value of an item, not a number of items.
 */
function describesKeyset(text: string): boolean {
  return /\b(?:greater|larger|higher|bigger|less|smaller|lower|older|newer) than (?:or equal to )?(?:the |this |that )?(?:offset|cursor|value|parameter|given|specified|provided|start|marker|id)\b/.test(
    text,
  );
}

/** True if a description mentions a token that leads to another page. */
function describesCursor(text: string): boolean {
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

const LIMITS = wordSet(
  'limit page paging pagination size max maximum maxresults result results item items query list count number of row rows per fetch search record records entries entry element elements objects hits response return returned elements keys',
);
const SIZES = wordSet('size limit count length rows take top num n number hits max maximum pagelen per rpp ipp');

/** Returns the strength of the evidence that a place holds the page size. */
export function limitStrength(place: RequestPlace): number {
  const { text } = place;
  const words = coreWords(place.words);
  if (!isCountable(place) || isFilter(place) || place.kinds.has('boolean')) return 0;
  if (isChoiceOfTexts(place) || countsOtherThings(place)) return 0;
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
  if (has('limit') && hasOnly(words, LIMITS)) return 3;
  if (has('page', 'size') || has('per', 'page') || has('batch', 'size')) return 3;
  if ((has('max') || has('maximum')) && hasOnly(words, LIMITS) && words.length > 1) return 3;
  if (has('per') && hasAny(words, RECORDS)) return 2;
  if (has('limit') && words.length <= 2) return 2;
  if (words.length === 1 && (SIZES.has(words[0]!) || words[0] === 'first')) return 2;
  if (has('page') && hasAny(words, wordSet('limit count length items results'))) return 2;
  if ((has('number', 'of') || has('num')) && hasAny(words, RECORDS)) return 2;
  return hasOnly(words, wordSet('size count result results')) ? 1 : 0;
}

const BACKWARDS = wordSet('before prev previous ending backward backwards until');
const ADDRESS = wordSet('url uri href image logo');
const CURSOR_PAGING = wordSet('page paging pagination paginate pager paginator');

/** Returns the strength of the evidence that a place holds a cursor. */
export function cursorStrength(place: RequestPlace): number {
  if (!isText(place) && !isNumber(place) && !place.kinds.has('array') && !place.kinds.has('object')) return 0;
  if (place.isEnum || (isFilter(place) && !place.words.includes('cursor')) || hasAny(place.words, BACKWARDS)) return 0;
  if (hasAny(place.words, ADDRESS) || hasAny(place.words, NON_PAGING_TOKENS)) return 0;
  if (place.words.includes('scroll') && /\b(?:keep|time|duration|minutes?)\b/.test(place.text)) return 0;
  const says = cursorWords(place.words);
  const explains = describesCursor(place.text) || (says > 1 && /\bpaginat/.test(place.text));
  if (offsetWords(coreWords(place.words)) > 0 && describesKeyset(place.text)) return 2;
  if (says < 3 && !explains && isDateTime(place)) return 0;
  // Deep inside a body, a "value of the previous response" is rarely a cursor.
  const isDeep = place.in === 'body' && place.key.lastIndexOf('/') > 0;
  if (says === 0) return explains && isText(place) && !isDeep && !place.words.includes('limit') ? 2 : 0;
  return says + (explains ? 1 : 0);
}

function cursorWords(words: readonly string[]): number {
  const has = (...wanted: string[]): boolean => hasAll(words, ...wanted);
  if (has('cursor') && !has('name')) return 3;
  if (has('bookmark') || has('iterator') || has('continuation') || has('scroll', 'id')) return 3;
  if (has('scroll') && hasOnly(words, wordSet('scroll param key'))) return 2;
  if (has('token') && hasAny(words, wordSet('next page paging pagination start starting resume skip continue')))
    return 3;
  if (has('marker')) return words.length <= 2 ? 3 : 1;
  if (has('starting', 'after') || has('start', 'after')) return 3;
  if (has('exclusive', 'start') || has('last', 'evaluated')) return 3;
  if (has('after') && hasAny(words, CURSOR_PAGING)) return 3;
  if (has('page') && hasAny(words, wordSet('info key state'))) return 2;
  if (hasOnly(words, wordSet('after id key'))) return words[0] === 'after' ? 2 : 0;
  if (hasOnly(words, wordSet('since last id key')) && hasAny(words, wordSet('id key')) && words.length === 2) return 2;
  if (hasOnly(words, wordSet('continue'))) return 2;
  if (has('next') && hasOnly(words, wordSet('next page key id marker'))) return 2;
  if (has('start') && hasAny(words, wordSet('id key'))) return 1;
  return hasOnly(words, wordSet('position page start offset from token')) && words.length === 1 ? 1 : 0;
}

/** Returns the strength of the evidence that a place holds a page number. */
export function pageStrength(place: RequestPlace): number {
  const { text } = place;
  const words = coreWords(place.words);
  if (!isCountable(place) || place.isEnum || isFilter(place)) return 0;
  if (hasAny(words, wordSet('size limit per token cursor total count id name url after before rows max offset')))
    return 0;
  if (!words.includes('page') && !hasOnly(words, wordSet('p pg pn'))) return 0;
  const numbers = isNumber(place);
  const explains =
    /\bpage (?:number|index|num|no)\b|\bwhich page\b|\bnumber of the page\b|\bpage (?:of results )?to\b|\bpages?\b/.test(
      text,
    );
  if (hasOnly(words, wordSet('page number num no nr index idx current requested results result list'))) {
    if (describesCursor(text)) return numbers ? 2 : 0;
    return numbers ? 3 : explains ? 2 : 1;
  }
  return numbers && words.length <= 2 && (explains || words.includes('p')) ? 1 : 0;
}

/** Matches descriptions of a text that identifies an item or a page. */
const DESCRIBED_AS_TOKEN = /\b(?:ids?|identifier|uuid|guid|hash|token|cursor|bookmark|opaque)\b/;

/** Returns the strength of the evidence that a place holds the number of items to skip. */
export function offsetStrength(place: RequestPlace): number {
  const { text } = place;
  const words = coreWords(place.words);
  if (!isCountable(place) || place.isEnum || isFilter(place)) return 0;
  if (hasAny(words, wordSet('timezone utc tz token size id date key byte bytes'))) return 0;
  if (countsOtherThings(place) || describesKeyset(text)) return 0;
  if (!isNumber(place) && (describesCursor(text) || DESCRIBED_AS_TOKEN.test(text))) return 0;
  const explains =
    /\bskip|\boffset\b|\b(?:zero|0|one|1)-based\b|\b(?:index|position|number|ordinal) of (?:the )?first\b|\bstart(?:ing)? (?:index|position|at|from|point)\b|\bfirst (?:result|item|record|row|element)\b/.test(
      text,
    );
  const base = offsetWords(words);
  if (base === 0) return 0;
  const strength = isNumber(place) ? base + (explains ? 1 : 0) : base - 1 + (explains ? 1 : 0);
  // A `start` or `from` that is a date is a filter.
  return base < 3 && isDateTime(place) ? 0 : strength;
}

/** Words that the name of an offset can also contain. */
const OFFSET_WORDS = wordSet(
  'page pages row rows record records item items result results index start starting initial from count number param query search list document documents entity object element',
);

function offsetWords(words: readonly string[]): number {
  if (words.includes('offset') || words.includes('skip')) {
    const rest = words.filter((word) => word !== 'offset' && word !== 'skip');
    if (rest.every((word) => OFFSET_WORDS.has(word))) return 3;
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
