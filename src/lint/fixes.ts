import type { Fix, Range } from '../shared/diagnostic.ts';
import type { JsonPointer } from '../shared/json.ts';
import type { LocatedDiagnostic, LocatedText } from '../shared/locate.ts';

/** The result of one pass of fixes. */
export interface Fixed {
  /** Texts that changed, by file. */
  readonly texts: ReadonlyMap<string, string>;
  readonly edits: number;
  /** The places that were fixed. */
  readonly places: readonly string[];
}

/**
 * Applies the fixes of findings in local files. If edits overlap, all but the first are skipped: the next pass applies
 * them.
 *
 * @param refused places that must not be changed
 */
export function fixOnce(
  findings: readonly LocatedDiagnostic[],
  texts: ReadonlyMap<string, LocatedText>,
  refused: ReadonlySet<string>,
): Fixed {
  const byFile = new Map<string, Edit[]>();
  const places: string[] = [];
  for (const finding of findings) {
    const { fix } = finding;
    const source = texts.get(finding.file);
    const isLocal = !finding.file.includes('://');
    if (fix === undefined || source?.range === undefined || !isLocal || refused.has(findingKey(finding))) continue;
    const range = source.range.bind(source);
    const edits = editsOf(fix, finding, sourceText(finding.file, source.text, range));
    if (edits.length > 0) places.push(findingKey(finding));
    byFile.set(finding.file, [...(byFile.get(finding.file) ?? []), ...edits]);
  }
  const changed = new Map<string, string>();
  let count = 0;
  for (const [file, edits] of byFile) {
    const { text, applied } = applyEdits(texts.get(file)?.text ?? '', edits);
    if (applied === 0) continue;
    changed.set(file, text);
    count += applied;
  }
  return { texts: changed, edits: count, places };
}

function findingKey({ code, file, pointer, location, message }: LocatedDiagnostic): string {
  return JSON.stringify([code, file, pointer === '' ? message : pointer, location.part]);
}

