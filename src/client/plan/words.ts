import { split } from 'change-case';

/** Longer names are cut: nobody reads them, and file systems refuse them. */
const MAX_LENGTH = 200;
const MAX_FILE_NAME = 100;

/** Returns the words of a name, which end at other characters than letters and digits, and before a capital letter. */
export function wordsOf(text: string): readonly string[] {
  const known = KNOWN.get(text) ?? parted(text);
  if (KNOWN.size >= MAX_KNOWN) KNOWN.clear();
  KNOWN.set(text, known);
  return known;
}

/** An operation's name is asked for its words half a dozen times: for function, method, and each type. */
const KNOWN = new Map<string, readonly string[]>();
const MAX_KNOWN = 1000;

function parted(text: string): readonly string[] {
  const parts = split(text.slice(0, MAX_LENGTH).normalize('NFC').replace(/['’]/g, ''))
    .flatMap((part) => part.split(/(?:\P{ID_Continue}|\p{Pc})+/u))
    .filter((part) => part !== '')
    .reduce<string[]>(rejoin, []);
  // SCREAMING_CASE holds no word boundaries worth keeping.
  return parts.length > 1 && parts.every((part) => part === part.toUpperCase()) ? parts.map(lower) : parts;
}

/** Joins `I` and `Pv6`, `O` and `Auth`: words with a capital letter inside, which end neither a name nor a file name. */
function rejoin(parts: string[], part: string): string[] {
  const last = parts.at(-1);
  const isInside = (last === 'I' && /^Pv[46]/.test(part)) || (last === 'O' && part.startsWith('Auth'));
  if (isInside) parts[parts.length - 1] = last + part;
  else parts.push(part);
  return parts;
}

/** `leads_list` → `LeadsList`, `HTTPError` → `HTTPError`; `''` where the text has no letter and no digit. */
export function pascalCase(text: string): string {
  return startLegal(join(wordsOf(text).map(capitalise)));
}

/** `ListLeads` → `listLeads`, `HTTPGet` → `httpGet`; `''` where the text has no letter and no digit. */
export function camelCase(text: string): string {
  const [first, ...others] = wordsOf(text);
  return first === undefined ? '' : startLegal(join([lower(first), ...others.map(capitalise)]));
}

/** `Custom Fields` → `custom-fields`, ASCII only; `''` where nothing is left of the text. */
export function kebabCase(text: string): string {
  const ascii = wordsOf(text.normalize('NFKD').replace(/\p{M}+/gu, '')).map((word) =>
    word.replace(/[^A-Za-z0-9]+/g, ''),
  );
  return ascii
    .filter((word) => word !== '')
    .map(lower)
    .join('-')
    .slice(0, MAX_FILE_NAME)
    .replace(/-$/, '');
}

/** Two numbers side by side would read as one. */
function join(parts: readonly string[]): string {
  return parts.reduce(
    (text, part) => (/\p{Nd}$/u.test(text) && /^\p{Nd}/u.test(part) ? `${text}_${part}` : text + part),
    '',
  );
}

/** An identifier cannot begin with a digit or a combining mark (UAX #31). */
function startLegal(name: string): string {
  return name !== '' && !/^\p{ID_Start}/u.test(name) ? `_${name}` : name;
}

function capitalise(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function lower(word: string): string {
  return word.toLowerCase();
}
