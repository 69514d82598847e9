import { lineStarts, positionAt } from '../diagnostics/line-starts.ts';
import type { Range } from '../diagnostics/range.ts';
import { type JsonPointer, parsePointer } from '../ir/json-pointer.ts';

/** Finds where a value stands, and its key where it has one: offsets in UTF-16 code units. */
export interface PlaceIndex {
  find(tokens: readonly string[]): {
    readonly start: number;
    readonly end: number;
    readonly key?: readonly [start: number, end: number];
  };
}

/** The `range` of a document. Nothing is looked at before the first call. */
export function indexRanges(
  text: string,
  createIndex: () => PlaceIndex,
): (pointer: JsonPointer, part?: 'key' | 'value') => Range {
  let index: PlaceIndex | undefined;
  let lines: readonly number[] | undefined;
  return (pointer, part = 'value') => {
    index ??= createIndex();
    lines ??= lineStarts(text);
    const spot = index.find(parsePointer(pointer) ?? []);
    const [start, end] = (part === 'key' && spot.key) || [spot.start, spot.end];
    const from = positionAt(lines, start);
    const to = positionAt(lines, end);
    return { line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
  };
}
