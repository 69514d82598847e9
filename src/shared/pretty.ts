import { relative } from 'node:path';
import { createColors } from 'picocolors';
import { differenceFrom, foldFindings } from './group-findings.ts';
import type { LocatedDiagnostic, Place } from './locate.ts';
import { isBelow, isRemote, withSlashes } from './paths.ts';
import { formatNumber } from './words.ts';

/** Returns the path of a file as messages show it: relative to `cwd` if the file is below it. */
export function toDisplayPath(file: string, cwd: string): string {
  if (file.startsWith('<') || isRemote(file)) return file;
  return (isBelow(file, cwd) && relative(cwd, file)) || file;
}

/** Returns the display path with `/`, for reports that are read on other machines. */
export function toPosixPath(file: string, cwd: string): string {
  return withSlashes(toDisplayPath(file, cwd));
}

/** Replaces control characters, so that text from a document cannot move the cursor or change colors. */
export function makePrintable(text: string): string {
  return text.replace(/(?!\t)[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu, ' ');
}

export interface PrettyOptions {
  readonly colors: boolean;
  /** Absolute path. Files below it are printed relative to it. */
  readonly cwd: string;
}

/**
 * Formats a diagnostic for people: `specs/x.yaml:12:7  error  message  [code]`, the source line with the place
 * underlined, the hint and the related places. The text ends with a newline.
 */
export function formatPretty(diagnostic: LocatedDiagnostic, options: PrettyOptions): string {
  const { bold, cyan, dim, red, yellow } = createColors(options.colors);
  const paint = { error: red, warning: yellow, info: cyan }[diagnostic.severity];
  const lines = [
    `${bold(formatPlace(diagnostic, options.cwd))}  ${paint(diagnostic.severity)}  ${makePrintable(diagnostic.message)}  ${dim(`[${diagnostic.code}]`)}`,
    ...formatExcerpt(diagnostic, dim, paint),
  ];
  if (diagnostic.hint !== undefined) lines.push(`  ${cyan('hint:')} ${makePrintable(diagnostic.hint)}`);
  for (const related of diagnostic.related ?? []) {
    lines.push(`  ${dim('see:')} ${formatPlace(related, options.cwd)}  ${makePrintable(related.message)}`);
  }
  return `${lines.join('\n')}\n`;
}

/**
 * Formats findings for a terminal: those that repeat a sentence as a group, and at most 20 of one code.
 *
 * @param all the option or command that prints all of them
 */
export function formatFindings(
  findings: readonly LocatedDiagnostic[],
  options: PrettyOptions,
  all = 'pagegen lint --format json',
): string {
  const { dim } = createColors(options.colors);
  const { groups, hidden } = foldFindings(findings);
  const last = new Map(groups.map(({ first }, index) => [first.code, index]));
  const blocks = groups.map(({ first, others }, index) => {
    const also = others.map((other) => `  ${dim('also:')} ${formatOther(first, other, options.cwd)}\n`);
    const more = last.get(first.code) === index ? (hidden.get(first.code) ?? 0) : 0;
    const rest = more === 0 ? '' : `  ${dim(`… and ${formatNumber(more)} more; \`${all}\` lists all`)}\n`;
    return [formatPretty(first, options), ...also, rest].join('');
  });
  return blocks.join('\n');
}

function formatOther(first: LocatedDiagnostic, other: LocatedDiagnostic, cwd: string): string {
  const place = other.file === first.file ? `${other.line}:${other.column}` : formatPlace(other, cwd);
  return `${place}  ${makePrintable(differenceFrom(first, other))}`.trimEnd();
}

function formatPlace(place: Place, cwd: string): string {
  return `${makePrintable(toDisplayPath(place.file, cwd))}:${place.line}:${place.column}`;
}

type Paint = (text: string) => string;

function formatExcerpt(place: Place, dim: Paint, paint: Paint): string[] {
  const { text, offset } = place.excerpt;
  if (text.trim() === '') return [];
  const gutter = `  ${place.line} | `;
  const onLine = place.endLine === place.line ? place.endColumn - place.column : text.length - offset;
  const marks = '^'.repeat(Math.max(1, Math.min(onLine, text.trimEnd().length - offset)));
  // Keep tabs: the marks then line up with the source line at any tab width.
  const indent = text.slice(0, offset).replace(/[^\t]/g, ' ');
  const empty = `${' '.repeat(gutter.length - 2)}| `;
  return [dim(gutter) + makePrintable(text), dim(empty) + indent + paint(marks)];
}
