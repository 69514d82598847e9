import { createInterface } from 'node:readline/promises';
import { createColors } from 'picocolors';
import { makePrintable } from '../../shared/pretty.ts';
import type { Proposal } from '../../tasks/annotate.ts';
import type { Io } from '../io.ts';

/** Asks a question. Resolves to the answer, or to undefined at the end of the input. */
export type Ask = (question: string) => Promise<string | undefined>;

/**
 * Shows the proposals one by one and asks whether to accept each: y, n, or q to stop. Repeats the question after any
 * other answer. The end of the input counts as q.
 */
export async function reviewProposals(proposals: readonly Proposal[], io: Io, ask?: Ask): Promise<readonly Proposal[]> {
  if (ask === undefined) return askTerminal(io, (terminal) => reviewProposals(proposals, io, terminal));
  const accepted: Proposal[] = [];
  for (const [index, proposal] of proposals.entries()) {
    io.stderr.write(`\n${formatProposal(proposal, `${index + 1}/${proposals.length}`, io)}`);
    const answer = await askForDecision(ask);
    if (answer === 'q') break;
    if (answer === 'y') accepted.push(proposal);
  }
  return accepted;
}

async function askForDecision(ask: Ask): Promise<'y' | 'n' | 'q'> {
  for (;;) {
    const answer = (await ask('Accept? [y/n/q] '))?.trim().toLowerCase();
    if (answer === undefined || answer === 'q' || answer === 'quit') return 'q';
    if (answer === 'y' || answer === 'yes') return 'y';
    if (answer === 'n' || answer === 'no') return 'n';
  }
}

function formatProposal(
  { method, path, operationId, confidence, reasons, annotation }: Proposal,
  count: string,
  io: Io,
): string {
  const { bold, dim } = createColors(io.stderr.colors);
  const name = operationId === undefined ? '' : ` (${makePrintable(operationId)})`;
  const json = JSON.stringify(annotation, null, 2).split('\n');
  return [
    `${dim(count)} ${bold(makePrintable(`${method} ${path}`))}${name}  confidence ${confidence}\n`,
    ...reasons.map((reason) => `  ${makePrintable(reason)}\n`),
    ...json.map((line) => `${dim(`    ${makePrintable(line)}`)}\n`),
  ].join('');
}

/** Asks on standard error, since standard output may be the overlay. */
async function askTerminal<Value>(io: Io, work: (ask: Ask) => Promise<Value>): Promise<Value> {
  const lines = createInterface({ input: io.stdin, terminal: false });
  const answers = lines[Symbol.asyncIterator]();
  const abort = (): void => lines.close();
  io.signal.addEventListener('abort', abort, { once: true });
  try {
    return await work(async (question) => {
      io.stderr.write(question);
      const { value, done } = await answers.next();
      return done ? undefined : String(value);
    });
  } finally {
    io.signal.removeEventListener('abort', abort);
    lines.close();
  }
}
