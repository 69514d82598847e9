import { Argument, Option } from 'commander';
import { defineCommand } from '../command.ts';
import { documentArgument, toCount } from '../options.ts';

const HELP = `
Examples:
  $ pagegen explain specs/close.yaml  the lists of the document
  $ pagegen explain specs/close.yaml listLeads
  $ pagegen explain specs/close.yaml listContacts --total 25000 --limit 100
  $ pagegen explain api.yaml 'GET /items' --total 5000 --format json
`;

export const explainCommand = defineCommand({
  name: 'explain',
  summary: 'describe what a list method does',
  description:
    'Describes what the generated method of a list operation does: its requests, when it ends, how far it reaches, ' +
    'and what happens beyond that. Without an operation, prints all lists. With --total, walks through a simulated API and counts. Sends no request.',
  usage: '[document] [operation] [options]',
  arguments: () => [
    documentArgument(),
    new Argument(
      '[operation]',
      "operationId, name of the function, or method and path: 'GET /lead/' (default: print all lists)",
    ),
  ],
  options: () => [
    new Option('--strategy <name>', 'explain this strategy only (default: all strategies of the operation)'),
    new Option('--total <number>', 'simulate a walk through this many items').argParser(toCount),
    new Option('--limit <number>', 'page size that the caller requests').argParser(toCount),
    new Option('-f, --format <format>', 'format of the explanation').choices(['text', 'json']).default('text'),
  ],
  readsDocument: true,
  help: HELP,
  load: async () => (await import('../run/explain.ts')).runExplain,
});
