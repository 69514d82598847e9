import { type Job, readJobs } from '../../tasks/configuration/jobs.ts';
import type { GenerateOptions } from '../../tasks/generate-options.ts';
import type { DocumentSource } from '../closing-lines.ts';
import { UsageError } from '../command.ts';
import { EXIT, type ExitCode, type Io } from '../io.ts';
import { documentOf, type ReadingFlags, readingOf } from '../options.ts';
import { keepCompiledCode } from '../v8.ts';
import { runJob } from './generate-job.ts';
import { watchJobs } from './watch.ts';

/** Flags of `pagegen generate`. */
export interface GenerateFlags extends ReadingFlags {
  readonly output?: string;
  readonly name?: string;
  readonly importExtension?: 'auto' | 'js' | 'ts' | 'none';
  readonly methodNames?: 'short' | 'full';
  readonly enums?: 'union' | 'object';
  readonly dates?: 'string' | 'date';
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  readonly paginatedOnly?: boolean;
  readonly with?: GenerateOptions['with'];
  readonly format?: 'auto' | 'none';
  readonly stdin?: boolean;
  readonly dryRun?: boolean;
  readonly check?: boolean;
  readonly audit?: boolean;
  readonly verbose?: boolean;
  readonly watch?: boolean;
  readonly quiet?: boolean;
}

/**
 * Runs `pagegen generate [document] [-o <folder>]`: generates and writes a client, or prints the errors of its document.
 * Without a document, does so for every project of the configuration, even if one of them has errors.
 *
 * @throws InputError if files cannot be read or written, or the configuration is wrong; the signal's reason if the
 * user interrupts
 */
export async function runGenerate(given: string | undefined, flags: GenerateFlags, io: Io): Promise<ExitCode> {
  keepCompiledCode(io.cwd);
  const document = documentOf(given, flags);
  if (document === '-' && flags.watch) throw new UsageError('--watch needs files, not standard input');
  const read = () => readJobs({ cwd: io.cwd, command: 'generate', ...jobsIn(document, flags, io) });
  if (flags.watch) return watchJobs(read, (job, isOneOfMany) => sourceOf(job, isOneOfMany, document, flags), flags, io);
  const { jobs } = await read();
  return runJobs(jobs, document, flags, io);
}

async function runJobs(
  jobs: readonly Job[],
  document: string | undefined,
  flags: GenerateFlags,
  io: Io,
): Promise<ExitCode> {
  let code: ExitCode = EXIT.done;
  for (const job of jobs) {
    const { code: one } = await runJob(
      job,
      flags,
      io,
      jobs.length > 1,
      sourceOf(job, jobs.length > 1, document, flags),
    );
    if (one !== EXIT.done) code = one;
  }
  return code;
}

/** Returns how suggested commands name the document of a job. */
function sourceOf(
  { project }: Job,
  isOneOfMany: boolean,
  given: string | undefined,
  { config, overrides, overlay }: GenerateFlags,
): DocumentSource {
  return { given, config, overrides, overlay, ...(isOneOfMany && { project: [project] }) };
}

function jobsIn(document: string | undefined, flags: GenerateFlags, io: Io) {
  const {
    config,
    project,
    output,
    name,
    importExtension,
    methodNames,
    enums,
    dates,
    include,
    exclude,
    paginatedOnly,
    format,
    with: integrations,
  } = flags;
  const selection = { include, exclude, paginatedOnly };
  return {
    document,
    config,
    projects: project,
    overrides: {
      output,
      name,
      importExtension,
      methodNames,
      enums,
      dates,
      format,
      with: integrations,
      ...selection,
      ...readingOf(flags, io),
    },
  };
}
