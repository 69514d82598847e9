import type { Format } from './format.ts';
import { formatPretty } from './pretty.ts';
import { summaryLine } from './summary-line.ts';

/** For people at a terminal: each finding with its source line, the place underlined, then one line that counts. */
export const codeframe: Format = ({ findings, summary, cwd, colours }) => {
  const blocks = findings.map((finding) => formatPretty(finding, { colours, cwd }));
  return [...blocks, `${summaryLine(summary)}\n`].join('\n');
};
