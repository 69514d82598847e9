import { createColors } from 'picocolors';
import type { LocatedDiagnostic, Place } from '../locate.ts';
import { displayPath } from './display-path.ts';
import { printable } from './printable.ts';

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
