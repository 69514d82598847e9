import { basename, dirname } from 'node:path';
import { INTEGRATIONS } from '../../model/api.ts';
import { parseSelector } from '../../model/selector.ts';
import { InputError } from '../../shared/diagnostic.ts';
import { describeValue, formatPointer, isJsonObject, type JsonObject } from '../../shared/json.ts';
import { findNearest } from '../../shared/nearest.ts';
import { absolutePath } from '../../shared/paths.ts';
import { toDisplayPath } from '../../shared/pretty.ts';
import type { ProjectConfiguration } from './define-config.ts';
import type { FoundConfiguration } from './find.ts';

/** Options of a project; paths are absolute. */
export type ProjectOptions = Readonly<Omit<ProjectConfiguration, 'project'>>;

export interface Project extends ProjectOptions {
  readonly project: string;
  readonly document: string;
}

export interface ReadConfiguration {
  /** Options that hold for every document. */
  readonly shared: ProjectOptions;
  readonly projects: readonly Project[];
}

type Path = readonly (string | number)[];

/**
 * What a configuration says about generating. `lint` is not looked into.
 *
 * @throws InputError `invalid-configuration`, which names every fault
 */
export function readConfiguration(found: FoundConfiguration, cwd: string): ReadConfiguration {
  const faults: Fault[] = [];
  const fault = (path: Path, message: string, hint?: string, part: Fault['part'] = 'value'): void =>
    void faults.push({ path, part, message, hint });
  const folder = dirname(found.file);
  const top: JsonObject = Array.isArray(found.value) ? { projects: found.value } : objectOf(found.value, [], fault);
  const prefix: Path = Array.isArray(found.value) ? [] : ['projects'];
  const shared = optionsOf(top, [], TOP_KEYS, folder, fault);
  const projects = projectsOf(top, prefix, shared, folder, fault);
  checkOutputs(projects, fault);
  if (faults.length > 0) throw faultsError(faults, found, cwd);
  return { shared: projects.length > 0 && top.projects === undefined ? {} : shared, projects };
}

type Complain = (path: Path, message: string, hint?: string, part?: Fault['part']) => void;

function projectsOf(
  top: JsonObject,
  prefix: Path,
  shared: Partial<Project>,
  folder: string,
  fault: Complain,
): readonly Project[] {
  if (top.projects === undefined) return shared.document === undefined ? [] : [named(shared, shared.document)];
  for (const key of ['project', 'document', 'output', 'name'] as const) {
    if (shared[key] !== undefined)
      fault([key], `\`${key}\` is not for all projects: it stands in one.`, undefined, 'key');
  }
  if (!Array.isArray(top.projects)) {
    fault(prefix, `\`projects\` must be a list; found ${describeValue(top.projects)}.`);
    return [];
  }
  const seen = new Set<string>();
  return top.projects.flatMap((value: unknown, index) => {
    const path = [...prefix, index];
    const own = optionsOf(objectOf(value, path, fault), path, [], folder, fault);
    if (own.document === undefined) {
      if (isJsonObject(value) && value.document === undefined) fault(path, 'A project needs a `document`.');
      return [];
    }
    const project = named({ ...shared, ...own }, own.document);
    if (seen.has(project.project)) {
      fault(path, `Two projects are called \`${project.project}\`.`, 'Say what they are called with `project`.');
    }
    seen.add(project.project);
    return [project];
  });
}

function named(options: Partial<Project>, document: string): Project {
  return { ...options, document, project: options.project ?? projectName(document) };
}

/** What a project is called that has no name of its own. */
export function projectName(document: string): string {
  return basename(document).split('.')[0] || 'default';
}

/** The options that are sound; the others are complained about. */
function optionsOf(
  value: JsonObject,
  path: Path,
  others: readonly string[],
  folder: string,
  fault: Complain,
): Partial<Project> {
  const known = [...Object.keys(PROJECT_OPTIONS), ...others];
  const options: Record<string, unknown> = {};
  for (const [key, said] of Object.entries(value)) {
    if (said === undefined || others.includes(key)) continue;
    if (!Object.hasOwn(PROJECT_OPTIONS, key)) {
      const near = findNearest(key, known);
      const hint = near === undefined ? `There are ${known.join(', ')}.` : `Did you mean \`${near}\`?`;
      fault([...path, key], `There is no option \`${key}\`${path.length > 0 ? ' of a project' : ''}.`, hint, 'key');
      continue;
    }
    const { accepts, expected, isPath, candidates }: Kind = PROJECT_OPTIONS[key as keyof typeof PROJECT_OPTIONS];
    if (accepts(said)) options[key] = isPath ? absolute(said, folder) : said;
    else fault([...path, key], `\`${key}\` must be ${expected}; found ${shown(said)}.`, meant(said, candidates));
  }
  return options as Partial<Project>;
}

