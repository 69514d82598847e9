import { type Io, untilAborted } from './io.ts';
import { createProgressLine } from './progress-line.ts';

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
