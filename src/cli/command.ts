import type { Argument, Command, Option } from 'commander';
import type { ExitCode, Io } from './io.ts';

/** Wrong usage that the declared arguments and options do not exclude. The program prints it like its own errors. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** The declaration of a command. Its runner is loaded when the command runs, so that `--help` stays quick. */
export interface CommandDefinition<Arguments extends readonly unknown[], Flags extends object> {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  readonly description: string;
  readonly usage: string;
  /** Runs if no command is named; its options and arguments are part of the program's own help. */
  readonly isDefault?: boolean;
  /** Called once per program, since commander keeps state in arguments and options. */
  readonly arguments: () => readonly Argument[];
  /** Options of this command alone; the program adds those of reading a document, and `--debug`. */
  readonly options: () => readonly Option[];
  /** True if the command has the options of reading a document: overlays, dialects, references. */
  readonly readsDocument: boolean;
  /** Examples and notes below the help. */
  readonly help: string;
  /** @returns the runner; it throws {@link UsageError} and everything that `reportFailure` explains */
  readonly load: () => Promise<(...values: readonly [...Arguments, Flags, Io]) => Promise<ExitCode>>;
}

/** A command as the program registers it: the types of its arguments and flags are erased. */
export interface CommandDeclaration extends Omit<CommandDefinition<readonly unknown[], object>, 'load'> {
  /** Runs a command that commander has parsed. */
  readonly execute: (parsed: Command, io: Io) => Promise<ExitCode>;
}

/** Declares a command. */
export function defineCommand<Arguments extends readonly unknown[], Flags extends object>({
  load,
  ...declaration
}: CommandDefinition<Arguments, Flags>): CommandDeclaration {
  return {
    ...declaration,
    async execute(parsed, io) {
      const runner = await load();
      // commander's values are untyped. This is the one place that assigns the declared types.
      const values = parsed.processedArgs as unknown as Arguments;
      return runner(...values, parsed.opts<Flags>(), io);
    },
  };
}
