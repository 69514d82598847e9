import type { LocatedDiagnostic } from '../../shared/locate.ts';
import { makePrintable, toPosixPath } from '../../shared/pretty.ts';
import { type Format, summaryLine } from './format.ts';
import { groupByFile } from './text.ts';

const COMMANDS = { error: 'error', warning: 'warning', info: 'notice' };

/** Prints workflow commands: GitHub shows each finding next to its line in the changed files. */
export const githubActions: Format = ({ findings, summary, cwd }) => {
  const commands = findings.map((finding) => {
    const { severity, line, column, endLine, endColumn, code, message, hint } = finding;
    const file = property(toPosixPath(finding.file, cwd));
    // GitHub's end column is inclusive, and only makes sense if the range is within one line.
    const columns = endLine === line ? `,col=${column},endColumn=${Math.max(column, endColumn - 1)}` : `,col=${column}`;
    const place = `file=${file},line=${line},endLine=${endLine}${columns},title=${property(code)}`;
    return `::${COMMANDS[severity]} ${place}::${data(hint === undefined ? message : `${message}\n${hint}`)}\n`;
  });
  return `${commands.join('')}${summaryLine(summary)}\n`;
};

function data(text: string): string {
  return text.split('\n').map(makePrintable).join('\n').replaceAll('%', '%25').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

/** Prints JUnit XML: a suite per file and a failed case per finding. A file without findings has one passed case. */
export const junit: Format = (input) => {
  const found = new Map(groupByFile(input.findings));
  const files = [...new Set([...input.documents, ...found.keys()])];
  const suites = files.map((file) => suite(toPosixPath(file, input.cwd), found.get(file) ?? []));
  const { length } = input.findings;
  return `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="pagegen lint" tests="${suites.reduce((sum, { tests }) => sum + tests, 0)}" failures="${length}" errors="0">
${suites.map(({ xml }) => xml).join('\n')}
</testsuites>
`;
};

function suite(name: string, findings: readonly LocatedDiagnostic[]): { readonly tests: number; readonly xml: string } {
  const cases = findings.map((finding) => failedCase(finding, name));
  if (cases.length === 0) cases.push(`    <testcase name="no findings" classname="${escaped(name)}"/>`);
  const head = `  <testsuite name="${escaped(name)}" tests="${cases.length}" failures="${findings.length}" errors="0">`;
  return { tests: cases.length, xml: [head, ...cases, '  </testsuite>'].join('\n') };
}

function failedCase({ code, severity, message, hint, line, column }: LocatedDiagnostic, name: string): string {
  const text = [`${name}:${line}:${column}`, message, ...(hint === undefined ? [] : [hint])].join('\n');
  return `    <testcase name="${escaped(`${code} at ${line}:${column}`)}" classname="${escaped(name)}">
      <failure type="${severity}" message="${escaped(message)}">${escaped(text)}</failure>
    </testcase>`;
}

/** Escapes text for XML. Characters that XML 1.0 cannot contain even if escaped become spaces. */
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
