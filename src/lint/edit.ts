import type { Range } from '../diagnostics/range.ts';
import type { JsonPointer } from '../ir/json-pointer.ts';

/** A change of a text: what stands from `start` to `end` (offsets in UTF-16 code units) becomes `text`. */
export interface Edit {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A text that edits are made for. */
export interface SourceText {
  readonly file: string;
  readonly text: string;
  readonly isJson: boolean;
  /** The place of a value or of its key. */
  range(pointer: JsonPointer, part?: 'key' | 'value'): Range;
  /** The offset of a line and column, both from 1. */
  offset(line: number, column: number): number;
}

/** A text with look-up of offsets. */
export function sourceText(file: string, text: string, range: SourceText['range']): SourceText {
  let starts: readonly number[] | undefined;
  return {
    file,
    text,
    range,
    isJson: file.toLowerCase().endsWith('.json') || text.trimStart().startsWith('{'),
    offset(line, column) {
      starts ??= lineStarts(text);
      return (starts[line - 1] ?? text.length) + column - 1;
    },
  };
}

/** Lines are counted as diagnostics count them. */
function lineStarts(text: string): number[] {
  const starts = [0];
  for (const { index } of text.matchAll(/\n/g)) starts.push(index + 1);
  return starts;
}

/**
 * The text with all edits made. Of edits that overlap, the first in the text wins; the others are for a later pass.
 * Nothing outside the edits changes.
 */
export function applyEdits(text: string, edits: readonly Edit[]): { readonly text: string; readonly applied: number } {
  const sorted = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  const parts: string[] = [];
  let position = 0;
  let applied = 0;
  let last: Edit | undefined;
  for (const edit of sorted) {
    const repeats = last !== undefined && edit.start === last.start && edit.end === last.end && edit.text === last.text;
    if (repeats || edit.start < position) continue;
    parts.push(text.slice(position, edit.start), edit.text);
    position = edit.end;
    applied++;
    last = edit;
  }
  parts.push(text.slice(position));
  return { text: parts.join(''), applied };
}
