import { createColors } from 'picocolors';
import { InputError } from '../shared/diagnostic.ts';
import { EXIT, type ExitCode, type Io } from './io.ts';

/** Prints an error: one line and a hint if it is about input, a request to report it if it is a bug. */
export function reportFailure(error: unknown, io: Io, debug: boolean): ExitCode {
  const { bold, cyan, red } = createColors(io.stderr.colors);
  const lines: string[] = [];
  const isInput = error instanceof InputError;
  if (isInput) {
    lines.push(`${red('error')}  ${error.message}  [${error.code}]`);
    if (error.hint !== undefined) lines.push(`  ${cyan('hint:')} ${error.hint}`);
  } else {
    lines.push(
      `${red('error')}  ${bold('This is a bug in pagegen:')} ${error instanceof Error ? error.message : String(error)}`,
    );
    const request = debug ? 'with what follows' : 'with what --debug prints';
    lines.push(`  Please report it, ${request} and, if you can, the document.`);
  }
  if (debug) lines.push(stackOf(error));
  io.stderr.write(`${lines.join('\n')}\n`);
  return isInput ? EXIT.usage : EXIT.bug;
}

function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? '' : `\nCaused by: ${stackOf(error.cause)}`;
  return `${error.stack ?? error.message}${cause}`;
}
