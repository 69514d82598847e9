import { Option } from 'commander';
import { defineCommand } from '../command.ts';
import { documentArgument } from '../options.ts';

const HELP = `
Examples:
  $ pagegen migrate api.yaml --to x-pagination -o pagination.overlay.yaml
  $ pagegen migrate api.yaml --to x-pagination --write
      edit the document; keeps comments

The annotations of other tools are kept; x-pagination takes precedence over
them.
`;

export const migrateCommand = defineCommand({
  name: 'migrate',
  summary: 'translate the pagination annotations of other tools',
  description: 'Translates the pagination annotations of other tools into x-pagination.',
  usage: '[document] --to x-pagination [options]',
  arguments: () => [documentArgument()],
  options: () => [
    new Option('--to <key>', 'annotation to translate into').choices(['x-pagination']).makeOptionMandatory(),
    new Option('-o, --output <file>', 'file to write the overlay to (default: standard output)'),
    new Option('--write', 'edit the document in place instead').conflicts('output'),
    new Option('--quiet', 'print no summary'),
  ],
  readsDocument: true,
  help: HELP,
  load: async () => (await import('../run/migrate.ts')).runMigrate,
});
