import { Help, InvalidArgumentError, Option } from 'commander';
import { FAULT_HELP, type Faults, withFault } from '../../simulate/mock/faults.ts';
import { defineCommand } from '../command.ts';
import { documentArgument, toCount, toPort } from '../options.ts';

const HELP = `
Examples:
  $ pagegen mock specs/close.yaml  http://127.0.0.1:4010/api/v1
  $ pagegen mock api.yaml --items 10000 --seed 7
  $ pagegen mock api.yaml --fault 429=10 --fault cap=50
      test how a client handles faults

${new Help().boxWrap(`Faults: ${FAULT_HELP}.`, 80)}
`;

export const mockCommand = defineCommand({
  name: 'mock',
  summary: 'serve an API that behaves as a document declares',
  description:
    'Serves an API on this machine that behaves as an OpenAPI document declares: lists page by their annotations, ' +
    'limits are enforced, other operations return sample data. Operations with `security` answer 401 to requests ' +
    'without credentials; any value is accepted.',
  usage: '[document] [options]',
  arguments: () => [documentArgument()],
  options: () => [
    new Option('--port <number>', 'port; 0 selects a free one').argParser(toPort).default(4010),
    new Option('--host <host>', 'address; 0.0.0.0 accepts requests from other machines').default('127.0.0.1'),
    new Option('--items <number>', 'number of items in each list').argParser(toCount).default(250),
    new Option('--seed <number>', 'seed of the sample data').argParser(toCount).default(1),
    new Option('--fault <name=value>', 'fault to inject (repeatable)').argParser(addFault),
    new Option('--budgets', 'answer 429 to requests beyond the budgets of the document'),
    new Option('--no-auth', 'accept requests without credentials'),
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
