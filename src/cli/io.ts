/** One of the two output streams. */
export interface Output {
  write(text: string): void;
  /** True if output to this stream may have colors. */
  readonly colors: boolean;
  /** True if a person watches, so that a line can be replaced by a newer one. */
  readonly isTerminal?: boolean;
  /** Width of the terminal in characters. Absent if the stream is not a terminal. */
  readonly columns?: number | undefined;
}

/** Standard input. */
export type Input = NodeJS.ReadableStream & { readonly isTTY?: boolean };

/** Everything that a command knows of the world. */
export interface Io {
  readonly stdin: Input;
  /** Findings and requested output. */
  readonly stdout: Output;
  /** Progress, the summary, and errors. */
  readonly stderr: Output;
  /** Absolute path of the working folder. */
  readonly cwd: string;
  /** Aborted when the user interrupts. */
  readonly signal: AbortSignal;
  /** True in a job of GitHub Actions, which shows findings next to the changed lines. */
  readonly onGitHub?: boolean;
  /** How the user runs the program, for suggested commands. Default: `pagegen`. */
  readonly program?: string;
}

/** Exit codes of the program. */
export const EXIT = {
  done: 0,
  /** The document has errors, or findings fail. */
  faults: 1,
  /** Wrong usage, or files that cannot be read or written. */
  usage: 2,
  /** A bug of pagegen. */
  bug: 70,
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/**
 * Returns true if a stream gets colors: a terminal does, unless `NO_COLOR` is set (no-color.org). `FORCE_COLOR` turns
 * them on for other streams.
 */
export function wantsColors(isTerminal: boolean, env: Readonly<Record<string, string | undefined>>): boolean {
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false';
  return isTerminal && env.TERM !== 'dumb';
}

/** Returns how the user runs the program: npm installs it where shells find it only through `npx`. */
export function programName(env: Readonly<Record<string, string | undefined>>): string {
  const isNpx = env.npm_lifecycle_event === 'npx' && /^["']?pagegen\b/.test(env.npm_lifecycle_script ?? '');
  return isNpx ? 'npx pagegen' : 'pagegen';
}

/**
 * Settles like `work`, but rejects with the signal's reason as soon as the user interrupts. Use it only for work that may
 * stay unfinished: reading and generating, never writing.
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
