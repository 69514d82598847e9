import { wordSet } from './words.ts';

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
