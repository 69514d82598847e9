/** One of the two output streams. */
export interface Output {
  write(text: string): void;
  /** Whether to colour what goes there. */
  readonly colours: boolean;
}

/** Standard input. */
export type Input = NodeJS.ReadableStream & { readonly isTTY?: boolean };

/** Everything that a command knows of the world. */
export interface Io {
  readonly stdin: Input;
  /** Findings, and other things that were asked for. */
  readonly stdout: Output;
  /** Progress, the closing line, and errors. */
  readonly stderr: Output;
  /** Absolute. */
  readonly cwd: string;
  /** Aborted when the user interrupts. */
  readonly signal: AbortSignal;
  /** Whether this is a job of GitHub Actions, which shows findings beside the lines of a change. */
  readonly onGitHub?: boolean;
}

/** What a run of pagegen ends with. */
export const EXIT = {
  done: 0,
  /** The document has faults. */
  faults: 1,
  /** Wrong usage, or files that cannot be read or written. */
  usage: 2,
  /** A bug of pagegen. */
  bug: 70,
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/**
 * Whether to colour a stream: only a terminal, never under `NO_COLOR` (no-color.org); `FORCE_COLOR` stands for a
 * terminal where there is none.
 */
export function wantsColours(isTerminal: boolean, env: Readonly<Record<string, string | undefined>>): boolean {
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false';
  return isTerminal && env.TERM !== 'dumb';
}

/**
 * A promise, or the signal's reason as soon as the user interrupts. Only for work that may be left unfinished: reading
 * and generating, never writing.
 */
export async function untilAborted<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  signal.throwIfAborted();
  const { promise, reject } = withResolvers();
  const abort = (): void => reject(signal.reason);
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await Promise.race([work, promise]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

/** `Promise.withResolvers`, which Node 20 does not have. */
function withResolvers(): { promise: Promise<never>; reject: (reason: unknown) => void } {
  let reject: (reason: unknown) => void = () => undefined;
  const promise = new Promise<never>((_, refuse) => {
    reject = refuse;
  });
  return { promise, reject };
}
