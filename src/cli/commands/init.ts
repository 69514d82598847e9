import { type Command, Option } from 'commander';
import { FORMATS } from '../../tasks/configuration/text.ts';
import type { ExitCode, Io } from '../io.ts';
import type { InitFlags } from '../run/init.ts';

const EXAMPLES = `
Examples:
  $ pagegen init                                 with the OpenAPI documents of this folder
  $ pagegen init specs/close.yaml -o src/close
  $ pagegen init --format yaml
`;

/** Adds `pagegen init`. */
export function addInit(program: Command, io: Io, done: (code: ExitCode) => void): void {
  program
    .command('init')
    .summary('write a first configuration')
    .description('Writes a configuration, so that `pagegen` alone generates your clients.')
    .usage('[documents…] [options]')
    .argument('[documents...]', 'paths of OpenAPI documents (default: those that are found below this folder)')
    .addOption(new Option('-o, --output <folder>', 'folder of the clients (default: src/api or client)'))
    .addOption(
      new Option('--format <ending>', 'kind of file (default: ts where there is a tsconfig.json, else mjs)').choices(
        FORMATS,
      ),
    )
    .addOption(new Option('--debug', 'print stack traces of errors'))
    .addHelpText('after', EXAMPLES)
    .action(async (documents: string[], flags: InitFlags) => {
      const { initCommand } = await import('../run/init.ts');
      done(await initCommand(documents, flags, io));
    });
}
