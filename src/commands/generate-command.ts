import { resolve } from 'node:path';
import { formatPretty } from '../diagnostics/formats/pretty.ts';
import type { LocatedDiagnostic } from '../diagnostics/locate.ts';
import { type GenerateOptions, generate, write } from '../index.ts';
import { version } from '../version.ts';
import { closingLine, countFindings } from './closing-line.ts';
import { EXIT, type ExitCode, type Io } from './io.ts';
import { type ReadingFlags, readingOf } from './reading-flags.ts';
import { untilAborted } from './until-aborted.ts';

/** Flags of `pagegen generate`, as commander gives them. */
export interface GenerateFlags extends ReadingFlags {
  readonly output: string;
  readonly name?: string;
  readonly importExtension: NonNullable<GenerateOptions['importExtension']>;
  readonly dryRun?: boolean;
  readonly quiet?: boolean;
  readonly lenient?: boolean;
}

/**
 * `pagegen generate <document> -o <folder>`: generates and writes, or says what is wrong with the document.
 *
 * @throws InputError where files cannot be read or written; the signal's reason where the user interrupts
 */
export async function generateCommand(document: string, flags: GenerateFlags, io: Io): Promise<ExitCode> {
  const started = performance.now();
  const result = await untilAborted(
    generate({
      document,
      cwd: io.cwd,
      name: flags.name,
      importExtension: flags.importExtension,
      lenient: flags.lenient,
      ...readingOf(flags),
    }),
    io.signal,
  );
  printFindings(result.diagnostics, io);
  const say = (line: string): void => {
    if (!flags.quiet) io.stderr.write(`${line}\n`);
  };
  if (result.diagnostics.some(({ severity }) => severity === 'error')) {
    say(`${countFindings(result.diagnostics)}; nothing was written.`);
    return EXIT.faults;
  }
  const report = await write(resolve(io.cwd, flags.output), result.files, {
    version,
    fingerprint: result.fingerprint,
    dryRun: flags.dryRun,
    signal: io.signal,
    shown: flags.output,
  });
  for (const path of report.kept) {
    say(`${flags.output}: ${path} is no longer generated; it stays, since it was edited by hand.`);
  }
  if (flags.dryRun) for (const line of changes(report)) io.stdout.write(`${line}\n`);
  say(closingLine(flags, result.stats, report, (performance.now() - started) / 1000));
  return EXIT.done;
}

function printFindings(diagnostics: readonly LocatedDiagnostic[], io: Io): void {
  const options = { colours: io.stdout.colours, cwd: io.cwd };
  io.stdout.write(diagnostics.map((diagnostic) => formatPretty(diagnostic, options)).join('\n'));
}

function changes(report: {
  created: readonly string[];
  updated: readonly string[];
  deleted: readonly string[];
}): string[] {
  return [
    ...report.created.map((path) => `create  ${path}`),
    ...report.updated.map((path) => `update  ${path}`),
    ...report.deleted.map((path) => `delete  ${path}`),
  ];
}
