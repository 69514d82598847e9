import type { RequestPlace } from './request-places.ts';
import { hasAny, wordSet } from './words.ts';

/** What lists are lists of, in general. */
export const RECORDS: ReadonlySet<string> = wordSet(
  'result results record records item items row rows entry entries element elements object objects',
);

/** Tokens that wait for changes, follow them or let somebody in: they lead to no further page. */
export const NO_PAGES: ReadonlySet<string> = wordSet('wait sync delta refresh access auth csrf session change');

/** Both ends of a range, each by its usual names. */
export const RANGE_STARTS: ReadonlySet<string> = wordSet('start from begin date time');
export const RANGE_ENDS: ReadonlySet<string> = wordSet('end to until stop date time');

const PAGING = wordSet('pagination paging pager paginator paginate pageable');

/** The words of a name, less those that only say that it is about pages: `pagination[page]` is a `page`. */
export function coreWords(words: readonly string[]): readonly string[] {
  const rest = words.filter((word) => !PAGING.has(word));
  return rest.length > 0 ? rest : words;
}

/** Filters such as `filter[after]` or `created[after]` narrow a list by a field; `page[after]` pages. */
export function isFilter({ words, name }: RequestPlace): boolean {
  return /^(?:filters?|where)\b/i.test(name) || hasAny(words, wordSet('created updated modified timestamp date time'));
}

/** Whether a description speaks of a token that leads to another page. */
export function saysCursor(text: string): boolean {
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
