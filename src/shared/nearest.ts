import { distance } from 'fastest-levenshtein';

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
