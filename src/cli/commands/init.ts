import { Argument, Option } from 'commander';
import { FORMATS } from '../../tasks/configuration/text.ts';
import { defineCommand } from '../command.ts';

const HELP = `
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
    new Option('--format <ending>', 'format of the file (default: ts if there is a tsconfig.json, else mjs)').choices(
      FORMATS,
    ),
  ],
  readsDocument: false,
  help: HELP,
  load: async () => (await import('../run/init.ts')).runInit,
});
