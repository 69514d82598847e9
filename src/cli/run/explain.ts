import { createColors } from 'picocolors';
import type { LocatedDiagnostic } from '../../shared/locate.ts';
import { isRemote } from '../../shared/paths.ts';
import { formatFindings, makePrintable } from '../../shared/pretty.ts';
import { formatDuration, formatNumber, wrapText } from '../../shared/words.ts';
import {
  type Explanation,
  explain,
  explainLists,
  type ListedOperation,
  type StrategyExplanation,
} from '../../tasks/explain.ts';
import { stepAfterLists, stepIfUnpaginated, stoppedByErrors } from '../closing-lines.ts';
import { UsageError } from '../command.ts';
import { EXIT, type ExitCode, type Io, type Output } from '../io.ts';
import { openingOf, type ReadingFlags } from '../options.ts';
import { withProgress } from '../progress.ts';

/** Flags of `pagegen explain`. */
export interface ExplainFlags extends ReadingFlags {
  readonly strategy?: string;
  readonly total?: number;
  readonly limit?: number;
  readonly format: 'text' | 'json';
}

/**
 * Runs `pagegen explain [document] [operation]`: describes what the generated method does, or lists the lists. Findings
 * go to standard error, so that the explanation can be piped.
 *
 * @throws InputError if the document cannot be read, or has no such operation or strategy
 */
export async function runExplain(
  first: string | undefined,
  second: string | undefined,
  flags: ExplainFlags,
  io: Io,
): Promise<ExitCode> {
  const { strategy, total, limit, format } = flags;
  const [document, operation] = second === undefined && !isDocument(first) ? [undefined, first] : [first, second];
  const source = { ...flags, given: document };
  const reading = await openingOf(document, flags, io, 'explain');
  if (operation === undefined) {
    const flag = Object.entries({ strategy, total, limit }).find(([, value]) => value !== undefined)?.[0];
    if (flag !== undefined) throw new UsageError(`--${flag} needs an operation`);
    const listed = await withProgress(`Reading ${reading.document}`, explainLists(reading), io);
    const code = print(listed.diagnostics, listed.lists, (lists) =>
      format === 'json' ? `${JSON.stringify({ lists }, null, 2)}\n` : listsText(lists, io.stdout),
    );
    if (listed.lists !== undefined && format === 'text') {
      io.stderr.write(stepAfterLists(listed.lists[0]?.operation, source, io));
    }
    return code;
  }
  const { diagnostics, explanation } = await withProgress(
    total === undefined ? `Reading ${reading.document}` : `Walking through ${total} items`,
    explain({ ...reading, operation, strategy, total, limit }),
    io,
  );
  const code = print(diagnostics, explanation, (found) =>
    format === 'json' ? `${JSON.stringify(found, null, 2)}\n` : explanationText(found, io.stdout),
  );
  if (explanation?.strategies.length === 0 && format === 'text') io.stderr.write(stepIfUnpaginated(source, io));
  return code;

  function print<Found>(
    found: readonly LocatedDiagnostic[],
    result: Found | undefined,
    textOf: (result: Found) => string,
  ): ExitCode {
    io.stderr.write(formatFindings(found, { colors: io.stderr.colors, cwd: io.cwd }));
    if (result === undefined) {
      io.stderr.write(`${stoppedByErrors(found, 'nothing to explain')}\n`);
      return EXIT.faults;
    }
    io.stdout.write(textOf(result));
    return EXIT.done;
  }
}

/** A single argument is an operation unless it can only be a document. */
function isDocument(argument: string | undefined): boolean {
  return argument === '-' || (argument !== undefined && (isRemote(argument) || /\.(?:ya?ml|json)$/i.test(argument)));
}

type Row = readonly [label: string, value: string];

/** Narrower terminals get long lines: columns of a few words are harder to read. */
const MIN_WIDTH = 40;

/** Returns an explanation as text: sentences first, then a table of numbers. Wraps at the width of a terminal. */
export function explanationText({ operation, method, path, strategies }: Explanation, output: Output): string {
  const { bold, dim } = createColors(output.colors);
  const width = output.columns === undefined ? undefined : Math.max(MIN_WIDTH, output.columns);
  const title = `${bold(makePrintable(operation))}  ${dim(makePrintable(`${method} ${path}`))}\n`;
  if (strategies.length === 0) return `${title}\nNot paginated: one request returns the whole answer.\n`;
  const parts = strategies.map((strategy) => {
    const head = `\n${bold(makePrintable(nameOf(strategy)))}${strategy.isDefault && strategies.length > 1 ? ' – the default' : ''}\n`;
    const words = strategy.words.map(
      ([subject, text]) => `  ${wrapText(makePrintable(`${subject}: ${text}`), width, 2, 4)}\n`,
    );
    const rows = rowsOf(strategy);
    const widest = Math.max(...rows.map(([label]) => label.length));
    const table = rows.map(([label, value]) => {
      const text = wrapText(makePrintable(value), width, widest + 4);
      return `  ${dim(label.padEnd(widest))}  ${text}\n`;
    });
    return `${head}${words.join('')}\n${table.join('')}`;
  });
  return title + parts.join('');
}

/** Returns the lists of a document with their strategies, one line each. */
export function listsText(lists: readonly ListedOperation[], output: Output): string {
  const { bold, dim } = createColors(output.colors);
  const rows = lists.map(({ operation, method, path, strategies }) => ({
    name: makePrintable(operation),
    request: makePrintable(`${method} ${path}`),
    strategies: makePrintable(strategies.map(nameOf).join(', ')),
  }));
  const widest = (texts: readonly string[]): number => texts.reduce((most, { length }) => Math.max(most, length), 0);
  const [names, requests] = [widest(rows.map(({ name }) => name)), widest(rows.map(({ request }) => request))];
  return rows
    .map((row) => `${bold(row.name.padEnd(names))}  ${dim(row.request.padEnd(requests))}  ${row.strategies}\n`)
    .join('');
}

function nameOf({ name, style }: { readonly name: string; readonly style: string }): string {
  return name === style ? name : `${name} (${style})`;
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
  const { total, items, requests, duration, windows, isEstimate, outcome, message, first, last } = simulation;
  rows.push(
    ['simulated', `${formatNumber(total)} items in the API`],
    ['requests', `${isEstimate ? 'about ' : ''}${formatNumber(requests)}`],
    [
      'items returned',
      items === total ? `all ${formatNumber(items)}` : `${formatNumber(items)} of ${formatNumber(total)}`,
    ],
  );
  if (duration) rows.push(['takes', `at least ${formatDuration(duration)} within the budget`]);
  if (windows > 1) rows.push(['windows', formatNumber(windows)]);
  rows.push(['outcome', outcome === 'complete' ? 'the walk ends by itself' : (message ?? outcome)]);
  first.forEach((request, index) => void rows.push([index === 0 ? 'first requests' : '', request]));
  if (last !== undefined && requests > first.length) rows.push(['last request', last]);
  return rows;
}
