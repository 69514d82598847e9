import { createColors } from 'picocolors';
import { formatFindings, makePrintable } from '../../shared/pretty.ts';
import { formatNumber } from '../../shared/words.ts';
import { type Explanation, explain, type StrategyExplanation } from '../../tasks/explain.ts';
import { EXIT, type ExitCode, type Io, untilAborted } from '../io.ts';
import type { ReadingFlags } from '../options.ts';
import { readingOf } from '../options.ts';
import { countFindings } from './generate-job.ts';

/** Flags of `pagegen explain`. */
export interface ExplainFlags extends ReadingFlags {
  readonly strategy?: string;
  readonly total?: number;
  readonly limit?: number;
  readonly format: 'text' | 'json';
}

/**
 * Runs `pagegen explain <document> <operation>`: describes what the generated method does. Findings go to standard error,
 * so that the explanation can be piped.
 *
 * @throws InputError if the document cannot be read, or has no such operation or strategy
 */
export async function runExplain(document: string, operation: string, flags: ExplainFlags, io: Io): Promise<ExitCode> {
  const { strategy, total, limit, format } = flags;
  const { diagnostics, explanation } = await untilAborted(
    explain({ document, operation, cwd: io.cwd, ...readingOf(flags, io), strategy, total, limit }),
    io.signal,
  );
  const options = { colors: io.stderr.colors, cwd: io.cwd };
  io.stderr.write(formatFindings(diagnostics, options));
  if (explanation === undefined) {
    io.stderr.write(`${countFindings(diagnostics)}; nothing to explain.\n`);
    return EXIT.faults;
  }
  io.stdout.write(
    format === 'json' ? `${JSON.stringify(explanation, null, 2)}\n` : explanationText(explanation, io.stdout.colors),
  );
  return EXIT.done;
}

type Row = readonly [label: string, value: string];

/** Returns an explanation as text: sentences first, then a table of numbers. */
function explanationText({ operation, method, path, strategies }: Explanation, colors: boolean): string {
  const { bold, dim } = createColors(colors);
  const title = `${bold(makePrintable(operation))}  ${dim(makePrintable(`${method} ${path}`))}\n`;
  if (strategies.length === 0) return `${title}\nNot paginated: one request returns the whole answer.\n`;
  const parts = strategies.map((strategy) => {
    const name = strategy.name === strategy.style ? strategy.name : `${strategy.name} (${strategy.style})`;
    const head = `\n${bold(makePrintable(name))}${strategy.isDefault && strategies.length > 1 ? ' – the default' : ''}\n`;
    const words = strategy.words.map(([subject, text]) => `  ${subject}: ${makePrintable(text)}\n`).join('');
    const rows = rowsOf(strategy);
    const width = Math.max(...rows.map(([label]) => label.length));
    const table = rows.map(([label, value]) => `  ${dim(label.padEnd(width))}  ${makePrintable(value)}\n`).join('');
    return `${head}${words}\n${table}`;
  });
  return title + parts.join('');
}

function rowsOf({ plan, reach, limits, sizes, refused, simulation }: StrategyExplanation): Row[] {
  const declared = Object.entries(limits).map(([name, value]) => `${name} ${formatNumber(value)}`);
  const rows: Row[] = [['limits', declared.join(', ') || 'none declared']];
  if (sizes !== undefined) rows.push(['page sizes', `only ${sizes.map(formatNumber).join(', ')}`]);
  if (refused !== undefined) return [...rows, ['rejected', refused]];
  rows.push(
    ['page size', plan?.pageSize === undefined ? 'decided by the server' : formatNumber(plan.pageSize)],
    ['ceiling', plan?.ceiling === undefined ? 'none' : `${plan.ceiling.name} ${formatNumber(plan.ceiling.value)}`],
    [
      'within reach',
      plan?.deep ? 'all items, in windows' : reach === undefined ? 'all items' : `${formatNumber(reach)} items`,
    ],
  );
  if (plan?.deep && reach !== undefined) rows.push(['one window', `${formatNumber(reach)} items`]);
  if (plan !== undefined && plan.alternatives.length > 0) rows.push(['alternatives', plan.alternatives.join(', ')]);
  if (simulation === undefined) return rows;
  const { total, items, requests, windows, outcome, message, first, last } = simulation;
  rows.push(
    ['simulated', `${formatNumber(total)} items in the API`],
    ['requests', formatNumber(requests)],
    [
      'items returned',
      items === total ? `all ${formatNumber(items)}` : `${formatNumber(items)} of ${formatNumber(total)}`,
    ],
  );
  if (windows > 1) rows.push(['windows', formatNumber(windows)]);
  rows.push(['outcome', outcome === 'complete' ? 'the walk ends by itself' : (message ?? outcome)]);
  first.forEach((request, index) => void rows.push([index === 0 ? 'first requests' : '', request]));
  if (requests > first.length) rows.push(['last request', last]);
  return rows;
}
