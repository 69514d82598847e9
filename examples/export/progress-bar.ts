const WIDTH = 30;

/** Draws a bar over the previous one, or a number if there is no total. */
export function progressBar(done: number, total: number | undefined): void {
  if (!process.stderr.isTTY && process.env.PROGRESS === undefined) return;
  process.stderr.write(`\r${barOf(done, total)}${done === total ? '\n' : ''}`);
}

function barOf(done: number, total: number | undefined): string {
  if (total === undefined) return `${done}`;
  // Lists grow while they are read.
  const part = total === 0 ? 1 : Math.min(1, done / total);
  const bar = '█'.repeat(Math.round(part * WIDTH)).padEnd(WIDTH, '░');
  return `${bar} ${String(Math.floor(part * 100)).padStart(3)} %  ${done} of ${total}`;
}
