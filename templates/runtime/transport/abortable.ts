/** The longest delay that timers accept; longer ones would fire at once. */
export const MAX_DELAY: number = 2 ** 31 - 1;

type AbortListener = (reason: unknown) => void;

/** All listeners of one signal, behind a single event listener: platforms warn about a signal that has many. */
class AbortListeners extends Set<AbortListener> {
  handleEvent({ target }: Event): void {
    for (const listener of [...this]) listener((target as AbortSignal).reason);
  }
}

const listenersOf = new WeakMap<AbortSignal, AbortListeners>();

/** Signals that end a piece of work; undefined entries are ignored. */
export type Signals = readonly (AbortSignal | undefined)[];

export interface TimeLimit {
  /** Milliseconds; 0 means no limit. */
  readonly timeout: number;
  /** Returns the error to reject with if the time is up. */
  readonly expired: () => Error;
}

/** The signals and the time limit of a piece of work. */
export interface Tie {
  /** Aborts with the signals, and when the time is up. */
  readonly signal: AbortSignal;
  /** Runs `wait` without counting its time. */
  hold<T>(wait: () => Promise<T>): Promise<T>;
  /** Returns the milliseconds that the work took so far, without those of `hold`. */
  elapsed(): number;
  /** Keeps listening to the signals after the work is done, until the returned function is called: the result is a stream. */
  keep(): () => void;
}

/**
 * Runs `work` until a signal aborts or the time is up. Rejects with the signal's reason or the limit's error, even if
 * `work` ignores its own signal. Leaves no timer and, unless `keep` was called, no listener behind.
 */
export function runAbortable<T>(signals: Signals, work: (tie: Tie) => Promise<T>, limit?: TimeLimit): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const controller = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isKept = false;
    const end: AbortListener = (reason) => {
      clearTimeout(timer);
      release();
      reject(reason);
      controller.abort(reason);
    };
    const release = (): void => {
      for (const signal of signals) {
        const listeners = signal && listenersOf.get(signal);
        if (listeners?.delete(end) && listeners.size === 0) signal?.removeEventListener('abort', listeners);
      }
    };
    for (const signal of signals) {
      if (signal === undefined) continue;
      if (signal.aborted) {
        release();
        reject(signal.reason);
        return;
      }
      const listeners = listenersOf.get(signal) ?? new AbortListeners();
      listenersOf.set(signal, listeners);
      if (listeners.size === 0) signal.addEventListener('abort', listeners);
      listeners.add(end);
    }
    let started = performance.now();
    let spent = 0;
    const elapsed = (): number => spent + performance.now() - started;
    const startTimer = (): void => {
      const { timeout = 0, expired } = limit ?? {};
      if (expired && timeout > 0 && timeout < Infinity)
        timer = setTimeout(() => end(expired()), Math.min(Math.max(1, timeout - spent), MAX_DELAY));
    };
    const hold = async <T>(wait: () => Promise<T>): Promise<T> => {
      clearTimeout(timer);
      spent = elapsed();
      const result = await wait();
      started = performance.now();
      // A timer that is started after an abort would keep the process running.
      if (!controller.signal.aborted) startTimer();
      return result;
    };
    startTimer();
    const keep = (): (() => void) => {
      isKept = true;
      return release;
    };
    work({ signal: controller.signal, hold, elapsed, keep }).then(
      (result) => {
        clearTimeout(timer);
        if (!isKept) release();
        resolve(result);
      },
      (error: unknown) => {
        clearTimeout(timer);
        release();
        // On some platforms `fetch` wraps or replaces the reason of an abort.
        reject(controller.signal.aborted ? controller.signal.reason : error);
      },
    );
  });
}

/** Resolves after `ms` milliseconds; rejects with the reason of a signal that aborts before. */
export function sleep(ms: number, signals: Signals): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const wait = (): Promise<void> =>
    new Promise((resolve) => {
      timer = setTimeout(resolve, Math.min(ms, MAX_DELAY));
    });
  return runAbortable(signals, wait).finally(() => clearTimeout(timer));
}
