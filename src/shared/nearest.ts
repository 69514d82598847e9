import { distance } from 'fastest-levenshtein';

/** Longer names are no slip of the fingers. */
const MAX_LENGTH = 200;

/**
 * The candidate that `name` most likely stands for, for "Did you mean …?". Letter case does not count, nor does the
 * difference between `-` and `_`. Of candidates that are equally near, the first wins.
 *
 * @returns undefined where even the nearest is too far away: more than two letters in five differ (one letter is
 * always allowed), so that nobody is sent the wrong way.
 */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  // The cost grows with the square of the length.
  if (name.length > MAX_LENGTH) return undefined;
  const wanted = fold(name);
  let best: string | undefined;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const folded = fold(candidate);
    const longest = Math.max(wanted.length, folded.length);
    const allowed = Math.max(1, Math.floor(longest * 0.4));
    // The difference in length is a lower bound of the distance: it saves most of the work on long lists.
    if (Math.abs(wanted.length - folded.length) > Math.min(allowed, bestDistance)) continue;
    const away = isSwap(wanted, folded) ? 1 : distance(wanted, folded);
    if (away <= allowed && away < longest && away < bestDistance) {
      best = candidate;
      bestDistance = away;
    }
  }
  return best;
}

/** Whether one slip of the fingers makes one text of the other: a letter more, less or wrong, or two letters swapped. */
export function isSlip(a: string, b: string): boolean {
  return Math.abs(a.length - b.length) < 2 && (isSwap(a, b) || distance(a, b) === 1);
}

/** Two neighbouring letters changed places: one slip of the fingers, though two edits. */
function isSwap(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return a[at] === b[at + 1] && a[at + 1] === b[at] && at + 1 < a.length && a.slice(at + 2) === b.slice(at + 2);
}

function fold(name: string): string {
  return name.toLowerCase().replaceAll('-', '_');
}
