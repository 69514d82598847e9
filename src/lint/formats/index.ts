import { createColors } from 'picocolors';
import {
  differenceFrom,
  type FindingGroup,
  foldFindings,
  formatFindings,
  groupFindings,
  MAX_SHOWN,
  makePrintable,
  toDisplayPath,
  toPosixPath,
} from '../../shared/pretty.ts';
import { countOf, formatNumber } from '../../shared/words.ts';
import { type Format, groupByFile, summaryLine } from './format.ts';
import { githubActions, json, junit, sarif } from './machine.ts';

/** Prints each finding with its source line, the place underlined, then the summary. */
const codeframe: Format = ({ findings, summary, cwd, colors }) => {
  const blocks = findings.length === 0 ? [] : [formatFindings(findings, { colors, cwd }, '--format json')];
  return [...blocks, `${summaryLine(summary)}\n`].join('\n');
};

/** Prints one line per finding, in columns, below the name of its file. Shows at most 20 findings of one rule. */
const stylish: Format = ({ findings, summary, cwd, colors }) => {
  const { cyan, dim, red, underline, yellow } = createColors(colors);
  const paint = { error: red, warning: yellow, info: cyan };
  const { groups, hidden } = foldFindings(findings);
  const shown = new Set(groups.flatMap(({ first, others }) => [first, ...others]));
  const blocks = groupByFile(findings.filter((finding) => shown.has(finding))).map(([file, members]) => {
    const places = members.map(({ line, column }) => `${line}:${column}`);
    const widest = Math.max(...places.map((place) => place.length));
    const rows = members.map(({ severity, message, hint, code }, index) => {
      const text = makePrintable(hint === undefined ? message : `${message} ${hint}`);
      return `  ${dim((places[index] ?? '').padStart(widest))}  ${paint[severity](severity.padEnd(7))}  ${text}  ${dim(code)}`;
    });
    return [underline(makePrintable(toDisplayPath(file, cwd))), ...rows, ''].join('\n');
  });
  const rest = [...hidden].map(
    ([code, number]) => `… and ${formatNumber(number)} more of ${code}; \`--format json\` lists all\n`,
  );
  return [...blocks, ...rest, `${summaryLine(summary)}\n`].join('\n');
};

const MARKS = { error: '❌ error', warning: '⚠️ warning', info: 'ℹ️ info' };

/** Prints a table per file, for comments on merge requests and for job summaries. A repeated sentence is one row. */
const markdown: Format = ({ findings, summary, cwd }) => {
  const tables = groupByFile(findings).map(([file, members]) => {
    const rows = groupFindings(members).map((group) => {
      const { severity, message, hint, code } = group.first;
      const lines = [message, ...(hint === undefined ? [] : [hint]), ...othersOf(group)];
      return `| ${placesOf(group)} | ${MARKS[severity]} | ${cell(lines.join('\n'))} | \`${code}\` |`;
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

function placesOf({ first, others }: FindingGroup): string {
  const places = [first, ...others].slice(0, MAX_SHOWN).map(({ line, column }) => `${line}:${column}`);
  return places.join('<br>');
}

/** Returns the line of a group that says how many findings it has, and in what they differ. */
function othersOf({ first, others }: FindingGroup): string[] {
  if (others.length === 0) return [];
  const shown = others.slice(0, MAX_SHOWN - 1);
  const names = shown.map((other) => differenceFrom(first, other)).filter((text) => text !== '');
  const more = others.length - shown.length;
  const rest = more === 0 ? '' : ` … and ${formatNumber(more)} more; \`--format json\` lists all.`;
  return [
    `The same ${countOf(others.length, 'time')} more${names.length === 0 ? '' : `: ${names.join('; ')}`}.${rest}`,
  ];
}

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

/** Every output format, by the name that `--format` takes. */
export const formats: ReadonlyMap<string, Format> = new Map<string, Format>([
  ['codeframe', codeframe],
  ['stylish', stylish],
  ['json', json],
  ['sarif', sarif],
  ['github-actions', githubActions],
  ['junit', junit],
  ['markdown', markdown],
]);
