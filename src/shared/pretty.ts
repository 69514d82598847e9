import { relative } from 'node:path';
import { createColors } from 'picocolors';
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

/** Findings that say the same about different places. */
export interface FindingGroup {
  readonly first: LocatedDiagnostic;
  /** Empty, or at least {@link MIN_REPEATS} findings. */
  readonly others: readonly LocatedDiagnostic[];
}

/** Fewer repetitions than this are shown like any other finding: each with its own source line. */
const MIN_REPEATS = 3;

/** Groups findings that repeat one sentence with other names and numbers. Groups are in the order of their first member. */
export function groupFindings(findings: readonly LocatedDiagnostic[]): FindingGroup[] {
  const bySentence = new Map<string, LocatedDiagnostic[]>();
  for (const finding of findings) {
    const key = sentenceOf(finding);
    const members = bySentence.get(key);
    if (members === undefined) bySentence.set(key, [finding]);
    else members.push(finding);
  }
  return findings.flatMap((finding): FindingGroup[] => {
    const [first, ...others] = bySentence.get(sentenceOf(finding)) ?? [];
    if (others.length < MIN_REPEATS) return [{ first: finding, others: [] }];
    return first === finding ? [{ first, others }] : [];
  });
}

/** Names, paths and numbers in a message: text that differs between findings that say the same. */
const VARIABLE = /`[^`]*`|"[^"]*"|\b[A-Z]{3,7} \/\S*|\b\d[\d.,]*\b/g;

function sentenceOf({ code, severity, message, hint = '', subject = '' }: LocatedDiagnostic): string {
  // An operation may be called `list`, like a word of the sentence: only its first occurrence is a name.
  const blank = (text: string): string => text.replace(VARIABLE, '…').replace(subject, '…');
  return JSON.stringify([code, severity, blank(message), blank(hint)]);
}

/** Returns the names and numbers in which a finding differs from the first one of its group. */
export function differenceFrom(first: LocatedDiagnostic, finding: LocatedDiagnostic): string {
  const shared = variablesIn(first);
  const own = variablesIn(finding).filter((part, index) => part !== shared[index]);
  return [...new Set([...(finding.subject === undefined ? [] : [finding.subject]), ...own])].join(', ');
}

function variablesIn({ message, subject }: LocatedDiagnostic): string[] {
  return (message.match(VARIABLE) ?? []).filter((part) => part !== subject);
}

/** The part of the findings that fits on a terminal, and the number of the others by code. */
export interface FoldedFindings {
  readonly groups: readonly FindingGroup[];
  readonly hidden: ReadonlyMap<string, number>;
}

/** The most findings with one code that a terminal shows. A large document has thousands. */
export const MAX_SHOWN = 20;

/** Groups findings, and hides those beyond the first {@link MAX_SHOWN} with one code. */
export function foldFindings(findings: readonly LocatedDiagnostic[]): FoldedFindings {
  const shown = new Map<string, number>();
  const hidden = new Map<string, number>();
  const groups = groupFindings(findings).flatMap(({ first, others }): FindingGroup[] => {
    const { code } = first;
    const free = MAX_SHOWN - (shown.get(code) ?? 0);
    const fitting = others.slice(0, Math.max(0, free - 1));
    const isShown = free > 0;
    const rest = others.length - fitting.length + (isShown ? 0 : 1);
    if (rest > 0) hidden.set(code, (hidden.get(code) ?? 0) + rest);
    shown.set(code, (shown.get(code) ?? 0) + (isShown ? 1 + fitting.length : 0));
    return isShown ? [{ first, others: fitting }] : [];
  });
  return { groups, hidden };
}
