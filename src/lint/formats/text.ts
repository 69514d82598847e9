import { createColors } from 'picocolors';
import type { LocatedDiagnostic } from '../../shared/locate.ts';
import { formatPretty, makePrintable, toDisplayPath, toPosixPath } from '../../shared/pretty.ts';
import { type Format, summaryLine } from './format.ts';

/** Prints each finding with its source line, the place underlined, then the summary. */
export const codeframe: Format = ({ findings, summary, cwd, colors }) => {
  const blocks = findings.map((finding) => formatPretty(finding, { colors, cwd }));
  return [...blocks, `${summaryLine(summary)}\n`].join('\n');
};

/** Prints one line per finding, in columns, below the name of its file. */
export const stylish: Format = ({ findings, summary, cwd, colors }) => {
  const { cyan, dim, red, underline, yellow } = createColors(colors);
  const paint = { error: red, warning: yellow, info: cyan };
  const blocks = groupByFile(findings).map(([file, members]) => {
    const places = members.map(({ line, column }) => `${line}:${column}`);
    const widest = Math.max(...places.map((place) => place.length));
    const rows = members.map(({ severity, message, hint, code }, index) => {
      const text = makePrintable(hint === undefined ? message : `${message} ${hint}`);
      return `  ${dim((places[index] ?? '').padStart(widest))}  ${paint[severity](severity.padEnd(7))}  ${text}  ${dim(code)}`;
    });
    return [underline(makePrintable(toDisplayPath(file, cwd))), ...rows, ''].join('\n');
  });
  return [...blocks, `${summaryLine(summary)}\n`].join('\n');
};

/** Groups findings by file, in the order in which the files occur. */
export function groupByFile(findings: readonly LocatedDiagnostic[]): [string, LocatedDiagnostic[]][] {
  const files = new Map<string, LocatedDiagnostic[]>();
  for (const finding of findings) {
    const members = files.get(finding.file) ?? [];
    members.push(finding);
    files.set(finding.file, members);
  }
  return [...files];
}

const MARKS = { error: '❌ error', warning: '⚠️ warning', info: 'ℹ️ info' };

/** Prints a table per file, for comments on merge requests and for job summaries. */
export const markdown: Format = ({ findings, summary, cwd }) => {
  const tables = groupByFile(findings).map(([file, members]) => {
    const rows = members.map(({ severity, line, column, message, hint, code }) => {
      const text = hint === undefined ? message : `${message}\n${hint}`;
      return `| ${line}:${column} | ${MARKS[severity]} | ${cell(text)} | \`${code}\` |`;
    });
    return [
      `### ${escaped(toPosixPath(file, cwd))}`,
      '',
      '| Place | Severity | Finding | Rule |',
      '| --- | --- | --- | --- |',
      ...rows,
      '',
    ].join('\n');
  });
  return [`## pagegen lint\n`, `${summaryLine(summary)}\n`, ...tables].join('\n');
};

function cell(text: string): string {
  return text.split('\n').map(escaped).join('<br>');
}

/** Escapes Markdown and the separators of table cells. Code spans stay, since our messages use them. */
function escaped(text: string): string {
  return makePrintable(text)
    .split(/(`[^`]*`)/)
    .map((part, index) => (index % 2 === 1 ? part : part.replace(/[\\*_<>[\]#]/g, '\\$&')))
    .join('')
    .replaceAll('|', '\\|')
    .replace(/[\r\n]/g, ' ');
}
