import { resolve } from 'node:path';
import type { FormatInput } from '../../lint/formats/format.ts';
import { formats } from '../../lint/formats/index.ts';
import { saveText } from '../../output/save-text.ts';
import { unifiedDiff } from '../../shared/diff.ts';
import { toDisplayPath } from '../../shared/pretty.ts';
import { version } from '../../shared/version.ts';
import { countOf } from '../../shared/words.ts';
import { selectGlobs } from '../../tasks/configuration/documents.ts';
import { type LintResult, lint } from '../../tasks/lint.ts';
import { readLintSettings } from '../../tasks/lint-settings.ts';
import { dialectsLine, stepToAnnotate } from '../closing-lines.ts';
import { EXIT, type ExitCode, type Io } from '../io.ts';
import { type ReadingFlags, selectionOf } from '../options.ts';
import { withProgress } from '../progress.ts';

/** Flags of `pagegen lint`. */
export interface LintFlags extends ReadingFlags {
  readonly profile?: 'recommended' | 'strict' | 'errors';
  readonly rule?: readonly string[];
  readonly format?: readonly { readonly name: string; readonly file?: string }[];
  readonly failOn?: 'error' | 'warning' | 'info' | 'never';
  readonly maxWarnings?: number;
  readonly base?: string;
  readonly baseline?: string;
  readonly updateBaseline?: boolean;
  readonly fix?: boolean;
  readonly fixDryRun?: boolean;
  readonly quiet?: boolean;
}

/**
 * Runs `pagegen lint <documents…>`: checks pagination and writes the findings in every requested format.
 *
 * @throws InputError if files cannot be read or written, or the configuration is wrong; the signal's reason if
 * the user interrupts
 */
export async function runLint(globs: readonly string[], flags: LintFlags, io: Io): Promise<ExitCode> {
  const { documents, reading, readingByFile } = await selectGlobs(globs, selectionOf(flags, io, 'lint'));
  const settings = await readLintSettings(flags, io.cwd);
  const fix = flags.fixDryRun ? 'dry-run' : flags.fix ? 'write' : undefined;
  const result = await withProgress(
    `Linting ${countOf(documents.length, 'document')}`,
    lint({ documents, cwd: io.cwd, ...reading, readingByFile, ...settings, fix }),
    io,
    flags,
  );
  if (flags.fixDryRun) {
    for (const change of result.changes) io.stdout.write(unifiedDiff(change, io.cwd));
  }
  await print(result, flags, io);
  printNextStep(result, globs, flags, io);
  return fails(result, settings) ? EXIT.faults : EXIT.done;
}

async function print(result: LintResult, { format, quiet }: LintFlags, io: Io): Promise<void> {
  const findings = quiet ? result.findings.filter(({ severity }) => severity === 'error') : result.findings;
  const input: FormatInput = { ...result, findings, version, cwd: io.cwd, colors: false };
  const wanted = format ?? [{ name: io.onGitHub ? 'github-actions' : 'codeframe' }];
  for (const { name, file } of wanted) {
    const text = formats.get(name)!({ ...input, colors: file === undefined && io.stdout.colors });
    if (file === undefined) io.stdout.write(text);
    else await saveText(resolve(io.cwd, file), text);
  }
}

/** Names annotations of other tools and the next command below findings that a person reads. */
function printNextStep(result: LintResult, globs: readonly string[], flags: LintFlags, io: Io): void {
  const { findings, documents } = result;
  if (flags.quiet || flags.format !== undefined || io.onGitHub) return;
  const dialects = dialectsLine(result.dialects);
  if (dialects !== undefined) io.stderr.write(`${dialects}\n`);
  const unannotated = findings.filter(({ code }) => code === 'pagination-list-without-annotation');
  const [first] = unannotated;
  if (first === undefined) return;
  const given = globs.length === 0 ? undefined : globs.length === 1 ? globs[0] : toDisplayPath(first.file, io.cwd);
  if (documents.length === 1) io.stderr.write(stepToAnnotate(unannotated.length, { ...flags, given }, io));
}

function fails(
  { summary }: LintResult,
  {
    failOn = 'error',
    maxWarnings,
  }: { readonly failOn?: string | undefined; readonly maxWarnings?: number | undefined },
): boolean {
  const { errors, warnings, infos } = summary;
  if (maxWarnings !== undefined && warnings > maxWarnings) return true;
  if (failOn === 'never') return false;
  return errors > 0 || (failOn !== 'error' && warnings > 0) || (failOn === 'info' && infos > 0);
}
