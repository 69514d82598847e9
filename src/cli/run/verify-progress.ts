import type { VerifyProgress } from '../../tasks/verify.ts';
import type { Output } from '../io.ts';
import { createProgressLine } from '../progress-line.ts';

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
