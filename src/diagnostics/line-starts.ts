/** Of the text that was asked for last: one document is asked for several times in a row. */
let latest: { readonly text: string; readonly starts: readonly number[] } | undefined;

/** Offsets at which lines begin. Lines end with a line feed, whatever stands before it. */
export function lineStarts(text: string): readonly number[] {
  latest = latest?.text === text ? latest : { text, starts: findLineStarts(text) };
  return latest.starts;
}

function findLineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** Line and column, from 1, of an offset. */
export function positionAt(starts: readonly number[], offset: number): { line: number; column: number } {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
}
