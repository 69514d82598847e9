import { makePrintable } from '../shared/pretty.ts';
import type { VerifyProgress } from '../tasks/verify.ts';
import { type Io, type Output, untilAborted } from './io.ts';

/** Milliseconds before anything is shown: most work is done by then. */
const DELAY = 1000;

/**
 * Waits for work like `untilAborted`. If it takes longer than a second and a person watches, a line says what is being done
 * and for how long. Pipes and CI get nothing.
 *
 * @param what such as `Reading api.yaml`
 */
export async function withProgress<Value>(
  what: string,
  work: Promise<Value>,
  { stderr, signal }: Io,
  { quiet = false }: { readonly quiet?: boolean | undefined } = {},
): Promise<Value> {
  const line = createProgressLine(quiet ? { ...stderr, isTerminal: false } : stderr);
  const started = performance.now();
  // Rounded, since a timer may fire a moment before its second has passed.
  const seconds = (): number => Math.round((performance.now() - started) / 1000);
  const timer = setInterval(() => line.show(`${what} … ${seconds()} s`), DELAY);
  try {
    return await untilAborted(work, signal);
  } finally {
    clearInterval(timer);
    line.clear();
  }
}

/** Milliseconds between two updates. */
const INTERVAL = 100;
const ERASE_LINE = '\r\u001B[2K';
const WIDTH = 80;

/** One line of a terminal that is replaced with each step of the work. Other outputs get none. */
export interface ProgressLine {
  readonly show: (step: string) => void;
  /** Erases the line, so that results can be printed. */
  readonly clear: () => void;
}

export function createProgressLine({ isTerminal, columns = WIDTH, write }: Output): ProgressLine {
  let shownAt = 0;
  let isShown = false;
  return {
    show(step) {
      const now = Date.now();
      if (!isTerminal || now - shownAt < INTERVAL) return;
      shownAt = now;
      isShown = true;
      // A line that wraps cannot be erased.
      write(`${ERASE_LINE}${makePrintable(step).slice(0, columns - 2)}`);
    },
    clear() {
      if (isShown) write(ERASE_LINE);
      isShown = false;
    },
  };
}

/** The line of a terminal that says which walk is being verified. */
export interface Progress {
  show(progress: VerifyProgress): void;
  /** Erases the line, so that results can be printed. */
  clear(): void;
}

export function createProgress(output: Output): Progress {
  const line = createProgressLine(output);
  return {
    show: ({ operation, strategy, number, of, requests }) =>
      line.show(`[${number}/${of}] ${operation}  ${strategy}, request ${requests}`),
    clear: line.clear,
  };
}
