import { basename, dirname } from 'node:path';
import { INTEGRATIONS } from '../../model/api.ts';
import { parseSelector } from '../../model/select-operations.ts';
import { InputError } from '../../shared/diagnostic.ts';
import { describeValue, formatPointer, isJsonObject, type JsonObject } from '../../shared/json.ts';
import { absolutePath } from '../../shared/paths.ts';
import { toDisplayPath } from '../../shared/pretty.ts';
import { didYouMean } from '../../shared/suggest.ts';
import type { ProjectConfiguration } from './define-config.ts';
import type { FoundConfiguration } from './find.ts';

/** Options of a project. Paths are absolute. */
export type ProjectOptions = Readonly<Omit<ProjectConfiguration, 'project'>>;

export interface Project extends ProjectOptions {
  readonly project: string;
  readonly document: string;
}

export interface ReadConfiguration {
  /** Options that all projects share. */
  readonly shared: ProjectOptions;
  readonly projects: readonly Project[];
}

type Path = readonly (string | number)[];

/**
 * Reads and checks a configuration, except for the content of `lint`.
 *
 * @throws InputError `invalid-configuration`, which lists every fault
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

type ReportFault = (path: Path, message: string, hint?: string, part?: Fault['part']) => void;

function projectsOf(
  top: JsonObject,
  prefix: Path,
  shared: Partial<Project>,
  folder: string,
  fault: ReportFault,
): readonly Project[] {
  if (top.projects === undefined) return shared.document === undefined ? [] : [named(shared, shared.document)];
  for (const key of ['project', 'document', 'output', 'name'] as const) {
    if (shared[key] !== undefined)
      fault([key], `\`${key}\` cannot be shared by all projects.`, `Move \`${key}\` into a project.`, 'key');
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
      fault(path, `Two projects are called \`${project.project}\`.`, 'Name them with `project`.');
    }
    seen.add(project.project);
    return [project];
  });
}

function named(options: Partial<Project>, document: string): Project {
  return { ...options, document, project: options.project ?? projectName(document) };
}

/** Returns the default name of a project. */
export function projectName(document: string): string {
  return basename(document).split('.')[0] || 'default';
}

/** Returns the valid options, and reports the others. */
function optionsOf(
  value: JsonObject,
  path: Path,
  others: readonly string[],
  folder: string,
  fault: ReportFault,
): Partial<Project> {
  const known = [...Object.keys(PROJECT_OPTIONS), ...others];
  const options: Record<string, unknown> = {};
  for (const [key, option] of Object.entries(value)) {
    if (option === undefined || others.includes(key)) continue;
    if (!Object.hasOwn(PROJECT_OPTIONS, key)) {
      const { hint } = didYouMean(key, known, `The options are ${known.join(', ')}.`);
      fault([...path, key], `There is no option \`${key}\`${path.length > 0 ? ' of a project' : ''}.`, hint, 'key');
      continue;
    }
    const { accepts, expected, isPath, candidates }: OptionKind = PROJECT_OPTIONS[key as keyof typeof PROJECT_OPTIONS];
    if (accepts(option)) options[key] = isPath ? absolute(option, folder) : option;
    else
      fault(
        [...path, key],
        `\`${key}\` must be ${expected}; found ${formatValue(option)}.`,
        hintFor(option, candidates),
      );
  }
  return options as Partial<Project>;
}

/** Returns a hint for the first unknown entry of a list. */
function hintFor(value: unknown, candidates: readonly string[] = []): string | undefined {
  const wrong = Array.isArray(value) ? value.find((each) => !candidates.includes(each)) : undefined;
  return typeof wrong === 'string' ? didYouMean(wrong, candidates).hint : undefined;
}

function absolute(value: unknown, folder: string): unknown {
  return Array.isArray(value)
    ? value.map((each: string) => absolutePath(folder, each))
    : absolutePath(folder, value as string);
}

function formatValue(value: unknown): string {
  return typeof value === 'object' && !Array.isArray(value)
    ? describeValue(value)
    : (JSON.stringify(value) ?? 'a function');
}

