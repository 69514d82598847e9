import { relative } from 'node:path';
import { createColors } from 'picocolors';
import type { LocatedDiagnostic, Place } from './locate.ts';
import { isBelow, withSlashes } from './paths.ts';

/** `file`, relative to `cwd` where it lies below it. */
export function displayPath(file: string, cwd: string): string {
  if (file.startsWith('<')) return file;
  return (isBelow(file, cwd) && relative(cwd, file)) || file;
}

/** The same with slashes, for reports that are read on other machines. */
export function posixPath(file: string, cwd: string): string {
  return withSlashes(displayPath(file, cwd));
}

/** Text of a document never moves the cursor or recolours the terminal. */
export function printable(text: string): string {
  return text.replace(/(?!\t)[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu, ' ');
}

export interface PrettyOptions {
  readonly colours: boolean;
  /** Absolute; paths are printed relative to it. */
  readonly cwd: string;
}

/**
 * A diagnostic for people: `specs/x.yaml:12:7  error  message  [code]`, the source line with the place underlined, the
 * hint, and related places. Ends with a newline.
 */
export function formatPretty(diagnostic: LocatedDiagnostic, options: PrettyOptions): string {
  const { bold, cyan, dim, red, yellow } = createColors(options.colours);
  const paint = { error: red, warning: yellow, info: cyan }[diagnostic.severity];
  const lines = [
    `${bold(spot(diagnostic, options.cwd))}  ${paint(diagnostic.severity)}  ${printable(diagnostic.message)}  ${dim(`[${diagnostic.code}]`)}`,
    ...frame(diagnostic, dim, paint),
  ];
  if (diagnostic.hint !== undefined) lines.push(`  ${cyan('hint:')} ${printable(diagnostic.hint)}`);
  for (const related of diagnostic.related ?? []) {
    lines.push(`  ${dim('see:')} ${spot(related, options.cwd)}  ${printable(related.message)}`);
  }
  return `${lines.join('\n')}\n`;
}

function spot(place: Place, cwd: string): string {
  return `${printable(displayPath(place.file, cwd))}:${place.line}:${place.column}`;
}

type Paint = (text: string) => string;

function frame(place: Place, dim: Paint, paint: Paint): string[] {
  const { text, offset } = place.excerpt;
  if (text.trim() === '') return [];
  const gutter = `  ${place.line} | `;
  const onLine = place.endLine === place.line ? place.endColumn - place.column : text.length - offset;
  const marks = '^'.repeat(Math.max(1, Math.min(onLine, text.trimEnd().length - offset)));
  // Tabs stay tabs, so that the marks stand below what they mean whatever the terminal makes of a tab.
  const indent = text.slice(0, offset).replace(/[^\t]/g, ' ');
  const empty = `${' '.repeat(gutter.length - 2)}| `;
  return [dim(gutter) + printable(text), dim(empty) + indent + paint(marks)];
}
