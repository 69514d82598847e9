import { Command, CommanderError, Help, Option } from 'commander';
import { version } from '../shared/version.ts';
import { type CommandDeclaration, UsageError } from './command.ts';
import { annotateCommand } from './commands/annotate.ts';
import { explainCommand } from './commands/explain.ts';
import { generateCommand } from './commands/generate.ts';
import { initCommand } from './commands/init.ts';
import { lintCommand } from './commands/lint.ts';
import { migrateCommand } from './commands/migrate.ts';
import { mockCommand } from './commands/mock.ts';
import { reportCommand } from './commands/report.ts';
import { verifyCommand } from './commands/verify.ts';
import { EXIT, type ExitCode, type Io } from './io.ts';
import { readingOptions } from './options.ts';
import { reportFailure } from './report-failure.ts';

/** Every command, in the order of the help. */
export const COMMANDS: readonly CommandDeclaration[] = [
  generateCommand,
  initCommand,
  lintCommand,
  annotateCommand,
  migrateCommand,
  mockCommand,
  explainCommand,
  reportCommand,
  verifyCommand,
];

/**
 * Runs the command line. Heavy modules are loaded by the command that needs them, so that `--help` stays
 * quick.
 *
 * @param argv arguments after the program's name
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
    .usage('[document] -o <folder> [options]')
    .version(version, '--version', 'print the version')
    .helpOption('-h, --help', 'show this help')
    .helpCommand('help [command]', 'show the help of a command')
    .showHelpAfterError('Run `pagegen --help` for usage.')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
      getOutHasColors: () => io.stdout.colors,
      getErrHasColors: () => io.stderr.colors,
    });
  for (const declaration of COMMANDS) register(program, declaration, io, done);
  // `pagegen <document>` is `pagegen generate <document>`: one help describes both.
  const main = COMMANDS.find(({ isDefault }) => isDefault);
  const generate = program.commands.find((command) => command.name() === main?.name) ?? program;
  const help = new Help();
  program.configureHelp({
    visibleOptions: (command) => [...(command === program ? generate.options : []), ...help.visibleOptions(command)],
    visibleArguments: (command) => help.visibleArguments(command === program ? generate : command),
  });
  return program.addHelpText('after', main?.help ?? '');
}

function register(program: Command, declaration: CommandDeclaration, io: Io, done: (code: ExitCode) => void): void {
  const { name, summary, description, usage, isDefault = false, readsDocument, help } = declaration;
  const command = program.command(name, { isDefault }).summary(summary).description(description).usage(usage);
  for (const argument of declaration.arguments()) command.addArgument(argument);
  const debug = new Option('--debug', 'print stack traces of errors');
  for (const option of [...declaration.options(), ...(readsDocument ? readingOptions() : []), debug]) {
    command.addOption(option);
  }
  command.addHelpText('after', help).action(async () => {
    try {
      done(await declaration.execute(command, io));
    } catch (error) {
      if (error instanceof UsageError) command.error(`error: ${error.message}`);
      throw error;
    }
  });
}
