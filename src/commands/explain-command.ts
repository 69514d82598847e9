import { formatPretty } from '../diagnostics/formats/pretty.ts';
import { explain } from '../explain.ts';
import { countFindings } from './closing-line.ts';
import type { ExplainFlags } from './explain-flags.ts';
import { explanationText } from './explanation-text.ts';
import { EXIT, type ExitCode, type Io } from './io.ts';
import { readingOf } from './reading-flags.ts';
import { untilAborted } from './until-aborted.ts';

/**
 * `pagegen explain <document> <operation>`: says what the generated method will do. Findings go to standard error, so
 * that the explanation can be piped.
 *
 * @throws InputError where the document cannot be read, or has no such operation or strategy
 */
export async function explainCommand(
  document: string,
  operation: string,
  flags: ExplainFlags,
  io: Io,
): Promise<ExitCode> {
  const { strategy, total, limit, format } = flags;
  const { diagnostics, explanation } = await untilAborted(
    explain({ document, operation, cwd: io.cwd, ...readingOf(flags), strategy, total, limit }),
    io.signal,
  );
  const options = { colours: io.stderr.colours, cwd: io.cwd };
  io.stderr.write(diagnostics.map((diagnostic) => formatPretty(diagnostic, options)).join('\n'));
  if (explanation === undefined) {
    io.stderr.write(`${countFindings(diagnostics)}; there is nothing to explain.\n`);
    return EXIT.faults;
  }
  io.stdout.write(
    format === 'json' ? `${JSON.stringify(explanation, null, 2)}\n` : explanationText(explanation, io.stdout.colours),
  );
  return EXIT.done;
}
