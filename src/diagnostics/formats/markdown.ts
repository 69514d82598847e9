import { posixPath } from './display-path.ts';
import type { Format } from './format.ts';
import { byFile } from './stylish.ts';
import { summaryLine } from './summary-line.ts';

const MARKS = { error: '❌ error', warning: '⚠️ warning', info: 'ℹ️ info' };

/** For comments on merge requests and job summaries: a table per file. */
export const markdown: Format = ({ findings, summary, cwd }) => {
  const tables = byFile(findings).map(([file, members]) => {
    const rows = members.map(({ severity, line, column, message, hint, code }) => {
      const text = hint === undefined ? message : `${message}\n${hint}`;
      return `| ${line}:${column} | ${MARKS[severity]} | ${cell(text)} | \`${code}\` |`;
    });
    return [
      `### ${escaped(posixPath(file, cwd))}`,
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

/** Code spans of our own messages stay; nothing else of the text is markup, and no cell ends early. */
function escaped(text: string): string {
  return text
    .split(/(`[^`]*`)/)
    .map((part, index) => (index % 2 === 1 ? part : part.replace(/[\\*_<>[\]#]/g, '\\$&')))
    .join('')
    .replaceAll('|', '\\|')
    .replace(/[\r\n]/g, ' ');
}
