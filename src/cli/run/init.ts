import type { Format } from '../../tasks/configuration/text.ts';
import { init } from '../../tasks/init.ts';
import { EXIT, type ExitCode, type Io } from '../io.ts';

/** Flags of `pagegen init`. */
export interface InitFlags {
  readonly output?: string;
  readonly format?: Format;
}

/**
 * Runs `pagegen init [documents…]`: writes a configuration and names the next command.
 *
 * @throws InputError where there is one already, where there is no document, or if a file cannot be read or written
 */
export async function runInit(documents: readonly string[], flags: InitFlags, io: Io): Promise<ExitCode> {
  const { name, documents: found } = await init({ cwd: io.cwd, documents, ...flags });
  io.stderr.write(`Wrote ${name} for ${found.join(', ')}. Run \`pagegen\` to generate.\n`);
  return EXIT.done;
}
