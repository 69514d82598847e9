import { pathToFileURL } from 'node:url';
import type { ArtifactLocation, Location, Log, ReportingDescriptor, Result, Run } from 'sarif';
import type { LocatedDiagnostic, Place } from '../../shared/locate.ts';
import { fileUri } from '../../shared/paths.ts';
import { makePrintable, toPosixPath } from '../../shared/pretty.ts';
import { fingerprintOf } from '../known-findings.ts';
import { type Format, type FormatInput, groupByFile, type RuleInfo, summaryLine } from './format.ts';

/**
 * Prints `{ "diagnostics": [{ "rule", "severity", "message", "file", "line", "column", "endLine", "endColumn",
 * "pointer" }], "summary" }`. Lines and columns count from 1, ends are exclusive. `hint` and `related` are optional.
 */
export const json: Format = ({ findings, summary, cwd }) => {
  const diagnostics = findings.map((finding) => diagnosticOf(finding, cwd));
  return `${JSON.stringify({ diagnostics, summary }, null, 2)}\n`;
};

function diagnosticOf(finding: LocatedDiagnostic, cwd: string): object {
  const { code, severity, message, hint, related } = finding;
  return {
    rule: code,
    severity,
    message,
    ...jsonPlace(finding, cwd),
    ...(hint !== undefined && { hint }),
    ...(related !== undefined && {
      related: related.map((place) => ({ message: place.message, ...jsonPlace(place, cwd) })),
    }),
  };
}

function jsonPlace({ file, line, column, endLine, endColumn, pointer }: Place, cwd: string): object {
  return { file: toPosixPath(file, cwd), line, column, endLine, endColumn, pointer };
}

const LEVELS = { error: 'error', warning: 'warning', info: 'note' } as const;

/** Prints SARIF 2.1.0 (OASIS) for code scanning. Fingerprints stay the same when lines move. */
export const sarif: Format = (input) => {
  const log: Log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [runOf(input)],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
};

function runOf({ findings, rules, version, cwd }: FormatInput): Run {
  const described = rulesOf(findings, rules);
  const index = new Map(described.map(({ id }, position) => [id, position]));
  return {
    tool: {
      driver: { name: 'pagegen', semanticVersion: version, rules: described.map(descriptorOf) },
    },
    columnKind: 'utf16CodeUnits',
    originalUriBaseIds: { ROOT: { uri: pathToFileURL(`${cwd}/`).href } },
    results: findings.map((finding) => resultOf(finding, index.get(finding.code) ?? -1, cwd)),
  };
}

/** Returns the rules, and an entry for every other code that was found: faults of the text have no rule. */
function rulesOf(findings: readonly LocatedDiagnostic[], rules: readonly RuleInfo[]): RuleInfo[] {
  const others = new Map<string, RuleInfo>();
  for (const { code, severity } of findings) {
    if (rules.some(({ id }) => id === code)) continue;
    others.set(code, { id: code, severity, summary: 'The document cannot be read.' });
  }
  return [...rules, ...others.values()];
}

function descriptorOf({ id, summary, severity }: RuleInfo): ReportingDescriptor {
  return {
    id,
    name: id.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text: summary },
    help: { text: `See docs/rules/${id}.md in the package pagegen.` },
    defaultConfiguration: { level: LEVELS[severity] },
  };
}

function resultOf(finding: LocatedDiagnostic, ruleIndex: number, cwd: string): Result {
  const { code, severity, message, hint, related } = finding;
  return {
    ruleId: code,
    ruleIndex,
    level: LEVELS[severity],
    message: { text: hint === undefined ? message : `${message} ${hint}` },
    locations: [locationOf(finding, cwd)],
    ...(related !== undefined && {
      relatedLocations: related.map((place, id) => ({
        id,
        ...locationOf(place, cwd),
        message: { text: place.message },
      })),
    }),
    partialFingerprints: { 'pagegenPlace/v1': fingerprintOf(finding, toPosixPath(finding.file, cwd)) },
  };
}

function locationOf(place: Place, cwd: string): Location {
  const { line, column, endLine, endColumn } = place;
  return {
    physicalLocation: {
      artifactLocation: artifactOf(place.file, cwd),
      region: { startLine: line, startColumn: column, endLine, endColumn },
    },
    ...(place.pointer !== '' && { logicalLocations: [{ fullyQualifiedName: place.pointer, kind: 'value' }] }),
  };
}

/** Returns a relative URI for a file below the working directory, so that the report is the same on every machine. */
function artifactOf(file: string, cwd: string): ArtifactLocation {
  if (file.startsWith('<')) return { uri: 'stdin' };
  const { uri, isRelative } = fileUri(file, cwd);
  return isRelative ? { uri, uriBaseId: 'ROOT' } : { uri };
}

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
