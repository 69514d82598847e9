import type { JsonPointer } from '../ir/json-pointer.ts';
import type { Location } from '../ir/location.ts';
import type { Diagnostic } from './diagnostic.ts';
import type { Range } from './range.ts';

/** A text that diagnostics point into. `range` is absent where the text could not be parsed. */
export interface LocatedText {
  readonly text: string;
  range?(pointer: JsonPointer, part?: 'key' | 'value'): Range;
  /** Where a part was written, where that is another place than its pointer says. */
  elsewhere?(pointer: JsonPointer): Location | undefined;
  /** Set where pointers are those of an upgraded document: `origin` gives the author's. */
  readonly upgraded?: { origin(pointer: JsonPointer): JsonPointer };
}

/** A place with line and column, and the line it stands on. */
export interface Place extends Range {
  readonly file: string;
  readonly pointer: JsonPointer;
  /** The source line; very long lines are cut to the part around the place. `offset` is where the place begins in it. */
  readonly excerpt: { readonly text: string; readonly offset: number };
}

/** A diagnostic as it is printed and returned: with line and column. */
export interface LocatedDiagnostic extends Omit<Diagnostic, 'related' | 'range'>, Place {
  readonly related?: readonly ({ readonly message: string } & Place)[];
}

/**
 * Looks up lines and columns, drops repetitions (same place, code and message) and sorts by file, line, column, code.
 * The first of `texts`, the document itself, comes before all other files.
 */
export function locate(
  diagnostics: readonly Diagnostic[],
  texts: ReadonlyMap<string, LocatedText>,
): LocatedDiagnostic[] {
  const located = new Map<string, LocatedDiagnostic>();
  const linesOf = cachedLines(texts);
  for (const { range, related, ...diagnostic } of diagnostics) {
    const place = placeOf(diagnostic.location, range, texts, linesOf);
    const key = JSON.stringify([place.file, place.line, place.column, diagnostic.code, diagnostic.message]);
    if (located.has(key)) continue;
    located.set(key, {
      ...diagnostic,
      ...place,
      ...(related && {
        related: related.map(({ message, location }) => ({
          message,
          ...placeOf(location, undefined, texts, linesOf),
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

function placeOf(
  written: Location,
  known: Range | undefined,
  texts: ReadonlyMap<string, LocatedText>,
  linesOf: (file: string) => readonly string[],
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
  const line = linesOf(location.file)[range.line - 1] ?? '';
  const pointer = texts.get(location.file)?.upgraded?.origin(location.pointer) ?? location.pointer;
  return { file: location.file, pointer, ...range, excerpt: excerptOf(line, range.column) };
}

const EXCERPT_LENGTH = 160;
const EXCERPT_LEAD = 60;

/** Minified JSON stands on one line of megabytes: show the part that matters. */
function excerptOf(line: string, column: number): { text: string; offset: number } {
  if (line.length <= EXCERPT_LENGTH) return { text: line, offset: column - 1 };
  const start = Math.max(0, column - 1 - EXCERPT_LEAD);
  return { text: line.slice(start, start + EXCERPT_LENGTH), offset: column - 1 - start };
}

function cachedLines(texts: ReadonlyMap<string, LocatedText>): (file: string) => readonly string[] {
  const cache = new Map<string, readonly string[]>();
  return (file) => {
    const lines = cache.get(file) ?? (texts.get(file)?.text ?? '').split(/\r\n|[\n\r]/);
    cache.set(file, lines);
    return lines;
  };
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
