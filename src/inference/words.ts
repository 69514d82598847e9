/**
 * The words that names of pagination fields are made of. They serve only to split what is written together
 * (`pagesize`, `hasmore`); what a field is for is decided elsewhere.
 */
const VOCABULARY = new Set(
  (
    'after at batch before by continuation count current cursor data end ending entries exclusive first from has href ' +
    'id index is item items key last limit link links list marker max maximum min more next no num number of offset ' +
    'page pages paging per position prev previous query record records result results row rows search size skip start ' +
    'starting token top total truncated uri url'
  ).split(' '),
);

/** No field is called anything longer; what is gets no further attention. */
const MAX_NAME = 100;

const cache = new Map<string, readonly string[]>();

/**
 * The words of a name, lower case: `page[number]`, `pageNumber`, `PageNumber`, `page_number` and `pagenumber` are all
 * `page`, `number`.
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

/** The only way, longest words first, in which a text is a row of known words; undefined where it is none. */
function segment(text: string): string[] | undefined {
  if (text === '') return [];
  for (let length = text.length; length > 1; length--) {
    const head = text.slice(0, length);
    const rest = VOCABULARY.has(head) ? segment(text.slice(length)) : undefined;
    if (rest !== undefined) return [head, ...rest];
  }
  return undefined;
}

/** A noun without its plural ending, well enough to compare two names of one thing. */
export function singular(word: string): string {
  if (/ies$/.test(word) && word.length > 4) return word.replace(/ies$/, 'y');
  if (/(?:ss|x|ch|sh|z)es$/.test(word)) return word.slice(0, -2);
  return /[^su]s$/.test(word) ? word.slice(0, -1) : word;
}

/** Whether `words` has each of `wanted`. */
export function hasAll(words: readonly string[], ...wanted: readonly string[]): boolean {
  return wanted.every((word) => words.includes(word));
}

/** Whether `words` has any of `wanted`. */
export function hasAny(words: readonly string[], wanted: ReadonlySet<string>): boolean {
  return words.some((word) => wanted.has(word));
}

/** Whether all of `words` are among `wanted`. */
export function onlyOf(words: readonly string[], wanted: ReadonlySet<string>): boolean {
  return words.length > 0 && words.every((word) => wanted.has(word));
}

const sets = new Map<string, ReadonlySet<string>>();

/** A set of words, written as a text; the same text gives the same set. */
export function wordSet(text: string): ReadonlySet<string> {
  const set = sets.get(text) ?? new Set(text.split(' '));
  sets.set(text, set);
  return set;
}
