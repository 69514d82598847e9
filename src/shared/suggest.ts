import type { Diagnostic } from './diagnostic.ts';
import { findNearest, isSlip } from './nearest.ts';

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
