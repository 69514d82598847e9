import { resolve } from 'node:path';
import { type DetectedExtension, detectImportExtension } from '../../output/import-extension/detect.ts';
import { InputError } from '../../shared/diagnostic.ts';
import { absolutePath } from '../../shared/paths.ts';
import { toDisplayPath } from '../../shared/pretty.ts';
import { didYouMean } from '../../shared/suggest.ts';
import type { GenerateOptions } from '../generate-options.ts';
import type { ConfigurationContext } from './define-config.ts';
import { findConfiguration } from './find.ts';
import { type Project, type ProjectOptions, readConfiguration } from './read.ts';

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

export interface JobsOptions {
  /** Absolute path of the working folder. */
  readonly cwd: string;
  readonly command: ConfigurationContext['command'];
  /** Path of the configuration. Default: the one in the working folder, if it exists. */
  readonly config?: string | undefined;
  /** Path of a document, or `-`. Default: those of the configuration. */
  readonly document?: string | undefined;
  /** Names of projects. Default: all. */
  readonly projects?: readonly string[] | undefined;
  readonly overrides: Overrides;
}

/**
 * Returns the clients to generate. Overrides take precedence over the configuration. A document that is named on the
 * command line takes the options of the project with the same document, or else those shared by all projects.
 *
 * @throws InputError `no-document`, `no-output`, `unknown-project`, `several-projects`, `invalid-configuration`
 */
export async function readJobs({ cwd, command, config, document, projects, overrides }: JobsOptions): Promise<Jobs> {
  const found = await findConfiguration(cwd, { command }, config);
  const read = found === undefined ? { shared: {}, projects: [] } : readConfiguration(found, cwd);
  const named = projects?.map((name) => projectOf(name, read.projects));
  const wanted = document === undefined ? (named ?? read.projects) : [projectForDocument(document, named, read, cwd)];
  if (wanted.length === 0) {
    throw new InputError('no-document', 'There is no document to read.', {
      hint: 'Name a document, `pagegen <document> -o <folder>`, or write a configuration with `pagegen init`.',
    });
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
  return { jobs, inputs: [...new Set([...(found?.inputs ?? []), ...decided])] };
}

function projectOf(name: string, projects: readonly Project[]): Project {
  const found = projects.find(({ project }) => project === name);
  if (found !== undefined) return found;
  const names = projects.map(({ project }) => project);
  const all = names.length === 0 ? 'The configuration has no projects.' : `The projects are ${names.join(', ')}.`;
  throw new InputError('unknown-project', `There is no project ${name}.`, didYouMean(name, names, all));
}

/** Returns the project for a document that is named on the command line. */
function projectForDocument(
  document: string,
  named: readonly Project[] | undefined,
  { shared, projects }: { readonly shared: ProjectOptions; readonly projects: readonly Project[] },
  cwd: string,
): Project {
  if (named !== undefined && named.length > 1) {
    throw new InputError('several-projects', 'The command line names a document and several projects.', {
      hint: 'Pass either a document or one project, not both.',
    });
  }
  const file = document === '-' ? document : absolutePath(cwd, document);
  const own = named?.[0] ?? projects.find((project) => project.document === file);
  return { ...shared, ...own, document: file, project: own?.project ?? document };
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
