import { Argument, InvalidArgumentError, Option } from 'commander';
import { FAULT_HELP, type Faults, withFault } from '../../simulate/mock/faults.ts';
import { defineCommand } from '../command.ts';
import { toCount } from '../options.ts';

const HELP = `
Examples:
  $ pagegen mock specs/close.yaml                            http://127.0.0.1:4010/api/v1
  $ pagegen mock api.yaml --items 10000 --seed 7
  $ pagegen mock api.yaml --fault 429=10 --fault cap=50      see how a client bears it

Faults: ${FAULT_HELP}.
`;

export const mockCommand = defineCommand({
  name: 'mock',
  summary: 'serve an API that behaves as a document says',
  description:
    'Serves an API on this machine that behaves as an OpenAPI document says: lists page as they are annotated, ' +
    'limits are enforced, all else answers with samples. Operations with `security` answer 401 to requests without ' +
    'credentials; any value is taken for right.',
  usage: '<document> [options]',
  arguments: () => [new Argument('<document>', 'path of the OpenAPI document, or - for standard input')],
  options: () => [
    new Option('--port <number>', '0 finds a free one').argParser(toCount).default(4010),
    new Option('--host <host>', '0.0.0.0 lets other machines in').default('127.0.0.1'),
    new Option('--items <number>', 'items of each list').argParser(toCount).default(250),
    new Option('--seed <number>', 'another seed, other data').argParser(toCount).default(1),
    new Option('--fault <name=value>', 'what goes wrong on purpose; repeatable').argParser(addFault),
    new Option('--no-auth', 'ask for no credentials'),
    new Option('--quiet', 'do not log requests'),
  ],
  readsDocument: true,
  help: HELP,
  load: async () => (await import('../run/mock.ts')).runMock,
});

function addFault(value: string, earlier: Faults = {}): Faults {
  const faults = withFault(earlier, value);
  if (faults === undefined) throw new InvalidArgumentError(`There are ${FAULT_HELP}.`);
  return faults;
}
