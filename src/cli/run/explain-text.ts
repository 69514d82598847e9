import { createColors } from 'picocolors';
import { makePrintable } from '../../shared/pretty.ts';
import { formatDuration, formatNumber, wrapText } from '../../shared/words.ts';
import type { Explanation, ListedOperation, StrategyExplanation } from '../../tasks/explain.ts';
import type { Output } from '../io.ts';

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
