/**
 * Words in the names of pagination fields, used only to split names such as `pagesize` and `hasmore`. They do not
 * decide what a field is for.
 */
const VOCABULARY = new Set(
  (
    'after at batch before by continuation count current cursor data end ending entries exclusive first from has href ' +
    'id index is item items key last limit link links list marker max maximum min more next no num number of offset ' +
    'page pages paging per position prev previous query record records result results row rows search size skip start ' +
    'starting token top total truncated uri url'
  ).split(' '),
);

/** Longer names are truncated: no pagination field has one, and splitting takes time. */
const MAX_NAME = 100;

const cache = new Map<string, readonly string[]>();

/**
 * Splits a name into words in lower case: `page[number]`, `pageNumber`, `PageNumber`, `page_number` and `pagenumber`
 * are all `page`, `number`.
 */
export function wordsOf(name: string): readonly string[] {
  const known = cache.get(name);
  if (known !== undefined) return known;
  const words = name
    .slice(0, MAX_NAME)
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '')
    .flatMap((word) => segment(word.toLowerCase()) ?? [word.toLowerCase()]);
  cache.set(name, words);
  return words;
}

/** Splits a text into known words, trying long words first; undefined if that is impossible. */
function segment(text: string): string[] | undefined {
  if (text === '') return [];
  for (let length = text.length; length > 1; length--) {
    const head = text.slice(0, length);
    const rest = VOCABULARY.has(head) ? segment(text.slice(length)) : undefined;
    if (rest !== undefined) return [head, ...rest];
  }
  return undefined;
}

/** Removes the plural ending of a noun. Accurate enough to compare two names of the same thing. */
export function singularize(word: string): string {
  if (/ies$/.test(word) && word.length > 4) return word.replace(/ies$/, 'y');
  if (/(?:ss|x|ch|sh|z)es$/.test(word)) return word.slice(0, -2);
  return /[^su]s$/.test(word) ? word.slice(0, -1) : word;
}

/** True if `words` contains all of `wanted`. */
export function hasAll(words: readonly string[], ...wanted: readonly string[]): boolean {
  return wanted.every((word) => words.includes(word));
}

/** True if `words` contains any of `wanted`. */
export function hasAny(words: readonly string[], wanted: ReadonlySet<string>): boolean {
  return words.some((word) => wanted.has(word));
}

/** True if `words` is not empty and `wanted` contains all of them. */
export function hasOnly(words: readonly string[], wanted: ReadonlySet<string>): boolean {
  return words.length > 0 && words.every((word) => wanted.has(word));
}

const sets = new Map<string, ReadonlySet<string>>();

/** Parses a set of words that are separated by spaces. Sets are cached by their text. */
export function wordSet(text: string): ReadonlySet<string> {
  const set = sets.get(text) ?? new Set(text.split(' '));
  sets.set(text, set);
  return set;
}

/** Words for an end. A flag of such a name is true on the last page. */
const END = wordSet('complete completed done end ended eof exhausted final finished last');
const OPPOSITE = wordSet('has more next no not without');

/** True if a flag is named like one that is true on the last page: `isLast`, `done`, `end_of_stream`. */
export function isNamedLikeEnd(name: string): boolean {
  const words = name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/);
  return words.some((word) => END.has(word)) && !words.some((word) => OPPOSITE.has(word));
}
