import { makePrintable } from '../shared/pretty.ts';
import type { Output } from './io.ts';

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
