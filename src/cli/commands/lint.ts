import { Argument, InvalidArgumentError, Option } from 'commander';
import { formats } from '../../lint/formats/index.ts';
import { defineCommand } from '../command.ts';
import { repeatable, toCount } from '../options.ts';
import type { LintFlags } from '../run/lint.ts';

const HELP = `
Examples:
  $ pagegen lint                 the documents of the configuration
  $ pagegen lint specs/close.yaml
  $ pagegen lint 'specs/**/*.yaml' --profile strict --max-warnings 0
  $ pagegen lint api.yaml --fix  apply safe fixes
  $ pagegen lint api.yaml -f codeframe -f sarif:lint.sarif  two reports
  $ pagegen lint api.yaml --base api.released.yaml  find breaking changes

Exit codes: 0 no finding fails, 1 findings fail, 2 wrong usage or files, 70 a
bug of pagegen, 130 interrupted.
`;

export const lintCommand = defineCommand({
  name: 'lint',
  summary: 'check the pagination of documents',
  description: 'Checks the pagination annotations of OpenAPI documents, and the pagination that they describe.',
  usage: '[documents or globs…] [options]',
  arguments: () => [
    new Argument(
      '[documents...]',
      'paths, globs or URLs of OpenAPI documents, or - for standard input (default: the configuration)',
    ),
  ],
  options: () => [
    new Option('-f, --format <format[:file]>', `${[...formats.keys()].join(', ')} (repeatable)`)
      .argParser(addFormat)
      .default(undefined, 'codeframe, github-actions on GitHub'),
    new Option('--profile <profile>', 'set of rules to run')
      .choices(['recommended', 'strict', 'errors'])
      .default(undefined, 'recommended'),
    repeatable('--rule <id=level>', 'error, warning, info or off for one rule (repeatable)'),
    new Option('--fail-on <severity>', 'lowest severity that fails')
      .choices(['error', 'warning', 'info', 'never'])
      .default(undefined, 'error'),
    new Option('--max-warnings <number>', 'fail if there are more warnings').argParser(toCount),
    new Option('--base <document>', 'report changes since this version that break clients'),
    new Option('--baseline <file>', 'do not report the findings in this file'),
    new Option('--update-baseline', 'write the findings to the baseline instead of reporting them'),
    new Option('--fix', 'apply safe fixes').conflicts('fixDryRun'),
    new Option('--fix-dry-run', 'print what --fix would change, as a diff'),
    new Option('--quiet', 'report errors only'),
  ],
  readsDocument: true,
  help: HELP,
  load: async () => (await import('../run/lint.ts')).runLint,
});

function addFormat(value: string, earlier: LintFlags['format'] = []): LintFlags['format'] {
  const colon = value.indexOf(':');
  const name = colon < 0 ? value : value.slice(0, colon);
  if (!formats.has(name)) throw new InvalidArgumentError(`Allowed formats are ${[...formats.keys()].join(', ')}.`);
  if (colon === value.length - 1) throw new InvalidArgumentError('The name of the file is missing behind the colon.');
  return [...earlier, colon < 0 ? { name } : { name, file: value.slice(colon + 1) }];
}
