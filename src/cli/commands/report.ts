import { Argument, type Command, Option } from 'commander';
import type { ExitCode, Io } from '../io.ts';
import { readingOptions, toCount } from '../options.ts';
import type { ReportFlags } from '../run/report.ts';

const EXAMPLES = `
Examples:
  $ pagegen report specs/close.yaml -o report.html
  $ pagegen report api.yaml -o report.html --total 500 --total 50000   walks through so many items
  $ pagegen report api.yaml --profile strict > report.html             findings of every rule

Exit codes: 0 done, 1 the document has faults, which the report shows, 2 wrong usage or files, 70 a bug of pagegen,
130 interrupted.
`;

/** Declares `pagegen report`. */
export function addReport(program: Command, io: Io, done: (code: ExitCode) => void): Command {
  const command = program
    .command('report')
    .summary('write a page about the pagination of a document')
    .description(
      'Writes one HTML page about the pagination of a document: its lists by style, limits and ceilings, findings of ' +
        'the linter, and a simulated walk through each list. The page needs no network.',
    )
    .usage('<document> -o <file> [options]')
    .addArgument(new Argument('[document]', 'path of the OpenAPI document, or - for standard input'));
  for (const option of [...options(), ...readingOptions()]) command.addOption(option);
  return command
    .addOption(new Option('--quiet', 'say nothing but errors'))
    .addOption(new Option('--debug', 'print stack traces of errors'))
    .addHelpText('after', EXAMPLES)
    .action(async (document: string | undefined, flags: ReportFlags) => {
      if (flags.stdin && document !== undefined && document !== '-') {
        command.error('error: --stdin stands for the document; name only one of them');
      }
      const given = flags.stdin ? '-' : document;
      if (given === undefined) return command.error("error: missing required argument 'document'");
      const { reportCommand } = await import('../run/report.ts');
      done(await reportCommand(given, flags, io));
    });
}

function options(): Option[] {
  return [
    new Option('-o, --output <file>', 'file to write, or - for standard output').default('-'),
    new Option('--total <number>', 'items in the simulated API; repeatable (default: 100, 1000, 12000)').argParser(
      (value: string, earlier: readonly number[] = []) => [...earlier, toCount(value)],
    ),
    new Option('--profile <profile>', 'which rules run (default: recommended)').choices([
      'recommended',
      'strict',
      'errors',
    ]),
    new Option('--config <file>', 'configuration of the rules (default: pagegen.config.json or .yaml, package.json)'),
    new Option('--stdin', 'read the document from standard input, as - does'),
  ];
}
