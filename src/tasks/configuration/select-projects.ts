import { InputError } from '../../shared/diagnostic.ts';
import { absolutePath } from '../../shared/paths.ts';
import { didYouMean } from '../../shared/suggest.ts';
import type { ConfigurationContext } from './define-config.ts';
import { findConfiguration } from './find.ts';
import { type Project, type ProjectOptions, type ReadConfiguration, readConfiguration } from './read.ts';

/** The part of a command line that names documents. */
export interface ProjectSelection {
  /** Absolute path of the working folder. */
  readonly cwd: string;
  readonly command: ConfigurationContext['command'];
  /** Path of the configuration. Default: the one in the working folder, if it exists. */
  readonly config?: string | undefined;
  /** Path of a document, or `-`. Default: those of the configuration. */
  readonly document?: string | undefined;
  /** Names of projects. Default: all. */
  readonly projects?: readonly string[] | undefined;
}

export interface SelectedProjects {
  /** Empty if neither the command line nor the configuration names a document. */
  readonly projects: readonly Project[];
  /** Options of documents that have no project. */
  readonly shared: ProjectOptions;
  /** Absolute path of the configuration. Undefined if there is none. */
  readonly file: string | undefined;
  /** Absolute paths of the configuration's files. */
  readonly inputs: readonly string[];
}

/**
 * Returns the projects that a command line selects: all, those of `-p`, or one for the document that it names. This one
 * takes the options of the project with the same document, or else those shared by all projects.
 *
 * @throws InputError `unknown-project`, `several-projects`, `invalid-configuration`
 */
export async function selectProjects(selection: ProjectSelection): Promise<SelectedProjects> {
  const { cwd, command, config, document, projects } = selection;
  const found = await findConfiguration(cwd, { command }, config);
  const read = found === undefined ? { shared: {}, projects: [] } : readConfiguration(found, cwd);
  const named = projects?.map((name) => projectOf(name, read.projects));
  return {
    projects: document === undefined ? (named ?? read.projects) : [projectForDocument(document, named, read, cwd)],
    shared: read.shared,
    file: found?.file,
    inputs: found?.inputs ?? [],
  };
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
  { shared, projects }: ReadConfiguration,
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
