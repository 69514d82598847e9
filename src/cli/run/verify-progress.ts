import { makePrintable } from '../../shared/pretty.ts';
import type { VerifyProgress } from '../../tasks/verify.ts';
import type { Output } from '../io.ts';

/** Milliseconds between two updates. */
const INTERVAL = 100;
const ERASE_LINE = '\r\u001B[2K';

/** One line of a terminal that is replaced with each request. Other outputs get none. */
export interface Progress {
  show(progress: VerifyProgress): void;
  /** Erases the line, so that results can be printed. */
  clear(): void;
}

export function createProgress({ isTerminal, write }: Output): Progress {
  let shownAt = 0;
  let isShown = false;
  return {
    show({ operation, strategy, number, of, requests }) {
      const now = Date.now();
      if (!isTerminal || now - shownAt < INTERVAL) return;
      shownAt = now;
      isShown = true;
      write(
        `${ERASE_LINE}${makePrintable(`[${number}/${of}] ${operation}  ${strategy}, request ${requests}`).slice(0, 78)}`,
      );
    },
    clear() {
      if (isShown) write(ERASE_LINE);
      isShown = false;
    },
  };
}
