import { lineStarts, positionAt } from '../diagnostics/line-starts.ts';
import type { Range } from '../diagnostics/range.ts';
import { type JsonPointer, parsePointer } from '../ir/json-pointer.ts';
import { JsonIndex } from './json-index.ts';

/** The `range` of a document whose text is JSON. Nothing is looked at before the first call. */
export function jsonRanges(text: string): (pointer: JsonPointer, part?: 'key' | 'value') => Range {
  let index: JsonIndex | undefined;
  let lines: readonly number[] | undefined;
  return (pointer, part = 'value') => {
    index ??= new JsonIndex(text);
    lines ??= lineStarts(text);
    const spot = index.find(parsePointer(pointer) ?? []);
    const [start, end] = (part === 'key' && spot.key) || [spot.start, spot.end];
    const from = positionAt(lines, start);
    const to = positionAt(lines, end);
    return { line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
  };
}
