import { resolve } from 'node:path';
import type { TargetKey } from '../../annotation/annotation.ts';
import { operationLabel } from '../../model/operation.ts';
import { absolutePath } from '../../shared/paths.ts';
import { formatFindings, makePrintable } from '../../shared/pretty.ts';
import { countOf } from '../../shared/words.ts';
import {
  type MigrateResult,
  type Missed,
  migrate,
  migratedText,
  migrationOverlay,
  saveText,
} from '../../tasks/migrate.ts';
import { EXIT, type ExitCode, type Io } from '../io.ts';
import { openingOf, type ReadingFlags, refuseUnwritable } from '../options.ts';
import { withProgress } from '../progress.ts';

/** Flags of `pagegen migrate`. */
export interface MigrateFlags extends ReadingFlags {
  readonly to: TargetKey;
  readonly output?: string;
  readonly write?: boolean;
  readonly quiet?: boolean;
}

/**
 * Runs `pagegen migrate <document> --to <key>`: writes an overlay, or edits the document in place. The result
 * goes to standard output or a file; findings and the summary go to standard error.
 *
 * @throws InputError if files cannot be read or written; the signal's reason if the user interrupts
 */
export async function runMigrate(given: string | undefined, flags: MigrateFlags, io: Io): Promise<ExitCode> {
  const opening = await openingOf(given, flags, io, 'migrate');
  const { document } = opening;
  if (flags.write) refuseUnwritable(document);
  const result = await withProgress(`Reading ${document}`, migrate({ ...opening, to: flags.to }), io, flags);
  const findings = { colors: io.stderr.colors, cwd: io.cwd };
  if (result.diagnostics.length > 0) io.stderr.write(`${formatFindings(result.diagnostics, findings)}\n`);
  if (!result.isReadable) {
    io.stderr.write('The document cannot be read; nothing was migrated.\n');
    return EXIT.faults;
  }
  const missed = await deliver(document, flags, result, io);
  if (!flags.quiet) io.stderr.write(reportOf(result, missed));
  return EXIT.done;
}

/** Writes the annotations to the requested place. Returns those that cannot be written there. */
async function deliver(
  document: string,
  flags: MigrateFlags,
  result: MigrateResult,
  io: Io,
): Promise<readonly Missed[]> {
  if (flags.write) {
    const { text, missed } = migratedText(result);
    if (text !== result.text) await saveText(absolutePath(io.cwd, document), text, document);
    return missed;
  }
  const { text, missed } = migrationOverlay(result);
  // An overlay must have at least one action (Overlay Specification, `actions`).
  if (missed.length === result.migrations.length) return missed;
  if (flags.output === undefined) io.stdout.write(text);
  else await saveText(resolve(io.cwd, flags.output), text, flags.output);
  return missed;
}

/** Sentences about operations whose annotations were not written, without the operation. */
const ADVICE: Readonly<Record<Missed['reason'], string>> = {
  elsewhere: 'is declared in another file; annotate it there.',
  taken: 'has an annotation under this key already; write an overlay instead, which replaces it.',
  aliased: 'is written with a YAML alias or merge key; write an overlay instead.',
};

function reportOf({ migrations }: MigrateResult, missed: readonly Missed[]): string {
  const others = new Set(missed.map(({ migration }) => migration));
  const written = migrations.filter((migration) => !others.has(migration));
  const byKey = new Map<string, number>();
  for (const { from } of written) byKey.set(from, (byKey.get(from) ?? 0) + 1);
  const counts = [...byKey].map(([key, count]) => `${count} from ${key}`);
  const lines: string[] = [];
  if (migrations.length === 0) lines.push('Nothing to migrate.');
  else if (written.length === 0) lines.push('Nothing was migrated.');
  else lines.push(`${countOf(written.length, 'operation')} migrated: ${counts.join(', ')}.`);
  for (const { migration, reason } of missed)
    lines.push(`${makePrintable(operationLabel(migration))} ${ADVICE[reason]}`);
  return `${lines.join('\n')}\n`;
}
