import { exec } from 'jsonpath-rfc9535';
import type { Report } from '../../shared/diagnostic.ts';
import type { Located } from '../../shared/json.ts';
import type { SourceDocument } from '../parse/source-document.ts';
import type { Path } from './layered-tree.ts';

/**
 * Returns the paths of all values that a JSONPath query (RFC 9535) selects, each path once. If the text is not a query,
 * reports the offending character and returns undefined.
 */
export function select(
  data: unknown,
  query: Located<string>,
  overlay: SourceDocument,
  report: Report,
): Path[] | undefined {
  const found = new Map<string, Path>();
  try {
    exec(data as Parameters<typeof exec>[0], query.value, (_, path) => {
      const copy = [...path] as Path;
      found.set(JSON.stringify(copy), copy);
    });
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'SyntaxError') throw error;
    const offset = (error as { location?: { start: { offset: number } } }).location?.start.offset;
    const range = offset === undefined ? undefined : rangeInside(query, offset, overlay);
    const rest = query.value.slice(offset ?? 0);
    const hint = rest.startsWith('-') ? "Write names with `-` in brackets and quotes: `['x-name']`." : undefined;
    report({
      code: 'overlay-invalid-jsonpath',
      severity: 'error',
      message: `\`${query.value}\` is not a JSONPath query (RFC 9535): ${rest === '' ? 'it ends too early' : `it is invalid from \`${rest}\` on`}.`,
      ...(hint && { hint }),
      location: query.location,
      ...(range && { range }),
    });
    return undefined;
  }
  return [...found.values()];
}

/**
 * Returns the place of the invalid character, or undefined if the file writes the query in an escaped or folded form.
 */
function rangeInside({ value, location }: Located<string>, offset: number, overlay: SourceDocument) {
  const range = overlay.range(location.pointer, 'value');
  const line = overlay.text.split(/\r\n|[\n\r]/)[range.line - 1] ?? '';
  const start = line.indexOf(value, range.column - 1);
  if (start < 0) return undefined;
  const column = start + offset + 1;
  return { line: range.line, column, endLine: range.line, endColumn: column + (offset < value.length ? 1 : 0) };
}
