import { resolve } from 'node:path';
import { type DetectedExtension, detectImportExtension } from '../../output/import-extension.ts';
import { InputError } from '../../shared/diagnostic.ts';
import { toDisplayPath } from '../../shared/pretty.ts';
import type { GenerateOptions } from '../generate-options.ts';
import { noDocument, type ProjectSelection, selectProjects } from './documents.ts';
import type { Project, ProjectOptions } from './read.ts';

/** One client to generate. */
export interface Job {
  readonly project: string;
  readonly options: GenerateOptions;
  /** Absolute path of the folder. */
  readonly output: string;
  /** The output folder in messages. */
  readonly displayPath: string;
  /** How the ending of imports was detected. Undefined if the user chose it. */
  readonly detected: DetectedExtension | undefined;
  /** True if the user's formatter formats the files. */
  readonly isFormatted: boolean;
}

export interface Jobs {
  readonly jobs: readonly Job[];
  /** Absolute paths of the configuration's files, and of those that decided the ending of imports. */
  readonly inputs: readonly string[];
}

/** Options from the command line. They override the configuration. Paths are relative to the working folder. */
export interface Overrides extends Omit<ProjectOptions, 'document'>, Pick<GenerateOptions, 'remoteHeaders' | 'stdin'> {}

export interface JobsOptions extends ProjectSelection {
  readonly overrides: Overrides;
}

/**
 * Returns the clients to generate. Overrides take precedence over the configuration. A document that is named on the
 * command line takes the options of the project with the same document, or else those shared by all projects.
 *
 * @throws InputError `no-document`, `no-output`, `unknown-project`, `several-projects`, `invalid-configuration`
 */
export async function readJobs({ cwd, command, config, document, projects, overrides }: JobsOptions): Promise<Jobs> {
  const { projects: wanted, inputs } = await selectProjects({ cwd, command, config, document, projects });
  if (wanted.length === 0) {
    throw await noDocument(cwd, (name) => `pagegen ${name} -o <folder>`);
  }
  if (wanted.length > 1 && (overrides.output !== undefined || overrides.name !== undefined)) {
    const flag = overrides.output === undefined ? '--name' : '--output';
    throw new InputError(
      'several-projects',
      `${flag} applies to one client, but there are ${wanted.length} projects.`,
      {
        hint: `Choose one with -p: ${wanted.map(({ project }) => project).join(', ')}.`,
      },
    );
  }
  const jobs = await Promise.all(wanted.map((project) => jobOf(project, overrides, cwd)));
  const decided = jobs.flatMap(({ detected }) => detected?.file ?? []);
  return { jobs, inputs: [...new Set([...inputs, ...decided])] };
}

async function jobOf(project: Project, overrides: Overrides, cwd: string): Promise<Job> {
  const given = Object.fromEntries(Object.entries(overrides).filter(([, value]) => value !== undefined)) as Overrides;
  const { project: name, document, output, format, importExtension = 'auto', ...options } = { ...project, ...given };
  if (output === undefined) {
    throw new InputError('no-output', `There is no output folder for the client of ${toDisplayPath(document, cwd)}.`, {
      hint: 'Name a folder with -o <folder>, or with `output` in the configuration.',
    });
  }
  const folder = resolve(cwd, output);
  const detected = importExtension === 'auto' ? await detectImportExtension(folder) : undefined;
  return {
    project: name,
    options: {
      ...options,
      importExtension: importExtension === 'auto' ? detected?.extension : importExtension,
      document: document === '-' ? document : toDisplayPath(document, cwd),
      cwd,
    },
    output: folder,
    displayPath: given.output ?? toDisplayPath(output, cwd),
    detected,
    isFormatted: format === 'auto',
  };
}
