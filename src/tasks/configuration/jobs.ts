import { resolve } from 'node:path';
import { InputError } from '../../shared/diagnostic.ts';
import { findNearest } from '../../shared/nearest.ts';
import { absolutePath } from '../../shared/paths.ts';
import { toDisplayPath } from '../../shared/pretty.ts';
import type { GenerateOptions } from '../generate.ts';
import type { ConfigurationContext } from './define-config.ts';
import { findConfiguration } from './find.ts';
import { type Project, type ProjectOptions, readConfiguration } from './read.ts';

/** One client to generate. */
export interface Job {
  readonly project: string;
  readonly options: GenerateOptions;
  /** Absolute. */
  readonly output: string;
  /** How messages call the output folder. */
  readonly displayPath: string;
  /** Whether files are formatted as the user's formatter does. */
  readonly isFormatted: boolean;
}

export interface Jobs {
  readonly jobs: readonly Job[];
  /** Absolute paths of the configuration's files. */
  readonly inputs: readonly string[];
}

/** What was said outside of the configuration, before which it comes. Paths are relative to the working folder. */
export interface Said extends Omit<ProjectOptions, 'document'>, Pick<GenerateOptions, 'remoteHeaders' | 'stdin'> {}

export interface JobsOptions {
  /** The working folder; absolute. */
  readonly cwd: string;
  readonly command: ConfigurationContext['command'];
  /** Path of the configuration. Default: the one of the working folder, if there is one. */
  readonly config?: string | undefined;
  /** Path of a document, or `-`. Default: those of the configuration. */
  readonly document?: string | undefined;
  /** Names of projects. Default: all. */
  readonly projects?: readonly string[] | undefined;
  readonly said: Said;
}

/**
 * What is to be generated. What was said comes before the configuration. A document that is named takes the options of
 * the project that has the same document, else those that hold for every document.
 *
 * @throws InputError `no-document`, `no-output`, `unknown-project`, `several-projects`, `invalid-configuration`
 */
export async function readJobs({ cwd, command, config, document, projects, said }: JobsOptions): Promise<Jobs> {
  const found = await findConfiguration(cwd, { command }, config);
  const read = found === undefined ? { shared: {}, projects: [] } : readConfiguration(found, cwd);
  const named = projects?.map((name) => projectOf(name, read.projects));
  const wanted = document === undefined ? (named ?? read.projects) : [standIn(document, named, read, cwd)];
  if (wanted.length === 0) {
    throw new InputError('no-document', 'There is no document to read.', {
      hint: 'Name one, `pagegen <document> -o <folder>`, or write a configuration: `pagegen init`.',
    });
  }
  if (wanted.length > 1 && (said.output !== undefined || said.name !== undefined)) {
    const flag = said.output === undefined ? '--name' : '--output';
    throw new InputError('several-projects', `${flag} is for one client; there are ${wanted.length} projects.`, {
      hint: `Choose one with -p: ${wanted.map(({ project }) => project).join(', ')}.`,
    });
  }
  return { jobs: wanted.map((project) => jobOf(project, said, cwd)), inputs: found?.inputs ?? [] };
}

function projectOf(name: string, projects: readonly Project[]): Project {
  const found = projects.find(({ project }) => project === name);
  if (found !== undefined) return found;
  const names = projects.map(({ project }) => project);
  const near = findNearest(name, names);
  const all = names.length === 0 ? 'The configuration has none.' : `There are ${names.join(', ')}.`;
  const hint = near === undefined ? all : `Did you mean ${near}?`;
  throw new InputError('unknown-project', `There is no project ${name}.`, { hint });
}

/** The project of a document that is named on its own. */
function standIn(
  document: string,
  named: readonly Project[] | undefined,
  { shared, projects }: { readonly shared: ProjectOptions; readonly projects: readonly Project[] },
  cwd: string,
): Project {
  if (named !== undefined && named.length > 1) {
    throw new InputError('several-projects', 'A document stands beside several projects.', {
      hint: 'Choose one with -p.',
    });
  }
  const file = document === '-' ? document : absolutePath(cwd, document);
  const own = named?.[0] ?? projects.find((project) => project.document === file);
  return { ...shared, ...own, document: file, project: own?.project ?? document };
}

function jobOf(project: Project, said: Said, cwd: string): Job {
  const given = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) as Said;
  const { project: name, document, output, format, ...options } = { ...project, ...given };
  if (output === undefined) {
    throw new InputError(
      'no-output',
      `There is no folder to write the client of ${toDisplayPath(document, cwd)} into.`,
      {
        hint: 'Name one with -o <folder>, or with `output` in the configuration.',
      },
    );
  }
  return {
    project: name,
    options: { ...options, document: document === '-' ? document : toDisplayPath(document, cwd), cwd },
    output: resolve(cwd, output),
    displayPath: given.output ?? toDisplayPath(output, cwd),
    isFormatted: format === 'auto',
  };
}
