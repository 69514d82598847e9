import { basename, dirname } from 'node:path';
import { nearest } from '../diagnostics/nearest.ts';
import { describeValue, isJsonObject, type JsonObject } from '../ir/located.ts';
import { absolutePath } from '../paths/paths.ts';
import type { ProjectConfiguration } from './define-config.ts';
import { type Fault, faultsError } from './faults.ts';
import type { FoundConfiguration } from './find-configuration.ts';
import { type Kind, PROJECT_OPTIONS, TOP_KEYS } from './options.ts';

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
      const near = nearest(key, known);
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
  const near = typeof wrong === 'string' ? nearest(wrong, candidates) : undefined;
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
