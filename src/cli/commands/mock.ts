import { type Command, InvalidArgumentError, Option } from 'commander';
import { FAULT_HELP, type Faults, withFault } from '../../simulate/mock/faults.ts';
import type { ExitCode, Io } from '../io.ts';
import { readingOptions, toCount } from '../options.ts';
import type { MockFlags } from '../run/mock.ts';

const EXAMPLES = `
Examples:
  $ pagegen mock specs/close.yaml                            http://127.0.0.1:4010/api/v1
  $ pagegen mock api.yaml --items 10000 --seed 7
  $ pagegen mock api.yaml --fault 429=10 --fault cap=50      see how a client bears it

Faults: ${FAULT_HELP}.
`;

/** Declares `pagegen mock`. */
export function addMock(program: Command, io: Io, done: (code: ExitCode) => void): Command {
  const command = program
    .command('mock')
    .summary('serve an API that behaves as a document says')
    .description(
      'Serves an API on this machine that behaves as an OpenAPI document says: lists page as they are annotated, ' +
        'limits are enforced, all else answers with samples. Operations with `security` answer 401 to requests without ' +
        'credentials; any value is taken for right.',
    )
    .usage('<document> [options]')
    .argument('<document>', 'path of the OpenAPI document, or - for standard input')
    .addOption(new Option('--port <number>', '0 finds a free one').argParser(toCount).default(4010))
    .addOption(new Option('--host <host>', '0.0.0.0 lets other machines in').default('127.0.0.1'))
    .addOption(new Option('--items <number>', 'items of each list').argParser(toCount).default(250))
    .addOption(new Option('--seed <number>', 'another seed, other data').argParser(toCount).default(1))
    .addOption(new Option('--fault <name=value>', 'what goes wrong on purpose; repeatable').argParser(addFault))
    .addOption(new Option('--no-auth', 'ask for no credentials'));
  for (const option of readingOptions()) command.addOption(option);
  return command
    .addOption(new Option('--quiet', 'do not log requests'))
    .addOption(new Option('--debug', 'print stack traces of errors'))
    .addHelpText('after', EXAMPLES)
    .action(async (document: string, flags: MockFlags) => {
      const { mockCommand } = await import('../run/mock.ts');
      done(await mockCommand(document, flags, io));
    });
}

function addFault(value: string, earlier: Faults = {}): Faults {
  const faults = withFault(earlier, value);
  if (faults === undefined) throw new InvalidArgumentError(`There are ${FAULT_HELP}.`);
  return faults;
}
