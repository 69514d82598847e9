import { Option } from 'commander';
import { TARGET_KEYS } from '../../annotation/annotation.ts';
import { defineCommand } from '../command.ts';
import { documentArgument } from '../options.ts';

const HELP = `
Examples:
  $ pagegen migrate api.yaml -o pagination.overlay.yaml
      translate the annotations of other tools into x-pagination
  $ pagegen migrate api.yaml --write
      edit the document; keeps comments
  $ pagegen migrate api.yaml --to x-fern-pagination -o fern.overlay.yaml
      translate into another tool's annotation; reports what that cannot express

The original annotations are kept. If an operation has several, x-pagination
takes precedence.
`;

export const migrateCommand = defineCommand({
  name: 'migrate',
  summary: 'translate pagination annotations between tools',
  description: 'Translates the pagination annotations of other tools into x-pagination, or back.',
  usage: '[document] [options]',
  arguments: () => [documentArgument()],
  options: () => [
    new Option('--to <key>', 'annotation to translate into').choices(TARGET_KEYS).default('x-pagination'),
    new Option('-o, --output <file>', 'file to write the overlay to (default: standard output)'),
    new Option('--write', 'edit the document in place instead').conflicts('output'),
    new Option('--quiet', 'print no summary'),
  ],
  readsDocument: true,
  help: HELP,
  load: async () => (await import('../run/migrate.ts')).runMigrate,
});