/** Replaces the range from `start` to `end` (offsets in UTF-16 code units) by `text`. */
export interface Edit {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A text to edit, with look-up of places. */
export interface SourceText {
  readonly file: string;
  readonly text: string;
  readonly isJson: boolean;
  /** Returns the range of a value or of its key. */
  range(pointer: JsonPointer, part?: 'key' | 'value'): Range;
  /** Returns the offset of a line and column, which count from 1. */
  offset(line: number, column: number): number;
}

/** Adds the look-up of offsets to a text. */
function sourceText(file: string, text: string, range: SourceText['range']): SourceText {
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

/** Returns the offset of each line. Lines end with LF, as in diagnostics. */
function lineStarts(text: string): number[] {
  const starts = [0];
  for (const { index } of text.matchAll(/\n/g)) starts.push(index + 1);
  return starts;
}

/**
 * Applies edits to a text, in the order of their offsets. An edit that overlaps an earlier one is skipped; a later pass
 * can apply it.
 */
function applyEdits(text: string, edits: readonly Edit[]): { readonly text: string; readonly applied: number } {
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

/** Replaces a key or scalar by a string, and keeps its kind of quotes. Returns no edit if the range is neither. */
function replaceScalar(source: SourceText, range: Range, value: string): readonly Edit[] {
  const start = source.offset(range.line, range.column);
  const end = source.offset(range.endLine, range.endColumn);
  const text = quotedLike(source.text.slice(start, end), value);
  return text === undefined ? [] : [{ file: source.file, start, end, text }];
}

/** Replaces a scalar by text in the syntax of the source. Returns no edit if the range is not a scalar. */
function replaceRange(source: SourceText, range: Range, change: (written: string) => string): readonly Edit[] {
  const start = source.offset(range.line, range.column);
  const end = source.offset(range.endLine, range.endColumn);
  const written = source.text.slice(start, end);
  return isScalar(written) ? [{ file: source.file, start, end, text: change(written) }] : [];
}

/** Returns the string value of a quoted or plain scalar. Escapes of YAML that JSON does not have stay as they are. */
function unquoted(written: string): string {
  if (written.startsWith('"')) return jsonString(written) ?? written.slice(1, -1);
  return written.startsWith("'") ? written.slice(1, -1).replaceAll("''", "'") : written;
}

function quotedLike(written: string, value: string): string | undefined {
  if (!isScalar(written)) return undefined;
  if (written.startsWith('"')) return JSON.stringify(value);
  if (written.startsWith("'") || !isPlain(value)) return `'${value.replaceAll("'", "''")}'`;
  return value;
}

/** True unless the text is an alias, anchor, tag, block scalar or collection: changing one of these can change several values. */
function isScalar(written: string): boolean {
  return written !== '' && !/^[*&!|>{[]/.test(written) && (!written.includes('\n') || /^["']/.test(written));
}

/** True if YAML reads the text as this string without quotes, both in block and in flow style. */
function isPlain(value: string): boolean {
  return /^[A-Za-z_$/][\w$./-]*$/.test(value) && !/^(?:true|false|null|yes|no|on|off)$/i.test(value);
}

function jsonString(text: string): string | undefined {
  try {
    return String(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** Adds a member after the one that the finding points at, in the style of the object: JSON, flow or block. */
function insertAfter(source: SourceText, finding: LocatedDiagnostic, key: string, value: string): readonly Edit[] {
  const at = source.offset(finding.endLine, finding.endColumn);
  if (!isScalar(source.text.slice(source.offset(finding.line, finding.column), at))) return [];
  const insert = (text: string): readonly Edit[] => [{ file: source.file, start: at, end: at, text }];
  if (source.isJson) return insert(`, "${key}": ${value}`);
  const object = source.range(finding.pointer.slice(0, finding.pointer.lastIndexOf('/')));
  if (source.text[source.offset(object.line, object.column)] === '{') return insert(`, ${key}: ${value}`);
  const name = source.range(finding.pointer, 'key');
  const lineEnd = source.text.slice(at).search(/\r?\n|$/);
  const newline = source.text.startsWith('\r', at + lineEnd) ? '\r\n' : '\n';
  const text = `${newline}${' '.repeat(name.column - 1)}${key}: ${value}`;
  return [{ file: source.file, start: at + lineEnd, end: at + lineEnd, text }];
}

/** Returns the edits of a finding's fix; none if the text has a form that cannot be edited safely. */
function editsOf(fix: Fix, finding: LocatedDiagnostic, source: SourceText): readonly Edit[] {
  switch (fix.kind) {
    case 'rename':
      return rename(source, finding, fix);
    case 'replace':
      return replaceScalar(source, finding, fix.text);
    case 'set-number':
      return replaceRange(source, finding, () => String(fix.value));
    case 'add-member':
      return insertAfter(source, finding, fix.key, String(fix.value));
    case 'unquote':
      return replaceRange(source, finding, (written) => written.slice(1, -1));
    case 'wrap-in-array':
      return replaceRange(source, finding, (written) => `[${written}]`);
    case 'remove-line':
      return removeLine(source, finding);
  }
}

function rename(source: SourceText, range: Range, { from, to }: { from: string; to: string }): readonly Edit[] {
  const start = source.offset(range.line, range.column);
  const written = unquoted(source.text.slice(start, source.offset(range.endLine, range.endColumn)));
  const at = written.lastIndexOf(from);
  const end = at + from.length;
  // In pointers and expressions, the characters around a whole token are separators.
  const isToken = at >= 0 && /^[/#.]?$/.test(written.charAt(at - 1)) && /^[/#.]?$/.test(written.charAt(end));
  return isToken ? replaceScalar(source, range, written.slice(0, at) + to + written.slice(end)) : [];
}

/** Removes the whole line that a range begins on. */
function removeLine(source: SourceText, { line }: Range): readonly Edit[] {
  return [{ file: source.file, start: source.offset(line, 1), end: source.offset(line + 1, 1), text: '' }];
}
