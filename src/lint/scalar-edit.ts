import type { LocatedDiagnostic } from '../diagnostics/locate.ts';
import type { Range } from '../diagnostics/range.ts';
import type { Edit, SourceText } from './edit.ts';

/** Puts another string where the range holds a key or a scalar, in the quotes that are there. None where it holds neither. */
export function replaceScalar(source: SourceText, range: Range, value: string): readonly Edit[] {
  const start = source.offset(range.line, range.column);
  const end = source.offset(range.endLine, range.endColumn);
  const text = quotedLike(source.text.slice(start, end), value);
  return text === undefined ? [] : [{ file: source.file, start, end, text }];
}

/** Puts text of the source's own syntax where the range is. */
export function replaceRange(source: SourceText, range: Range, change: (written: string) => string): readonly Edit[] {
  const start = source.offset(range.line, range.column);
  const end = source.offset(range.endLine, range.endColumn);
  const written = source.text.slice(start, end);
  return isScalar(written) ? [{ file: source.file, start, end, text: change(written) }] : [];
}

/** The string that a quoted or plain scalar stands for, as far as replacing it needs to know. */
export function unquoted(written: string): string {
  if (written.startsWith('"')) return jsonString(written) ?? written.slice(1, -1);
  return written.startsWith("'") ? written.slice(1, -1).replaceAll("''", "'") : written;
}

function quotedLike(written: string, value: string): string | undefined {
  if (!isScalar(written)) return undefined;
  if (written.startsWith('"')) return JSON.stringify(value);
  if (written.startsWith("'") || !isPlain(value)) return `'${value.replaceAll("'", "''")}'`;
  return value;
}

/** No alias, anchor, tag, block scalar or collection: changing these would change more than one value. */
function isScalar(written: string): boolean {
  return written !== '' && !/^[*&!|>{[]/.test(written) && (!written.includes('\n') || /^["']/.test(written));
}

/** Text that means itself in YAML without quotes, in block and in flow. */
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

/** Adds a member behind the one that the finding points at, in the style of the object: JSON, flow or block. */
export function insertAfter(
  source: SourceText,
  finding: LocatedDiagnostic,
  key: string,
  value: string,
): readonly Edit[] {
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
