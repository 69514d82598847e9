import { Command, CommanderError, Help } from 'commander';
import { version } from '../shared/version.ts';
import { addAnnotate } from './commands/annotate.ts';
import { addExplain } from './commands/explain.ts';
import { addGenerate, GENERATE_EXAMPLES } from './commands/generate.ts';
import { addInit } from './commands/init.ts';
import { addLint } from './commands/lint.ts';
import { addMigrate } from './commands/migrate.ts';
import { addMock } from './commands/mock.ts';
import { addReport } from './commands/report.ts';
import { addVerify } from './commands/verify.ts';
import { EXIT, type ExitCode, type Io } from './io.ts';
import { reportFailure } from './report-failure.ts';

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
    .usage('[document] -o <folder> [options]')
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
  addInit(program, io, done);
  addLint(program, io, done);
  addAnnotate(program, io, done);
  addMigrate(program, io, done);
  addMock(program, io, done);
  addExplain(program, io, done);
  addReport(program, io, done);
  addVerify(program, io, done);
  // `pagegen <document>` is `pagegen generate <document>`: one help says all.
  const help = new Help();
  program.configureHelp({
    visibleOptions: (command) => [...(command === program ? generate.options : []), ...help.visibleOptions(command)],
    visibleArguments: (command) => help.visibleArguments(command === program ? generate : command),
  });
  return program.addHelpText('after', GENERATE_EXAMPLES);
}
