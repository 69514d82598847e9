import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { beginsLikeDocument } from '../../document/files/find-documents.ts';
import { readText } from '../../document/files/read-text.ts';
import { InputError } from '../../shared/diagnostic.ts';
import { absolutePath } from '../../shared/paths.ts';
import { toDisplayPath } from '../../shared/pretty.ts';
import { didYouMean } from '../../shared/suggest.ts';
import type { OpenOptions } from '../open-document.ts';
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

/** How a document is read: its overlays, its dialect, and what its references may reach. */
export type ReadingOptions = Omit<OpenOptions, 'document' | 'cwd'>;

export interface DocumentSelection extends ProjectSelection {
  /** Options from the command line. They override the configuration. Paths are relative to the working folder. */
  readonly overrides: ReadingOptions;
}

/** A document of the command line or the configuration, and how it is read. */
export interface SelectedDocument {
  readonly document: string;
  readonly cwd: string;
  readonly reading: ReadingOptions;
}

/**
 * Returns the error of a command that has no document. Its hint names the document of the folder, if there is one.
 *
 * @param usage makes the command that names a document
 */
export async function noDocument(cwd: string, usage: (document: string) => string): Promise<InputError> {
  const found: string[] = [];
  for (const name of await readdir(cwd).catch((): string[] => [])) {
    if (!/^[\w.-]+\.(?:ya?ml|json)$/.test(name)) continue;
    if (beginsLikeDocument(await readText(join(cwd, name)).catch(() => ''))) found.push(name);
  }
  const [document = '<document>'] = found.length === 1 ? found : [];
  return new InputError('no-document', 'There is no document to read.', {
    hint: `Name a document, \`${usage(document)}\`, or write a configuration with \`pagegen init\`.`,
  });
}

/**
 * Returns the documents that a command line or the configuration names, with the options that the configuration has for
 * them.
 *
 * @throws InputError `no-document`, `unknown-project`, `several-projects`, `invalid-configuration`
 */
async function selectDocuments(selection: DocumentSelection): Promise<readonly SelectedDocument[]> {
  const { cwd, command, overrides } = selection;
  const { projects } = await selectProjects(selection);
  if (projects.length === 0) {
    throw await noDocument(cwd, (document) => `pagegen ${command} ${document}`);
  }
  return projects.map((project) => ({
    document: project.document === '-' ? '-' : toDisplayPath(project.document, cwd),
    cwd,
    reading: merge(project, overrides),
  }));
}

/**
 * Returns the one document that a command works with.
 *
 * @throws InputError `several-documents` if the configuration has more, and as {@link selectDocuments}
 */
export async function selectDocument(selection: DocumentSelection): Promise<SelectedDocument> {
  const { projects } = selection.document === undefined ? await selectProjects(selection) : { projects: [] };
  if (projects.length > 1) {
    const names = projects.map(({ project }) => project).join(', ');
    const message = `\`pagegen ${selection.command}\` reads one document, but the configuration has ${projects.length}.`;
    throw new InputError('several-documents', message, { hint: `Choose one with -p: ${names}.` });
  }
  const [document] = await selectDocuments(selection);
  if (document === undefined) throw new Error('a selection without a document must have been rejected');
  return document;
}

/** The documents of a command that reads several, and how each is read. */
export interface SelectedGlobs {
  /** Paths, globs, or `-`. */
  readonly documents: readonly string[];
  readonly reading: ReadingOptions;
  /** Options of the projects' documents, by absolute path. */
  readonly readingByFile: ReadonlyMap<string, ReadingOptions>;
}

/**
 * Returns the documents that a command line names, or else those of the configuration. A document of a project is read
 * with the options of the project, even if a glob matches it.
 *
 * @throws InputError as {@link selectDocuments}
 */
export async function selectGlobs(
  globs: readonly string[],
  selection: Omit<DocumentSelection, 'document'>,
): Promise<SelectedGlobs> {
  const { cwd, overrides } = selection;
  const { projects, shared } = await selectProjects(selection);
  const documents = globs.length > 0 ? globs : (await selectDocuments(selection)).map(({ document }) => document);
  return {
    documents,
    reading: merge(shared, overrides),
    readingByFile: new Map(projects.map((project) => [absolutePath(cwd, project.document), merge(project, overrides)])),
  };
}

function merge(options: ProjectOptions, flags: ReadingOptions) {
  const { overrides, overlays, dialect, allowRefs, allowRemote, allowPrivate } = options;
  const given = Object.fromEntries(Object.entries(flags).filter(([, value]) => value !== undefined));
  return { overrides, overlays, dialect, allowRefs, allowRemote, allowPrivate, ...given };
}
