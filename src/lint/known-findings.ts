import { createHash } from 'node:crypto';
import { isJsonObject } from '../shared/json.ts';
import type { LocatedDiagnostic } from '../shared/locate.ts';
import { type Advice, didYouMean } from '../shared/suggest.ts';

/** A comment that disables rules for the line below it. */
interface Directive {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly text: string;
  readonly rules: readonly { readonly id: string; readonly column: number }[];
}

const DIRECTIVE = /^([ \t]*)# *pagegen-disable-next-line\b([^\n\r]*)/;

export interface Suppressed {
  readonly kept: readonly LocatedDiagnostic[];
  readonly suppressed: readonly LocatedDiagnostic[];
}

/**
 * Separates the findings that a comment `# pagegen-disable-next-line <rule>[, <rule>] -- <reason>` on the line above
 * disables, and adds a finding for each rule in such a comment that has no finding there. JSON has no comments.
 *
 * @param known the ids of all rules
 * @param running the ids of the rules that ran; a comment that disables any other rule is not reported as unused
 */
export function suppress(
  findings: readonly LocatedDiagnostic[],
  texts: ReadonlyMap<string, { readonly text: string }>,
  known: readonly string[],
  running: ReadonlySet<string>,
): Suppressed {
  const directives = [...texts].flatMap(([file, { text }]) => directivesIn(file, text));
  const used = new Set<string>();
  const kept: LocatedDiagnostic[] = [];
  const suppressed: LocatedDiagnostic[] = [];
  for (const finding of findings) {
    const directive = directives.find(
      ({ file, line, rules }) =>
        file === finding.file && line + 1 === finding.line && rules.some(({ id }) => id === finding.code),
    );
    if (directive === undefined) kept.push(finding);
    else {
      used.add(`${directive.file}:${directive.line}:${finding.code}`);
      suppressed.push(finding);
    }
  }
  for (const directive of directives) {
    for (const rule of directive.rules) {
      if (used.has(`${directive.file}:${directive.line}:${rule.id}`)) continue;
      if (!known.includes(rule.id) || running.has(rule.id)) kept.push(unused(directive, rule, known));
    }
  }
  return { kept, suppressed };
}

function directivesIn(file: string, text: string): Directive[] {
  if (!text.includes('pagegen-disable-next-line')) return [];
  return text.split('\n').flatMap((line, index) => {
    const [whole, indent = '', rest = ''] = DIRECTIVE.exec(line) ?? [];
    if (whole === undefined) return [];
    const names = rest.split(' -- ', 1)[0] ?? '';
    const from = whole.length - rest.length;
    const rules = [...names.matchAll(/[^\s,]+/g)].map(({ 0: id, index: at }) => ({ id, column: from + at + 1 }));
    return [{ file, line: index + 1, column: indent.length + 1, text: line.replace(/\r$/, ''), rules }];
  });
}

function removal(isAlone: boolean): Advice {
  return isAlone
    ? { hint: 'Remove the comment.', fix: { kind: 'remove-line' } }
    : { hint: 'Remove the rule from the comment.' };
}

function unused(
  directive: Directive,
  { id, column }: { readonly id: string; readonly column: number },
  known: readonly string[],
): LocatedDiagnostic {
  const { file, line, text, rules } = directive;
  const isKnown = known.includes(id);
  const isAlone = rules.length === 1;
  return {
    code: 'pagination-unused-disable',
    severity: 'warning',
    message: isKnown ? `The rule \`${id}\` finds nothing on the next line.` : `There is no rule \`${id}\`.`,
    ...(isKnown ? removal(isAlone) : didYouMean(id, known)),
    location: { file, pointer: '' },
    file,
    pointer: '',
    line,
    column,
    endLine: line,
    endColumn: column + id.length,
    excerpt: { text, offset: column - 1 },
  };
}

/** Known findings, which are not reported again, by fingerprint. A fingerprint survives when the finding moves to another line. */
export interface Baseline {
  readonly version: 1;
  readonly findings: Readonly<
    Record<string, { readonly rule: string; readonly file: string; readonly pointer: string }>
  >;
}

/** Makes a baseline of findings. `portablePath` returns the path that identifies a file on every machine. */
export function baselineOf(findings: readonly LocatedDiagnostic[], portablePath: (file: string) => string): Baseline {
  const entries = findings.map((finding) => {
    const file = portablePath(finding.file);
    return [fingerprintOf(finding, file), { rule: finding.code, file, pointer: finding.pointer }] as const;
  });
  return { version: 1, findings: Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1))) };
}

/** Returns the findings that are not in the baseline, and the number of those that are. */
export function withoutKnown(
  findings: readonly LocatedDiagnostic[],
  { findings: known }: Baseline,
  portablePath: (file: string) => string,
): { readonly kept: readonly LocatedDiagnostic[]; readonly known: number } {
  const kept = findings.filter((finding) => !Object.hasOwn(known, fingerprintOf(finding, portablePath(finding.file))));
  return { kept, known: findings.length - kept.length };
}

/** Reads a baseline. Returns undefined if the text is not a baseline. */
export function parseBaseline(text: string): Baseline | undefined {
  try {
    const data: unknown = JSON.parse(text);
    const isOurs = isJsonObject(data) && data.version === 1 && isJsonObject(data.findings);
    return isOurs ? (data as unknown as Baseline) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Returns a hash of a finding that stays the same while other parts of the document change. It covers the code, the
 * file and the pointer. Line numbers and the wording of the message do not count.
 *
 * @param file path of the file, in a form that is the same on every machine
 */
export function fingerprintOf({ code, pointer, location, message }: LocatedDiagnostic, file: string): string {
  // Comments and text that does not parse have no pointer: only the message tells their findings apart.
  const place = pointer === '' ? message : `${pointer}#${location.part ?? 'value'}`;
  return createHash('sha256')
    .update(JSON.stringify([code, file, place]))
    .digest('hex')
    .slice(0, 32);
}
