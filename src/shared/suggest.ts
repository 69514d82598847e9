import { distance } from 'fastest-levenshtein';
import type { Diagnostic } from './diagnostic.ts';

/** Advice for a diagnostic: a hint and perhaps a fix. */
export type Advice = Pick<Diagnostic, 'hint' | 'fix'>;

/**
 * Returns `{ hint: 'Did you mean …?' }` for the candidate nearest to `name`.
 *
 * @param otherwise the hint if none is near, such as a list of the candidates. Default: no hint.
 */
export function didYouMean(name: string, candidates: Iterable<string>, otherwise?: string): { readonly hint?: string } {
  const near = findNearest(name, candidates);
  const hint = near === undefined ? otherwise : formatSuggestion(`\`${near}\``);
  return hint === undefined ? {} : { hint };
}

/** Formats a suggestion. Paths are not quoted, so that they can be copied; names are quoted with back-ticks. */
export function formatSuggestion(meant: string): string {
  return `Did you mean ${meant}?`;
}

/**
 * Suggests a name that occurs in the document. The fix is safe only if the two names differ in nothing but letter case,
 * spaces, `-` and `_`: names that differ more may both exist.
 */
export function suggestName(name: string, candidates: Iterable<string>): Advice {
  return suggest(name, candidates, hasSameLetters);
}

/** Longer lists are not helpful. */
const MAX_LISTED = 6;

/**
 * Does the same as {@link suggestName}. If no name is near, it lists the names that there are, if they are few.
 *
 * @param one begins the hint for a single name, such as "Its only query parameter is"
 * @param many begins the hint for several
 */
export function suggestOrList(name: string, candidates: readonly string[], one: string, many: string): Advice {
  const advice = suggestName(name, candidates);
  if (advice.hint !== undefined || candidates.length === 0 || candidates.length > MAX_LISTED) return advice;
  return {
    hint: `${candidates.length === 1 ? one : many} ${candidates.map((candidate) => `\`${candidate}\``).join(', ')}.`,
  };
}

/** Suggests a word that annotations use. The fix is safe if only the spelling differs, or one letter is wrong. */
export function suggestWord(name: string, candidates: Iterable<string>): Advice {
  return suggest(name, candidates, (from, to) => hasSameLetters(from, to) || isSlip(from, to));
}

function suggest(from: string, candidates: Iterable<string>, isSafe: (from: string, to: string) => boolean): Advice {
  const to = findNearest(from, candidates);
  if (to === undefined) return {};
  const hint = formatSuggestion(`\`${to}\``);
  return isSafe(from, to) ? { hint, fix: { kind: 'rename', from, to } } : { hint };
}

function hasSameLetters(a: string, b: string): boolean {
  const fold = (text: string): string => text.toLowerCase().replace(/[-_ ]/g, '');
  return fold(a) === fold(b);
}

/** Names longer than this are not typing errors. */
const MAX_LENGTH = 200;

/**
 * Returns the candidate that `name` most likely means, for "Did you mean …?". It ignores letter case and treats `-` as
 * `_`. If several candidates are equally near, it returns the first.
 *
 * @returns undefined if no candidate is near enough. Up to two letters in five may differ, and always one: a wrong
 * suggestion misleads more than none.
 */
export function findNearest(name: string, candidates: Iterable<string>): string | undefined {
  // The time grows with the square of the length.
  if (name.length > MAX_LENGTH) return undefined;
  const wanted = fold(name);
  let best: string | undefined;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const folded = fold(candidate);
    const longest = Math.max(wanted.length, folded.length);
    const allowed = Math.max(1, Math.floor(longest * 0.4));
    // The distance is never less than the difference in length. This test saves most of the work on long lists.
    if (Math.abs(wanted.length - folded.length) > Math.min(allowed, bestDistance)) continue;
    const away = isSwap(wanted, folded) ? 1 : distance(wanted, folded);
    if (away <= allowed && away < longest && away < bestDistance) {
      best = candidate;
      bestDistance = away;
    }
  }
  return best;
}

/** True if one typing error turns one text into the other: a letter more, less or wrong, or two letters swapped. */
export function isSlip(a: string, b: string): boolean {
  return Math.abs(a.length - b.length) < 2 && (isSwap(a, b) || distance(a, b) === 1);
}

/** True if at most two letters of a word differ, or one of a short word. Ignores letter case, and treats `-` as `_`. */
export function isMisspelling(text: string, word: string): boolean {
  const [a, b] = [fold(text), fold(word)];
  return a === b || isSlip(a, b) || (b.length > 4 && Math.abs(a.length - b.length) <= 2 && distance(a, b) <= 2);
}

/** True if two adjacent letters are swapped. That is one typing error, but two edits. */
function isSwap(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return a[at] === b[at + 1] && a[at + 1] === b[at] && at + 1 < a.length && a.slice(at + 2) === b.slice(at + 2);
}

function fold(name: string): string {
  return name.toLowerCase().replaceAll('-', '_');
}
