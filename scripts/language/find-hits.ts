import { IDIOMS, type Idiom } from './idioms.ts';
import { passagesOf } from './passages.ts';

/** A place of a file that uses one of the idioms. */
export interface Hit {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly text: string;
  readonly idiom: Idiom;
}

/** Finds the idioms that a file uses. In tests, it reads only comments, because strings quote what is tested. */
export function findHits(path: string, text: string): Hit[] {
  const isTest = path.startsWith('test/');
  const hits: (Hit & { readonly offset: number })[] = [];
  for (const passage of passagesOf(path, text)) {
    if (isTest && passage.kind === 'string') continue;
    for (const idiom of IDIOMS) {
      if (idiom.only && !idiom.only.includes(passage.kind)) continue;
      for (const match of passage.text.matchAll(idiom.pattern)) {
        const lead = match[0].search(/\S/);
        const offset = passage.offset + match.index + lead;
        const found = text.slice(offset, passage.offset + match.index + match[0].length);
        const before = text.slice(0, offset).split('\n');
        hits.push({
          path,
          line: before.length,
          column: (before.at(-1)?.length ?? 0) + 1,
          text: found.replace(/\s+(?:\*|\/\/)?\s*/g, ' ').trim(),
          idiom,
          offset,
        });
      }
    }
  }
  return hits.sort((a, b) => a.offset - b.offset);
}
