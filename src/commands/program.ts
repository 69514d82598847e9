import { Argument, Command, CommanderError, Help, Option } from 'commander';
import { version } from '../version.ts';
import { addAnnotate } from './annotate-flags.ts';
import type { GenerateFlags } from './generate-command.ts';
import { EXIT, type ExitCode, type Io } from './io.ts';
import { addLint } from './lint-flags.ts';
import { addMigrate } from './migrate-flags.ts';
import { addMock } from './mock-flags.ts';
import { readingOptions } from './reading-flags.ts';
import { reportFailure } from './report-failure.ts';

const EXAMPLES = `
Examples:
  $ pagegen specs/close.yaml -o client
  $ pagegen specs/close.yaml -o client --dry-run       say what would change
  $ pagegen api.json -o src/api --name Crm             class CrmClient
  $ pagegen api.yaml -o src/api --import-extension ts  import './models.ts'
  $ curl -s https://example.com/api.json | pagegen - -o client

Exit codes: 0 done, 1 the document has faults, 2 wrong usage or files, 70 a bug of pagegen, 130 interrupted.
`;

/**
 * Runs the command line. Nothing heavy is imported before a command needs it, so that `--help` is quick.
 *
 * @param argv what follows the program's name
 * @returns the exit code; never throws
 */
export async function run(argv: readonly string[], io: Io): Promise<ExitCode> {
  let code: ExitCode = EXIT.done;
  const program = createProgram(io, (result) => {
    code = result;
  });
  try {
    await program.parseAsync(argv, { from: 'user' });
    return io.signal.aborted ? EXIT.interrupted : code;
  } catch (error) {
    if (io.signal.aborted) return EXIT.interrupted;
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
    return reportFailure(error, io, argv.includes('--debug'));
  }
}

function createProgram(io: Io, done: (code: ExitCode) => void): Command {
  const program = new Command('pagegen')
    .description('Generates a typed TypeScript client from an OpenAPI document, with pagination built in.')
    .usage('<document> -o <folder> [options]')
    .version(version, '--version', 'print the version')
    .helpOption('-h, --help', 'show this help')
    .helpCommand('help [command]', 'show the help of a command')
    .showHelpAfterError('Run `pagegen --help` for usage.')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
      getOutHasColors: () => io.stdout.colours,
      getErrHasColors: () => io.stderr.colours,
    });
  const generate = addGenerate(program, io, done);
  addLint(program, io, done);
  addAnnotate(program, io, done);
  addMigrate(program, io, done);
  addMock(program, io, done);
  // `pagegen <document>` is `pagegen generate <document>`: one help says all.
  const help = new Help();
  program.configureHelp({
    visibleOptions: (command) => [...(command === program ? generate.options : []), ...help.visibleOptions(command)],
    visibleArguments: (command) => help.visibleArguments(command === program ? generate : command),
  });
  return program.addHelpText('after', EXAMPLES);
}

function addGenerate(program: Command, io: Io, done: (code: ExitCode) => void): Command {
  const command = program
    .command('generate', { isDefault: true })
    .summary('generate a client (what `pagegen <document>` does)')
    .description('Generates a client from an OpenAPI 3 or Swagger 2.0 document (YAML or JSON) into a folder.')
    .usage('<document> -o <folder> [options]')
    .addArgument(new Argument('<document>', 'path of the OpenAPI document, or - for standard input'))
    .addOption(new Option('-o, --output <folder>', 'folder to write the client into').makeOptionMandatory())
    .addOption(new Option('--name <name>', "name of the client class (default: from the document's title)"))
    .addOption(
      new Option('--import-extension <ending>', 'ending of relative imports')
        .choices(['js', 'ts', 'none'])
        .default('js'),
    )
    .addOption(new Option('--dry-run', 'say what would change, and write nothing'))
    .addOption(new Option('--lenient', 'generate from a document with faults; say what is left out'))
    .addOption(new Option('--quiet', 'print findings only'))
    .addOption(new Option('--debug', 'print stack traces of errors'))
    .addHelpText('after', EXAMPLES)
    .action(async (document: string, flags: GenerateFlags) => {
      const { generateCommand } = await import('./generate-command.ts');
      done(await generateCommand(document, flags, io));
    });
  for (const option of readingOptions()) command.addOption(option);
  return command;
}
