import { Command, CommanderError, Help, Option } from 'commander';
import { InputError, withoutOverflow } from '../shared/diagnostic.ts';
import { absolutePath } from '../shared/paths.ts';
import { didYouMean, findNearest } from '../shared/suggest.ts';
import { version } from '../shared/version.ts';
import { reportFailure } from './closing-lines.ts';
import { type CommandDeclaration, UsageError } from './command.ts';
import { annotateCommand } from './commands/annotate.ts';
import { explainCommand } from './commands/explain.ts';
import { demoCommand, initCommand } from './commands/first-steps.ts';
import { generateCommand } from './commands/generate.ts';
import { lintCommand } from './commands/lint.ts';
import { migrateCommand } from './commands/migrate.ts';
import { mockCommand } from './commands/mock.ts';
import { reportCommand } from './commands/report.ts';
import { verifyCommand } from './commands/verify.ts';
import { EXIT, type ExitCode, type Io } from './io.ts';
import { readingOptions } from './options.ts';

/** Every command, in the order of the help. */
export const COMMANDS: readonly CommandDeclaration[] = [
  generateCommand,
  demoCommand,
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
    return reportFailure(withoutOverflow(error), io, argv.includes('--debug'));
  }
}

function createProgram(io: Io, done: (code: ExitCode) => void): Command {
  const program = new Command('pagegen')
    .description('Generates a typed TypeScript client from an OpenAPI document, with pagination built in.')
    .usage('[document] -o <folder> [options]')
    .version(version, '--version', 'print the version')
    .helpOption('-h, --help', 'show this help')
    .helpCommand(false)
    // Without this, a command suggests the options of the program for its own misspelled ones.
    .enablePositionalOptions()
    .showHelpAfterError('Run `pagegen --help` for usage.')
    .exitOverride()
    .configureHelp({ optionDescription: describeOption })
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
      getOutHasColors: () => io.stdout.colors,
      getErrHasColors: () => io.stderr.colors,
    });
  for (const declaration of COMMANDS) register(program, declaration, io, done);
  program
    .command('help [command]')
    .summary('show the help of a command')
    .action((name: string | undefined) => showHelp(program, name));
  // `pagegen <document>` is `pagegen generate <document>`: one help describes both.
  const main = COMMANDS.find(({ isDefault }) => isDefault);
  const generate = program.commands.find((command) => command.name() === main?.name) ?? program;
  const help = new Help();
  program.configureHelp({
    optionDescription: describeOption,
    visibleOptions: (command) => [
      ...(command === program ? generate.options.filter(({ hidden }) => !hidden) : []),
      ...help.visibleOptions(command),
    ],
    visibleArguments: (command) => help.visibleArguments(command === program ? generate : command),
    // By default, groups without visible options of their own come first.
    groupItems: (_all, visible, groupOf) => help.groupItems(visible, visible, groupOf),
    // The options of other commands would take half of the width.
    subcommandTerm: (command) => command.name(),
  });
  return program.addHelpText('after', main?.help ?? '');
}

/** Describes an option, with its choices and its default in one pair of parentheses. */
function describeOption({ description, argChoices = [], defaultValue, defaultValueDescription }: Option): string {
  const usual = defaultValueDescription ?? defaultValue;
  const notes = [
    ...(argChoices.every((choice) => description.includes(choice)) ? [] : [argChoices.join(', ')]),
    ...(usual === undefined ? [] : [`default: ${usual}`]),
  ].join('; ');
  if (notes === '') return description;
  return description.endsWith(')') ? `${description.slice(0, -1)}; ${notes})` : `${description} (${notes})`;
}

/** Prints the help of a command, or of the program. */
function showHelp(program: Command, name: string | undefined): void {
  if (name === undefined) program.help();
  const command = program.commands.find((one) => one.name() === name);
  if (command !== undefined) command.help();
  const names = program.commands.map((one) => one.name());
  const { hint } = didYouMean(name, names, `The commands are ${names.join(', ')}.`);
  program.error(`error: there is no command ${name}. ${hint}`);
}

function register(program: Command, declaration: CommandDeclaration, io: Io, done: (code: ExitCode) => void): void {
  const { name, summary, description, usage, isDefault = false, readsDocument, help } = declaration;
  const command = program.command(name, { isDefault }).summary(summary).description(description).usage(usage);
  for (const argument of declaration.arguments()) command.addArgument(argument);
  const debug = new Option('--debug', 'print stack traces of errors');
  for (const option of [...declaration.options(), ...(readsDocument ? readingOptions() : []), debug]) {
    command.addOption(option);
  }
  command
    .addHelpText('after', help)
    .showHelpAfterError(`Run \`pagegen ${isDefault ? '' : `${name} `}--help\` for usage.`)
    // The program's own message guesses what the user meant.
    .allowExcessArguments(isDefault)
    .action(async () => {
      try {
        refuseEmptyValues(command);
        if (isDefault) await refuseMisspelled(command.args, io.cwd);
        done(await declaration.execute(command, io));
      } catch (error) {
        if (error instanceof UsageError) command.error(`error: ${error.message}`);
        throw error;
      }
    });
}

/**
 * Rejects empty arguments and values: `-o "$OUT"` without the variable would write into the current folder.
 *
 * @throws UsageError
 */
function refuseEmptyValues(command: Command): void {
  const isEmpty = (value: unknown): boolean => [value].flat().includes('');
  const given: Record<string, unknown> = command.opts();
  const option = command.options.find((each) => isEmpty(given[each.attributeName()]));
  const what = option === undefined ? 'an argument' : `the value of ${option.long ?? option.flags}`;
  if (option === undefined && !command.args.some(isEmpty)) return;
  throw new UsageError(`${what} is empty; is a variable of the command line not set?`);
}

/**
 * Rejects the arguments of the default command if the first is a misspelled command, or if there are several.
 *
 * @throws UsageError
 */
async function refuseMisspelled([document, second]: readonly string[], cwd: string): Promise<void> {
  if (document === undefined) return;
  // A bare word can be a file; anything else cannot be a command.
  if (/^\w[\w-]*$/.test(document) && !(await exists(document, cwd))) {
    const near = findNearest(
      document,
      COMMANDS.map((command) => command.name),
    );
    const hint = near === undefined ? '' : `; did you mean \`pagegen ${near}\`?`;
    throw new UsageError(`there is no command and no file ${document}${hint}`);
  }
  if (second !== undefined) {
    throw new UsageError(`pagegen generates from one document; did you mean \`pagegen ${document} -o ${second}\`?`);
  }
}

async function exists(name: string, cwd: string): Promise<boolean> {
  const { readText } = await import('../document/files/read-text.ts');
  return readText(absolutePath(cwd, name)).then(
    () => true,
    (error: unknown) => !(error instanceof InputError && error.code === 'file-not-found'),
  );
}
