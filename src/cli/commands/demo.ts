import { Argument } from 'commander';
import { defineCommand } from '../command.ts';

const HELP = `
Examples:
  $ pagegen demo
  $ pagegen demo pagegen-demo  in a new folder
`;

export const demoCommand = defineCommand({
  name: 'demo',
  summary: 'try pagegen with the API of a CRM, without an account',
  description:
    'Copies the OpenAPI document of a CRM and a script into an empty folder, generates a client, serves a mock of the ' +
    'API, and walks its lists.',
  usage: '[folder]',
  arguments: () => [new Argument('[folder]', 'folder for the demo (default: the current folder)')],
  options: () => [],
  readsDocument: false,
  help: HELP,
  load: async () => (await import('../run/demo.ts')).runDemo,
});