/** Reports projects that share an output folder: their clients would remove each other's files. */
function checkOutputs(projects: readonly Project[], fault: ReportFault): void {
  const byFolder = new Map<string, string>();
  for (const { output, project } of projects) {
    if (output === undefined) continue;
    const other = byFolder.get(output);
    if (other !== undefined)
      fault([], `The projects \`${other}\` and \`${project}\` share the output folder ${output}.`);
    byFolder.set(output, project);
  }
}

function objectOf(value: unknown, path: Path, fault: ReportFault): JsonObject {
  if (isJsonObject(value)) return value;
  fault(
    path,
    `${path.length === 0 ? 'A configuration' : 'A project'} must be an object; found ${describeValue(value)}.`,
  );
  return {};
}

/** The values that an option accepts. */
export interface OptionKind {
  /** Description of the values, for messages. */
  readonly expected: string;
  accepts(value: unknown): boolean;
  /** The possible entries of a list, for "Did you mean …?". */
  readonly candidates?: readonly string[];
  /** Paths are relative to the configuration file. */
  readonly isPath?: true;
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
const listOf = (accepts: (value: unknown) => boolean) => (value: unknown) =>
  Array.isArray(value) && value.every(accepts);

const TEXT: OptionKind = { expected: 'a non-empty string', accepts: isText };
const TEXTS: OptionKind = { expected: 'a list of non-empty strings', accepts: listOf(isText) };
const PATH: OptionKind = { expected: 'a path', accepts: isText, isPath: true };
const PATHS: OptionKind = { expected: 'a list of paths', accepts: listOf(isText), isPath: true };
const choiceOf = (...choices: readonly unknown[]): OptionKind => ({
  expected: `one of ${choices.join(', ')}`,
  accepts: (value) => choices.includes(value),
});
const FLAG: OptionKind = { expected: 'true or false', accepts: (value) => typeof value === 'boolean' };
const SELECTORS: OptionKind = {
  expected: 'a list of selectors such as `tag:Leads`, `operation:listLeads` or `path:/lead/**`',
  accepts: listOf((value) => typeof value === 'string' && parseSelector(value) !== undefined),
};
const INTEGRATION_NAMES: OptionKind = {
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
  importExtension: choiceOf('auto', 'js', 'ts', 'none'),
  methodNames: choiceOf('short', 'full'),
  enums: choiceOf('union', 'object'),
  dates: choiceOf('string', 'date'),
  overrides: PATHS,
  overlays: PATHS,
  dialect: TEXT,
  include: SELECTORS,
  exclude: SELECTORS,
  paginatedOnly: FLAG,
  lenient: FLAG,
  strict: FLAG,
  with: INTEGRATION_NAMES,
  format: choiceOf('auto', 'none'),
  allowRefs: PATHS,
  allowRemote: TEXTS,
  allowPrivate: FLAG,
} as const satisfies Record<string, OptionKind>;

/** Further keys at the root of a configuration. `$schema` is for editors. */
export const TOP_KEYS = ['projects', 'lint', '$schema'];

/** A mistake in a configuration. */
export interface Fault {
  /** Keys and indices from the configuration's root to the place. */
  readonly path: readonly (string | number)[];
  /** The part that is wrong. */
  readonly part: 'key' | 'value';
  readonly message: string;
  readonly hint?: string | undefined;
}

/** Returns one error for all faults of a configuration. It has lines and columns if the file is JSON or YAML. */
export function faultsError(faults: readonly Fault[], found: FoundConfiguration, cwd: string): InputError {
  const file = toDisplayPath(found.file, cwd);
  const [first] = faults;
  if (first !== undefined && faults.length === 1) {
    return new InputError('invalid-configuration', `${formatPlace(first, found, file)}: ${first.message}`, {
      hint: first.hint,
    });
  }
  const lines = faults.map(
    (fault) => `\n  ${formatPlace(fault, found, file)}: ${[fault.message, fault.hint].filter(Boolean).join(' ')}`,
  );
  return new InputError('invalid-configuration', `${file} has ${faults.length} errors:${lines.join('')}`);
}

function formatPlace({ path, part }: Fault, { source, pointer }: FoundConfiguration, file: string): string {
  if (source === undefined) return file;
  const { line, column } = source.range(pointer + formatPointer(path), part);
  return `${file}:${line}:${column}`;
}
