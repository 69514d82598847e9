import { resolve } from 'node:path';
import { countOf } from '../../shared/words.ts';
import { readLintSettings } from '../../tasks/lint-settings.ts';
import { report, saveText } from '../../tasks/report.ts';
import { countFindings } from '../closing-lines.ts';
import { EXIT, type ExitCode, type Io, untilAborted } from '../io.ts';
import { documentOf, openingOf, type ReadingFlags } from '../options.ts';
import { createProgressLine } from '../progress.ts';

/** Flags of `pagegen report`. */
export interface ReportFlags extends ReadingFlags {
  readonly output: string;
  readonly total?: readonly number[];
  readonly profile?: 'recommended' | 'strict' | 'errors';
  readonly stdin?: boolean;
  readonly quiet?: boolean;
}

/**
 * Runs `pagegen report <document>`: writes the page, even if the document has errors.
 *
 * @throws InputError if the document cannot be read, the page cannot be written or the configuration is wrong; the
 * signal's reason if the user interrupts
 */
export async function runReport(given: string | undefined, flags: ReportFlags, io: Io): Promise<ExitCode> {
  const document = documentOf(given, flags);
  const { output, total: totals, config, profile, quiet } = flags;
  const opening = await openingOf(document, flags, io, 'report');
  const settings = await readLintSettings({ ...(config && { config }), ...(profile && { profile }) }, io.cwd);
  const line = createProgressLine(quiet ? { ...io.stderr, isTerminal: false } : io.stderr);
  const { html, findings, lists } = await untilAborted(
    report({ ...opening, ...settings, totals, signal: io.signal, onProgress: line.show }),
    io.signal,
  ).finally(line.clear);
  if (output === '-') io.stdout.write(html);
  else await saveText(resolve(io.cwd, output), html, output);
  if (!quiet) {
    const name = output === '-' ? '' : `${output}  `;
    io.stderr.write(`${name}${countOf(lists, 'list')}, ${countFindings(findings)}\n`);
  }
  return findings.some(({ severity }) => severity === 'error') ? EXIT.faults : EXIT.done;
}
