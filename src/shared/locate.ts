import type { Diagnostic, Range } from './diagnostic.ts';
import type { JsonPointer, Location } from './json.ts';

/** The line starts of the latest text. Several callers in a row ask for the same document. */
let latest: { readonly text: string; readonly starts: readonly number[] } | undefined;

/**
 * Returns the offsets at which lines begin. A line ends with a line feed, with or without a carriage return before it.
 */
export function lineStarts(text: string): readonly number[] {
  latest = latest?.text === text ? latest : { text, starts: findLineStarts(text) };
  return latest.starts;
}

function findLineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** Returns the line and column of an offset, both from 1. */
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

/** A text that diagnostics point into. `range` is missing if the text does not parse. */
export interface LocatedText {
  readonly text: string;
  range?(pointer: JsonPointer, part?: 'key' | 'value'): Range;
  /** Returns the place that a part was written in, or undefined if its pointer names that place already. */
  elsewhere?(pointer: JsonPointer): Location | undefined;
  /** Set if pointers refer to an upgraded document. `origin` returns the pointer into the author's document. */
  readonly upgraded?: { origin(pointer: JsonPointer): JsonPointer };
}

/** A place with its line, its column and the text of the line. */
export interface Place extends Range {
  readonly file: string;
  readonly pointer: JsonPointer;
  /** The source line, or the part around the place if the line is very long. The place begins at `offset` in `text`. */
  readonly excerpt: { readonly text: string; readonly offset: number };
}

/** A diagnostic as it is printed and returned: with line and column. */
export interface LocatedDiagnostic extends Omit<Diagnostic, 'related' | 'range'>, Place {
  readonly related?: readonly ({ readonly message: string } & Place)[];
}

/**
 * Looks up lines and columns, drops repetitions (same place, code and message) and sorts by file, line, column and
 * code. The first entry of `texts` is the document itself; it comes before all other files.
 */
export function locate(
  diagnostics: readonly Diagnostic[],
  texts: ReadonlyMap<string, LocatedText>,
): LocatedDiagnostic[] {
  const located = new Map<string, LocatedDiagnostic>();
  const lineOf = cacheLines(texts);
  for (const { range, related, ...diagnostic } of diagnostics) {
    const place = toPlace(diagnostic.location, range, texts, lineOf);
    const key = JSON.stringify([place.file, place.line, place.column, diagnostic.code, diagnostic.message]);
    if (located.has(key)) continue;
    located.set(key, {
      ...diagnostic,
      ...place,
      ...(related && {
        related: related.map(({ message, location }) => ({
          message,
          ...toPlace(location, undefined, texts, lineOf),
        })),
      }),
    });
  }
  const [root] = texts.keys();
  return [...located.values()].sort(
    (a, b) =>
      Number(b.file === root) - Number(a.file === root) ||
      compareText(a.file, b.file) ||
      a.line - b.line ||
      a.column - b.column ||
      compareText(a.code, b.code),
  );
}

/** Returns the lines and columns of places, in the same order. */
export function locatePlaces(locations: readonly Location[], texts: ReadonlyMap<string, LocatedText>): Place[] {
  const lineOf = cacheLines(texts);
  return locations.map((location) => toPlace(location, undefined, texts, lineOf));
}

function toPlace(
  written: Location,
  known: Range | undefined,
  texts: ReadonlyMap<string, LocatedText>,
  lineOf: (file: string, line: number) => string,
): Place {
  const elsewhere = texts.get(written.file)?.elsewhere?.(written.pointer);
  const location = elsewhere === undefined ? written : { ...written, ...elsewhere };
  const range = known ??
    texts.get(location.file)?.range?.(location.pointer, location.part) ?? {
      line: 1,
      column: 1,
      endLine: 1,
      endColumn: 1,
    };
  const line = lineOf(location.file, range.line);
  const pointer = texts.get(location.file)?.upgraded?.origin(location.pointer) ?? location.pointer;
  return { file: location.file, pointer, ...range, excerpt: excerptOf(line, range.column) };
}

const EXCERPT_LENGTH = 160;
const EXCERPT_LEAD = 60;

/** Returns the part of a line around a column: minified JSON is a single line of megabytes. */
function excerptOf(line: string, column: number): { text: string; offset: number } {
  if (line.length <= EXCERPT_LENGTH) return { text: line, offset: column - 1 };
  const start = Math.max(0, column - 1 - EXCERPT_LEAD);
  return { text: line.slice(start, start + EXCERPT_LENGTH), offset: column - 1 - start };
}

/** Returns a function that looks up a line by its number, from 1. It does not split a large document into all lines. */
function cacheLines(texts: ReadonlyMap<string, LocatedText>): (file: string, line: number) => string {
  const cache = new Map<string, readonly number[]>();
  return (file, line) => {
    const text = texts.get(file)?.text ?? '';
    const starts = cache.get(file) ?? lineStarts(text);
    cache.set(file, starts);
    const start = starts[line - 1];
    if (start === undefined) return '';
    return text.slice(start, (starts[line] ?? text.length + 1) - 1).replace(/\r$/, '');
  };
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
