import { Readable } from 'node:stream';
import type { Io } from '../../src/cli/io.ts';
import { run } from '../../src/cli/program.ts';

/** The output and exit code of a run. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A run that goes on: `--watch`. */
export interface Running {
  /** Waits until standard error holds something; what came up to there is given, and not looked at again. */
  until(pattern: RegExp): Promise<string>;
  /** Waits until standard output matches; returns the match. */
  output(pattern: RegExp): Promise<string>;
  stop(): Promise<Ended>;
}

/** Runs the command line in this process, without colours. */
export async function pagegen(cwd: string, ...argv: readonly string[]): Promise<Ended> {
  const { io, text } = ioOf(cwd);
  const code = await run(argv, io);
  return { code, ...text };
}

/** Starts a command that ends only when it is told to. */
export function started(cwd: string, ...argv: readonly string[]): Running {
  const interrupt = new AbortController();
  const { io, text } = ioOf(cwd, { signal: interrupt.signal });
  const code = run(argv, io);
  return {
    async until(pattern) {
      for (let waited = 0; ; waited += 20) {
        const match = pattern.exec(text.stderr);
        if (match !== null) {
          const end = match.index + match[0].length;
          const part = text.stderr.slice(0, end);
          text.stderr = text.stderr.slice(end);
          return part;
        }
        if (waited > 20_000) throw new Error(`${pattern} does not come in: ${text.stdout}${text.stderr}`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    async output(pattern) {
      for (let waited = 0; ; waited += 20) {
        const match = pattern.exec(text.stdout);
        if (match !== null) return match[0];
        if (waited > 20_000) throw new Error(`${pattern} does not come in: ${text.stdout}${text.stderr}`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    async stop() {
      interrupt.abort();
      return { code: await code, ...text };
    },
  };
}

/**
 * Makes the world of a command: what it prints is collected, without colours; its standard input is `stdin`, which is
 * not a terminal.
 */
export function ioOf(
  cwd: string,
  { stdin = '', ...more }: Partial<Omit<Io, 'stdin'>> & { readonly stdin?: string } = {},
) {
  const text = { stdout: '', stderr: '' };
  const output = (name: keyof typeof text) => ({
    colors: false,
    write: (part: string) => {
      text[name] += part;
    },
  });
  const { signal } = new AbortController();
  const input = Readable.from([Buffer.from(stdin)]);
  const io: Io = { stdin: input, stdout: output('stdout'), stderr: output('stderr'), cwd, signal, ...more };
  return { io, text };
}
