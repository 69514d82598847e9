import { Argument, Option } from 'commander';
import { FORMATS } from '../../tasks/configuration/define-config.ts';
import { defineCommand } from '../command.ts';

const DEMO_HELP = `
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
  help: DEMO_HELP,
  load: async () => (await import('../run/first-steps.ts')).runDemo,
});

const INIT_HELP = `
Examples:
  $ pagegen init  for the OpenAPI documents in this folder
  $ pagegen init specs/close.yaml -o src/close
  $ pagegen init --format yaml
`;

export const initCommand = defineCommand({
  name: 'init',
  summary: 'write a configuration',
  description: 'Writes a configuration, so that `pagegen` alone generates your clients.',
  usage: '[documents…] [options]',
  arguments: () => [
    new Argument('[documents...]', 'paths of OpenAPI documents (default: all documents below this folder)'),
  ],
  options: () => [
    new Option('-o, --output <folder>', 'folder of the clients (default: src/api or client)'),
    new Option('--format <ending>', 'format of the file')
      .choices(FORMATS)
      .default(undefined, 'ts if there is a tsconfig.json, else mjs'),
  ],
  readsDocument: false,
  help: INIT_HELP,
  load: async () => (await import('../run/first-steps.ts')).runInit,
});
