import type { LocatedDiagnostic } from './locate.ts';

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
