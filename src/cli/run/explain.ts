import type { LocatedDiagnostic } from '../../shared/locate.ts';
import { isRemote } from '../../shared/paths.ts';
import { formatFindings } from '../../shared/pretty.ts';
import { explain, explainLists, type ListedOperation } from '../../tasks/explain.ts';
import { UsageError } from '../command.ts';
import { EXIT, type ExitCode, type Io } from '../io.ts';
import type { ReadingFlags } from '../options.ts';
import { openingOf } from '../options.ts';
import { withProgress } from '../progress.ts';
import { stoppedByErrors } from './count-findings.ts';
import { explanationText, listsText } from './explain-text.ts';

/** Flags of `pagegen explain`. */
export interface ExplainFlags extends ReadingFlags {
  readonly strategy?: string;
  readonly total?: number;
  readonly limit?: number;
  readonly format: 'text' | 'json';
}

/**
 * Runs `pagegen explain [document] [operation]`: describes what the generated method does, or lists the lists. Findings
 * go to standard error, so that the explanation can be piped.
 *
 * @throws InputError if the document cannot be read, or has no such operation or strategy
 */
export async function runExplain(
  first: string | undefined,
  second: string | undefined,
  flags: ExplainFlags,
  io: Io,
): Promise<ExitCode> {
  const { strategy, total, limit, format } = flags;
  const [document, operation] = second === undefined && !isDocument(first) ? [undefined, first] : [first, second];
  const reading = await openingOf(document, flags, io, 'explain');
  if (operation === undefined) {
    const flag = Object.entries({ strategy, total, limit }).find(([, value]) => value !== undefined)?.[0];
    if (flag !== undefined) throw new UsageError(`--${flag} needs an operation`);
    const listed = await withProgress(`Reading ${reading.document}`, explainLists(reading), io);
    const code = print(listed.diagnostics, listed.lists, (lists) =>
      format === 'json' ? `${JSON.stringify({ lists }, null, 2)}\n` : listsText(lists, io.stdout),
    );
    if (listed.lists !== undefined && format === 'text') io.stderr.write(`${nextStep(listed.lists, document)}\n`);
    return code;
  }
  const { diagnostics, explanation } = await withProgress(
    total === undefined ? `Reading ${reading.document}` : `Walking through ${total} items`,
    explain({ ...reading, operation, strategy, total, limit }),
    io,
  );
  return print(diagnostics, explanation, (found) =>
    format === 'json' ? `${JSON.stringify(found, null, 2)}\n` : explanationText(found, io.stdout),
  );

  function print<Found>(
    found: readonly LocatedDiagnostic[],
    result: Found | undefined,
    textOf: (result: Found) => string,
  ): ExitCode {
    io.stderr.write(formatFindings(found, { colors: io.stderr.colors, cwd: io.cwd }));
    if (result === undefined) {
      io.stderr.write(`${stoppedByErrors(found, 'nothing to explain')}\n`);
      return EXIT.faults;
    }
    io.stdout.write(textOf(result));
    return EXIT.done;
  }
}

/** A single argument is an operation unless it can only be a document. */
function isDocument(argument: string | undefined): boolean {
  return argument === '-' || (argument !== undefined && (isRemote(argument) || /\.(?:ya?ml|json)$/i.test(argument)));
}

function nextStep([first]: readonly ListedOperation[], document: string | undefined): string {
  const named = document === undefined ? '' : ` ${document}`;
  if (first === undefined) return `No operation is paginated. Run \`pagegen annotate${named}\` for proposals.`;
  return `To have one explained, run \`pagegen explain${named} ${first.operation}\`.`;
}
