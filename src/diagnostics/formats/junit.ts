import type { LocatedDiagnostic } from '../locate.ts';
import { posixPath } from './display-path.ts';
import type { Format } from './format.ts';
import { byFile } from './stylish.ts';

/** JUnit XML: a suite per file, a failed case per finding; a file without findings has one case that passed. */
export const junit: Format = (input) => {
  const found = new Map(byFile(input.findings));
  const files = [...new Set([...input.documents, ...found.keys()])];
  const suites = files.map((file) => suite(posixPath(file, input.cwd), found.get(file) ?? []));
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

/** Characters that XML 1.0 cannot hold, even escaped, become spaces. */
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
