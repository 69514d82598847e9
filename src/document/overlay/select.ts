import { exec } from 'jsonpath-rfc9535';
import type { Report } from '../../shared/diagnostic.ts';
import type { Located } from '../../shared/json.ts';
import type { SourceDocument } from '../parse/source-document.ts';
import type { Path } from './layered-tree.ts';

/**
 * The paths of all values that a JSONPath query (RFC 9535) selects, each once; undefined, and reported at the very
 * character, where it is none.
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
    const hint = rest.startsWith('-') ? "Names with `-` stand in brackets and quotes: `['x-name']`." : undefined;
    report({
      code: 'overlay-invalid-jsonpath',
      severity: 'error',
      message: `\`${query.value}\` is no JSONPath (RFC 9535) ${rest === '' ? 'where it ends' : `at \`${rest}\``}.`,
      ...(hint && { hint }),
      location: query.location,
      ...(range && { range }),
    });
    return undefined;
  }
  return [...found.values()];
}

/** Where the character stands that the query stops being one at; undefined where the text of the file is not plain. */
function rangeInside({ value, location }: Located<string>, offset: number, overlay: SourceDocument) {
  const range = overlay.range(location.pointer, 'value');
  const line = overlay.text.split(/\r\n|[\n\r]/)[range.line - 1] ?? '';
  const start = line.indexOf(value, range.column - 1);
  if (start < 0) return undefined;
  const column = start + offset + 1;
  return { line: range.line, column, endLine: range.line, endColumn: column + (offset < value.length ? 1 : 0) };
}
