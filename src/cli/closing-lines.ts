import { createColors } from 'picocolors';
import { InputError, isError, type Severity } from '../shared/diagnostic.ts';
import type { LocatedDiagnostic } from '../shared/locate.ts';
import { makePrintable } from '../shared/pretty.ts';
import { countOf } from '../shared/words.ts';
import type { DialectCounts } from '../tasks/open-document.ts';
import { EXIT, type ExitCode, type Io } from './io.ts';

/** Returns counts such as `2 errors, 1 warning`. */
export function countFindings(diagnostics: readonly LocatedDiagnostic[]): string {
  const of = (wanted: Severity): number => diagnostics.filter(({ severity }) => severity === wanted).length;
  const parts = [countOf(of('error'), 'error')];
  if (of('warning') > 0) parts.push(countOf(of('warning'), 'warning'));
  return parts.join(', ');
}

/**
 * Returns the last line of a run that errors stopped, such as `2 errors; nothing was written.`, and what to do if all of
 * them are errors of annotations, as a second line.
 */
export function stoppedByErrors(diagnostics: readonly LocatedDiagnostic[], outcome: string): string {
  const line = `${countFindings(diagnostics)}; ${outcome}.`;
  // Under `--strict`, errors can be the warnings of other parts of the document.
  const isCurable = diagnostics.filter(isError).every(({ code }) => code.startsWith('pagination-'));
  return isCurable
    ? `${line}\nhint: With --lenient, operations whose annotations have errors are left unpaginated.`
    : line;
}

/** Says which annotations of other tools a document has: `Annotations of other tools: x-fern-pagination (2 operations).` */
export function dialectsLine(counts: DialectCounts): string | undefined {
  const parts = Object.entries(counts).map(([key, count]) => `${key} (${countOf(count, 'operation')})`);
  return parts.length === 0 ? undefined : `Annotations of other tools: ${parts.join(', ')}.`;
}

/** File that suggested commands write annotations to. */
const OVERLAY = 'pagination.overlay.yaml';

/** How a command came to its document. A suggested command names the document in the same way. */
export interface DocumentSource {
  /** As given on the command line. Undefined if the configuration names the document. */
  readonly given: string | undefined;
  readonly config?: string | undefined;
  readonly project?: readonly string[] | undefined;
  readonly overrides?: readonly string[] | undefined;
  readonly overlay?: readonly string[] | undefined;
}

type Program = Pick<Io, 'program'>;

const annotateCommand = (source: DocumentSource, io: Program): string =>
  command('annotate', source, `-o ${OVERLAY}`, io);

/** Returns the step after a command that found lists without annotations. Ends with a newline. */
export function stepToAnnotate(count: number, source: DocumentSource, io: Program): string {
  const subject = `${countOf(count, 'operation')} ${count === 1 ? 'looks like a list but has' : 'look like lists but have'}`;
  return step(`${subject} no annotation.`, annotateCommand(source, io));
}

/** Returns the step after the lists of a document were printed. Ends with a newline. */
export function stepAfterLists(first: string | undefined, source: DocumentSource, io: Program): string {
  return first === undefined
    ? step('No operation is paginated.', annotateCommand(source, io))
    : step('Each can be explained.', command('explain', source, quote(first), io));
}

/** Returns the step after an operation without pagination was explained. Ends with a newline. */
export function stepIfUnpaginated(source: DocumentSource, io: Program): string {
  return `If it is a list, run ${annotateCommand(source, io)}\n`;
}

/** Returns the step after annotations were proposed. Ends with a newline. */
export function stepAfterAnnotate(
  source: DocumentSource,
  { output, write }: { readonly output?: string | undefined; readonly write?: boolean | undefined },
  io: Program,
): string {
  if (write) return step('', command(undefined, source, source.given === undefined ? '' : '-o <folder>', io));
  if (output === undefined) return step('Save the proposals.', annotateCommand(source, io));
  return stepToUse(output, source, io);
}

/**
 * Returns the step after a run of `verify`, or `''` if there is nothing to correct. Ends with a newline.
 *
 * @param corrected number of the disagreements that an overlay corrects, and of all
 */
export function stepAfterVerify(
  source: DocumentSource,
  {
    output,
    corrected,
    all,
  }: { readonly output?: string | undefined; readonly corrected: number; readonly all: number },
  io: Program,
): string {
  if (corrected === 0) return '';
  if (output !== undefined) return stepToUse(output, source, io);
  return `Next: run this again with -o corrections.yaml, to write an overlay that corrects ${corrected} of ${countOf(all, 'disagreement')}.\n`;
}

/** Returns the step after an overlay was written: a review, and a client that follows it. Ends with a newline. */
function stepToUse(output: string, source: DocumentSource, io: Program): string {
  const { given, overlay = [] } = source;
  if (given === undefined) {
    const program = io.program ?? 'pagegen';
    return `Next: review ${makePrintable(output)}, add it to \`overlays\` in the configuration, and run \`${program}\`.\n`;
  }
  const more = overlay.includes(output) ? '-o <folder>' : `--overlay ${quote(output)} -o <folder>`;
  return step('Review the file.', command(undefined, source, more, io));
}

function step(reason: string, line: string): string {
  return `${reason === '' ? '' : `${reason} `}Next: ${line}\n`;
}

function command(
  name: string | undefined,
  source: DocumentSource,
  more: string,
  { program = 'pagegen' }: Program,
): string {
  const { given, project, config, overrides, overlay } = source;
  const parts = [
    program,
    name,
    given === undefined ? undefined : quote(given),
    ...(config === undefined ? [] : [`--config ${quote(config)}`]),
    ...(project ?? []).map((one) => `-p ${quote(one)}`),
    ...(overrides ?? []).map((one) => `--overrides ${quote(one)}`),
    ...(overlay ?? []).map((one) => `--overlay ${quote(one)}`),
    more,
  ];
  return makePrintable(parts.filter((part) => part !== undefined && part !== '').join(' '));
}

/** Quotes an argument for the shells of Linux, macOS and Windows if it needs quotes. */
function quote(text: string): string {
  return /^[\w@%+=:,./\\-]+$/.test(text) ? text : JSON.stringify(text).replaceAll('\\\\', '\\');
}

/** Prints an error: one line and a hint if it is about input, a request to report it if it is a bug. */
export function reportFailure(error: unknown, io: Io, debug: boolean): ExitCode {
  const { bold, cyan, red } = createColors(io.stderr.colors);
  const lines: string[] = [];
  const isInput = error instanceof InputError;
  if (isInput) {
    lines.push(`${red('error')}  ${error.message}  [${error.code}]`);
    if (error.hint !== undefined) lines.push(`  ${cyan('hint:')} ${asRun(error.hint, io)}`);
  } else {
    lines.push(
      `${red('error')}  ${bold('This is a bug in pagegen:')} ${error instanceof Error ? error.message : String(error)}`,
    );
    const request = debug ? 'with what follows' : 'with what --debug prints';
    lines.push(`  Please report it, ${request} and, if you can, the document.`);
  }
  if (debug) lines.push(stackOf(error));
  io.stderr.write(`${lines.join('\n')}\n`);
  return isInput ? EXIT.usage : EXIT.bug;
}

/** Writes the commands of a hint as the user runs them. */
function asRun(hint: string, { program = 'pagegen' }: Program): string {
  return hint.replace(/`pagegen(?=[` ])/g, `\`${program}`);
}

function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? '' : `\nCaused by: ${stackOf(error.cause)}`;
  return `${error.stack ?? error.message}${cause}`;
}
