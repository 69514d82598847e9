import { type Command, Option } from 'commander';
import type { ExitCode, Io } from '../io.ts';
import { readingOptions, toCount } from '../options.ts';
import type { ExplainFlags } from '../run/explain.ts';

const EXAMPLES = `
Examples:
  $ pagegen explain specs/close.yaml listLeads
  $ pagegen explain specs/close.yaml listContacts --total 25000 --limit 100
  $ pagegen explain api.yaml 'GET /items' --total 5000 --format json
`;

/** Declares `pagegen explain`. */
export function addExplain(program: Command, io: Io, done: (code: ExitCode) => void): Command {
  const command = program
    .command('explain')
    .summary('say what a list method will do')
    .description(
      'Says what the generated method of a list operation will do: its requests, its end, how far it reaches and ' +
        'what happens beyond. With --total, walks through an API in memory and counts. Sends nothing.',
    )
    .usage('<document> <operation> [options]')
    .argument('<document>', 'path of the OpenAPI document, or - for standard input')
    .argument('<operation>', "operationId, name of the function, or method and path: 'GET /lead/'")
    .addOption(new Option('--strategy <name>', 'this one alone (default: all of the operation)'))
    .addOption(new Option('--total <number>', 'simulate the walk through so many items').argParser(toCount))
    .addOption(new Option('--limit <number>', 'page size that the caller asks for').argParser(toCount))
    .addOption(new Option('-f, --format <format>', 'text or json').choices(['text', 'json']).default('text'));
  for (const option of readingOptions()) command.addOption(option);
  return command
    .addOption(new Option('--debug', 'print stack traces of errors'))
    .addHelpText('after', EXAMPLES)
    .action(async (document: string, operation: string, flags: ExplainFlags) => {
      const { explainCommand } = await import('../run/explain.ts');
      done(await explainCommand(document, operation, flags, io));
    });
}
