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
