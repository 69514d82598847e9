import type { Range } from '../diagnostics/range.ts';
import type { Edit, SourceText } from './edit.ts';

/** Takes out the whole line that a range begins on. */
export function removeLine(source: SourceText, { line }: Range): readonly Edit[] {
  return [{ file: source.file, start: source.offset(line, 1), end: source.offset(line + 1, 1), text: '' }];
}
