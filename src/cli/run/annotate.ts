import { relative, resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { createColors } from 'picocolors';
import { formatBudget } from '../../model/api.ts';
import { formatFindings, makePrintable } from '../../shared/pretty.ts';
import {
  type AnnotateResult,
  annotate,
  annotatedTexts,
  overlayOf,
  type Proposal,
  saveText,
} from '../../tasks/annotate.ts';
import { describeSaved, saveJson, saveOverlay } from '../../tasks/save-overlay.ts';
import { stepAfterAnnotate } from '../closing-lines.ts';
import { UsageError } from '../command.ts';
import { EXIT, type ExitCode, type Io, untilAborted } from '../io.ts';
import { openingOf, type ReadingFlags, refuseUnwritable } from '../options.ts';
import { withProgress } from '../progress.ts';

/** Flags of `pagegen annotate`. */
export interface AnnotateFlags extends ReadingFlags {
  readonly output?: string;
  readonly force?: boolean;
  readonly write?: boolean;
  readonly format: 'overlay' | 'json';
  readonly minConfidence?: number;
  readonly interactive?: boolean;
  readonly quiet?: boolean;
}

/**
 * Runs `pagegen annotate <document>`: proposes pagination annotations as an overlay, as JSON, or in the document itself.
 * The proposals go to standard output or a file; findings and the summary go to standard error.
 *
 * @throws InputError if files cannot be read or written; the signal's reason if the user interrupts
 */
export async function runAnnotate(given: string | undefined, flags: AnnotateFlags, io: Io): Promise<ExitCode> {
  const opening = await openingOf(given, flags, io, 'annotate');
  const { document } = opening;
  if (flags.write) refuseUnwritable(document);
  if (document === '-' && flags.interactive) {
    throw new UsageError('--interactive needs standard input for the answers');
  }
  if (flags.interactive && !io.stdin.isTTY) throw new UsageError('--interactive needs a terminal');
  const result = await withProgress(
    `Reading ${document}`,
    annotate({ ...opening, minConfidence: flags.minConfidence }),
    io,
    flags,
  );
  const findings = { colors: io.stderr.colors, cwd: io.cwd };
  const isReadable = result.read.model !== undefined;
  const shown = flags.quiet && isReadable ? [] : result.diagnostics;
  if (shown.length > 0) io.stderr.write(`${formatFindings(shown, findings)}\n`);
  if (!isReadable) {
    io.stderr.write('The document cannot be read; nothing was proposed.\n');
    return EXIT.faults;
  }
  const accepted = flags.interactive
    ? await untilAborted(reviewProposals(result.proposals, io), io.signal)
    : result.proposals;
  const missed = await deliver(flags, result, accepted, io);
  if (!flags.quiet) {
    io.stderr.write(annotateReport(result, accepted, missed));
    const isUseful = flags.format === 'overlay' && accepted.length > missed.length;
    if (isUseful) io.stderr.write(stepAfterAnnotate({ ...flags, given }, flags, io));
  }
  return EXIT.done;
}

/** Writes the proposals to the requested place. Returns those that cannot be written there. */
async function deliver(
  flags: AnnotateFlags,
  result: AnnotateResult,
  accepted: readonly Proposal[],
  io: Io,
): Promise<readonly Proposal[]> {
  if (flags.write) {
    const { content, missed } = annotatedTexts(result, accepted);
    for (const [file, text] of content) await saveText(file, text, relative(io.cwd, file));
    return missed;
  }
  const { content, missed } =
    flags.format === 'json' ? { content: jsonOf(accepted, result), missed: [] } : overlayOf(result, accepted);
  // An overlay must have at least one action (Overlay Specification, `actions`).
  if (flags.format === 'overlay' && missed.length === accepted.length) return missed;
  if (flags.output === undefined) io.stdout.write(content);
  else await save(flags.output, content, flags, result, io);
  return missed;
}

async function save(
  output: string,
  content: string,
  { format, force, quiet }: AnnotateFlags,
  { read }: AnnotateResult,
  io: Io,
): Promise<void> {
  const path = resolve(io.cwd, output);
  if (format === 'json') return saveJson(path, content, output, { member: 'proposals', force });
  const saved = await saveOverlay(path, content, output, { force, data: read.document?.root.value });
  // A conflict is not part of the summary that --quiet hides: the file is not what was proposed.
  if (!quiet || saved.conflicts.length > 0) io.stderr.write(describeSaved(saved, output));
}

function jsonOf(accepted: readonly Proposal[], { budget }: AnnotateResult): string {
  const proposals = accepted.map(({ method, path, operationId, confidence, reasons, annotation, position }) => ({
    method,
    path,
    operationId,
    confidence,
    reasons,
    annotation,
    position,
  }));
  const stated = budget && { name: budget.name, requests: budget.requests, per: budget.per, reason: budget.reason };
  return `${JSON.stringify({ proposals, budget: stated }, null, 2)}\n`;
}

/**
 * Returns the summary: counts by style, then each operation that looks paginated but was skipped, with the reason. Ends
 * with a newline.
 */
function annotateReport(
  { proposals, skipped, annotated, budget }: AnnotateResult,
  accepted: readonly Proposal[],
  missed: readonly Proposal[],
): string {
  const styles = new Map<string, number>();
  for (const { annotation } of accepted) styles.set(annotation.style, (styles.get(annotation.style) ?? 0) + 1);
  const byStyle = [...styles].map(([style, count]) => `${style} ${count}`).join(', ');
  const lines = [`${accepted.length} proposed${byStyle === '' ? '' : ` (${byStyle})`}`];
  if (proposals.length > accepted.length) lines.push(`${proposals.length - accepted.length} not accepted`);
  if (annotated > 0) lines.push(`${annotated} already annotated`);
  if (budget !== undefined && accepted.length > 0) lines.push(`a budget of ${formatBudget(budget)}`);
  const others = [
    ...skipped,
    ...missed.map((proposal) => ({
      ...proposal,
      reason:
        'it is declared in another file or behind an alias, or has the annotation of another tool, which this format cannot edit',
    })),
  ];
  if (others.length > 0) lines.push(`${others.length} skipped`);
  const details = others.map(
    ({ method, path, reason }) => `  ${makePrintable(`${method} ${path}`)}: ${makePrintable(reason)}`,
  );
  return `${[lines.join(', '), ...details].join('\n')}\n`;
}

/** Asks a question. Resolves to the answer, or to undefined at the end of the input. */
export type Ask = (question: string) => Promise<string | undefined>;

/**
 * Shows the proposals one by one and asks whether to accept each: y, n, or q to stop. Explains the letters after any
 * other answer. The end of the input counts as q.
 */
export async function reviewProposals(proposals: readonly Proposal[], io: Io, ask?: Ask): Promise<readonly Proposal[]> {
  if (ask === undefined) return askTerminal(io, (terminal) => reviewProposals(proposals, io, terminal));
  const accepted: Proposal[] = [];
  for (const [index, proposal] of proposals.entries()) {
    io.stderr.write(`\n${formatProposal(proposal, `${index + 1}/${proposals.length}`, io)}`);
    const answer = await askForDecision(ask, io);
    if (answer === 'q') break;
    if (answer === 'y') accepted.push(proposal);
  }
  return accepted;
}

async function askForDecision(ask: Ask, io: Io): Promise<'y' | 'n' | 'q'> {
  for (;;) {
    const answer = (await ask('Accept? [y/n/q] '))?.trim().toLowerCase();
    if (answer === undefined || answer === 'q' || answer === 'quit') return 'q';
    if (answer === 'y' || answer === 'yes') return 'y';
    if (answer === 'n' || answer === 'no') return 'n';
    io.stderr.write('y: accept, n: skip, q: stop and keep what was accepted\n');
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
