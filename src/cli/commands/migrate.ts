import { Argument, type Command, Option } from 'commander';
import type { ExitCode, Io } from '../io.ts';
import { readingOptions } from '../options.ts';
import type { MigrateFlags } from '../run/migrate.ts';

const EXAMPLES = `
Examples:
  $ pagegen migrate api.yaml --to x-pagination -o pagination.overlay.yaml
  $ pagegen migrate api.yaml --to x-pagination --write     edit the document; comments stay

The annotations of other tools stay where they are; x-pagination comes before them.
`;

/** Adds `pagegen migrate`. */
export function addMigrate(program: Command, io: Io, done: (code: ExitCode) => void): void {
  const command = program
    .command('migrate')
    .summary('say in x-pagination what a document says for other tools')
    .description('Translates the pagination annotations of other tools into x-pagination.')
    .usage('<document> --to x-pagination [options]')
    .addArgument(new Argument('<document>', 'path of the OpenAPI document, or - for standard input'))
    .addOption(new Option('--to <key>', 'what to translate into').choices(['x-pagination']).makeOptionMandatory())
    .addOption(new Option('-o, --output <file>', 'file to write the overlay to (default: standard output)'))
    .addOption(new Option('--write', 'edit the document in place instead').conflicts('output'));
  for (const option of readingOptions()) command.addOption(option);
  command
    .addOption(new Option('--quiet', 'print no closing report'))
    .addOption(new Option('--debug', 'print stack traces of errors'))
    .addHelpText('after', EXAMPLES)
    .action(async (document: string, flags: MigrateFlags) => {
      if (document === '-' && flags.write) command.error('error: --write needs a file, not standard input');
      const { migrateCommand } = await import('../run/migrate.ts');
      done(await migrateCommand(document, flags, io));
    });
}
