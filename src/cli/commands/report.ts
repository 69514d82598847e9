import { Option } from 'commander';
import { defineCommand } from '../command.ts';
import { documentArgument, toCount } from '../options.ts';

const HELP = `
Examples:
  $ pagegen report specs/close.yaml -o report.html
  $ pagegen report api.yaml -o report.html --total 500 --total 50000
      walks through 500 and 50,000 items
  $ pagegen report api.yaml --profile strict > report.html
      findings of every rule

Exit codes: 0 done, 1 the document has errors, which the report shows, 2 wrong
usage or files, 70 a bug of pagegen, 130 interrupted.
`;

export const reportCommand = defineCommand({
  name: 'report',
  summary: 'write a page about the pagination of a document',
  description:
    'Writes one HTML page about the pagination of a document: its lists by style, limits and ceilings, findings of ' +
    'the linter, and a simulated walk through each list. The page needs no network.',
  usage: '[document] -o <file> [options]',
  arguments: () => [documentArgument()],
  options: () => [
    new Option('-o, --output <file>', 'file to write, or - for standard output').default('-'),
    new Option(
      '--total <number>',
      'number of items in the simulated API (repeatable; default: 100, 1000, 12000)',
    ).argParser((value: string, earlier: readonly number[] = []) => [...earlier, toCount(value)]),
    new Option('--profile <profile>', 'set of rules to run')
      .choices(['recommended', 'strict', 'errors'])
      .default(undefined, 'recommended'),
    new Option('--stdin', 'read the document from standard input, like -'),
    new Option('--quiet', 'print errors only'),
  ],
  readsDocument: true,
  help: HELP,
  load: async () => (await import('../run/report.ts')).runReport,
});
