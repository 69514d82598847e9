import { posixPath } from './display-path.ts';
import type { Format } from './format.ts';
import { summaryLine } from './summary-line.ts';

const COMMANDS = { error: 'error', warning: 'warning', info: 'notice' };

/** Workflow commands: GitHub shows each finding beside its line in the changed files. */
export const githubActions: Format = ({ findings, summary, cwd }) => {
  const commands = findings.map((finding) => {
    const { severity, line, column, endLine, endColumn, code, message, hint } = finding;
    const file = property(posixPath(finding.file, cwd));
    // The end of the range is the last column that is part of it; columns make sense within one line only.
    const columns = endLine === line ? `,col=${column},endColumn=${Math.max(column, endColumn - 1)}` : `,col=${column}`;
    const place = `file=${file},line=${line},endLine=${endLine}${columns},title=${property(code)}`;
    return `::${COMMANDS[severity]} ${place}::${data(hint === undefined ? message : `${message}\n${hint}`)}\n`;
  });
  return `${commands.join('')}${summaryLine(summary)}\n`;
};

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