/** What the first wrong text of a list most likely stands for. */
function meant(said: unknown, candidates: readonly string[] = []): string | undefined {
  const wrong = Array.isArray(said) ? said.find((each) => !candidates.includes(each)) : undefined;
  const near = typeof wrong === 'string' ? findNearest(wrong, candidates) : undefined;
  return near === undefined ? undefined : `Did you mean \`${near}\`?`;
}

function absolute(said: unknown, folder: string): unknown {
  return Array.isArray(said)
    ? said.map((each: string) => absolutePath(folder, each))
    : absolutePath(folder, said as string);
}

function shown(value: unknown): string {
  return typeof value === 'object' && !Array.isArray(value)
    ? describeValue(value)
    : (JSON.stringify(value) ?? 'a function');
}

/** Two clients in one folder would remove each other's files. */
function checkOutputs(projects: readonly Project[], fault: Complain): void {
  const byFolder = new Map<string, string>();
  for (const { output, project } of projects) {
    if (output === undefined) continue;
    const other = byFolder.get(output);
    if (other !== undefined)
      fault([], `The projects \`${other}\` and \`${project}\` share the output folder ${output}.`);
    byFolder.set(output, project);
  }
}

function objectOf(value: unknown, path: Path, fault: Complain): JsonObject {
  if (isJsonObject(value)) return value;
  fault(
    path,
    `${path.length === 0 ? 'A configuration' : 'A project'} must be an object; found ${describeValue(value)}.`,
  );
  return {};
}

/** What an option takes: `expected` says it in words, for messages. */
export interface Kind {
  readonly expected: string;
  accepts(value: unknown): boolean;
  /** What each text of a list may be, for "Did you mean …?". */
  readonly candidates?: readonly string[];
  /** Paths are relative to the configuration file. */
  readonly isPath?: true;
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
const listOf = (accepts: (value: unknown) => boolean) => (value: unknown) =>
  Array.isArray(value) && value.every(accepts);

const TEXT: Kind = { expected: 'a text', accepts: isText };
const TEXTS: Kind = { expected: 'a list of texts', accepts: listOf(isText) };
const PATH: Kind = { expected: 'a path', accepts: isText, isPath: true };
const PATHS: Kind = { expected: 'a list of paths', accepts: listOf(isText), isPath: true };
const choiceOf = (...choices: readonly unknown[]): Kind => ({
  expected: `one of ${choices.join(', ')}`,
  accepts: (value) => choices.includes(value),
});
const FLAG: Kind = { expected: 'true or false', accepts: (value) => typeof value === 'boolean' };
const SELECTORS: Kind = {
  expected: 'a list of selectors such as `tag:Leads`, `operation:listLeads` or `path:/lead/**`',
  accepts: listOf((value) => typeof value === 'string' && parseSelector(value) !== undefined),
};
const INTEGRATION_NAMES: Kind = {
  expected: `a list of ${INTEGRATIONS.join(', ')}`,
  accepts: listOf((value) => INTEGRATIONS.some((name) => name === value)),
  candidates: INTEGRATIONS,
};

/** Every option of a project. */
export const PROJECT_OPTIONS = {
  project: TEXT,
  document: PATH,
  output: PATH,
  name: TEXT,
  importExtension: choiceOf('js', 'ts', 'none'),
  overlays: PATHS,
  dialect: TEXT,
  include: SELECTORS,
  exclude: SELECTORS,
  paginatedOnly: FLAG,
  lenient: FLAG,
  with: INTEGRATION_NAMES,
  format: choiceOf('auto', 'none'),
  allowRefs: PATHS,
  allowRemote: TEXTS,
  allowPrivate: FLAG,
} as const satisfies Record<string, Kind>;

/** What stands at the top of a configuration beside those. `$schema` is for editors. */
export const TOP_KEYS = ['projects', 'lint', '$schema'];

/** Something wrong in a configuration. */
export interface Fault {
  /** Keys and indices from the configuration's root to the place. */
  readonly path: readonly (string | number)[];
  /** Whether it is about the key rather than the value. */
  readonly part: 'key' | 'value';
  readonly message: string;
  readonly hint?: string | undefined;
}

/** All faults of a configuration as one error: with line and column where the file is JSON or YAML. */
export function faultsError(faults: readonly Fault[], found: FoundConfiguration, cwd: string): InputError {
  const file = toDisplayPath(found.file, cwd);
  const [first] = faults;
  if (first !== undefined && faults.length === 1) {
    return new InputError('invalid-configuration', `${placed(first, found, file)}: ${first.message}`, {
      hint: first.hint,
    });
  }
  const lines = faults.map(
    (fault) => `\n  ${placed(fault, found, file)}: ${[fault.message, fault.hint].filter(Boolean).join(' ')}`,
  );
  return new InputError('invalid-configuration', `${file} has ${faults.length} faults:${lines.join('')}`);
}

function placed({ path, part }: Fault, { source, pointer }: FoundConfiguration, file: string): string {
  if (source === undefined) return file;
  const { line, column } = source.range(pointer + formatPointer(path), part);
  return `${file}:${line}:${column}`;
}
