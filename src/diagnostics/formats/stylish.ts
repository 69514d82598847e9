import { createColors } from 'picocolors';
import type { LocatedDiagnostic } from '../locate.ts';
import { displayPath } from './display-path.ts';
import type { Format } from './format.ts';
import { printable } from './printable.ts';
import { summaryLine } from './summary-line.ts';

/** One line a finding, under the name of its file, in columns. */
export const stylish: Format = ({ findings, summary, cwd, colours }) => {
  const { cyan, dim, red, underline, yellow } = createColors(colours);
  const paint = { error: red, warning: yellow, info: cyan };
  const blocks = byFile(findings).map(([file, members]) => {
    const places = members.map(({ line, column }) => `${line}:${column}`);
    const widest = Math.max(...places.map((place) => place.length));
    const rows = members.map(({ severity, message, hint, code }, index) => {
      const text = printable(hint === undefined ? message : `${message} ${hint}`);
      return `  ${dim((places[index] ?? '').padStart(widest))}  ${paint[severity](severity.padEnd(7))}  ${text}  ${dim(code)}`;
    });
    return [underline(printable(displayPath(file, cwd))), ...rows, ''].join('\n');
  });
  return [...blocks, `${summaryLine(summary)}\n`].join('\n');
};

/** In the order in which the files come. */
export function byFile(findings: readonly LocatedDiagnostic[]): [string, LocatedDiagnostic[]][] {
  const files = new Map<string, LocatedDiagnostic[]>();
  for (const finding of findings) {
    const members = files.get(finding.file) ?? [];
    members.push(finding);
    files.set(finding.file, members);
  }
  return [...files];
}
