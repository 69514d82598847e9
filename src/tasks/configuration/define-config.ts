import type { Integration } from '../../model/api.ts';

/** What is generated from one document. Paths are relative to the configuration file. */
export interface ProjectConfiguration {
  /** What `-p` calls it. Default: the name of the document's file up to its first dot. */
  project?: string | undefined;
  /** Path of the OpenAPI document. */
  document?: string | undefined;
  /** Folder to write the client into. */
  output?: string | undefined;
  /** Name of the client class. Default: from the document's title. */
  name?: string | undefined;
  /** Ending of relative imports in the output. Default: `js`. */
  importExtension?: 'js' | 'ts' | 'none' | undefined;
  /** Paths of OpenAPI overlays, applied in this order. Default: none. */
  overlays?: readonly string[] | undefined;
  /** Key of the vendor's annotation that comes before others, such as `x-fern-pagination`. Default: none. */
  dialect?: string | undefined;
  /** Operations to generate: `tag:Leads`, `operation:listLeads`, `operation:GET /lead/`, `path:/lead/**`. Default: all. */
  include?: readonly string[] | undefined;
  /** Operations to leave out, even where `include` names them. Default: none. */
  exclude?: readonly string[] | undefined;
  /** Leave out all that is not paginated. Default: false. */
  paginatedOnly?: boolean | undefined;
  /** Generate from a document with faults, leaving out the operations that they are in. Default: false. */
  lenient?: boolean | undefined;
  /** What the client has for other libraries: `tanstack`, `swr`, `msw`, `streams`, `node-streams`. Default: nothing. */
  with?: readonly Integration[] | undefined;
  /**
   * `auto`: write files as the formatter does that is set up for the output folder, Biome or Prettier. Default: `none`.
   */
  format?: 'auto' | 'none' | undefined;
  /** Folders, beside the document's own, whose files references may lead to. Default: none. */
  allowRefs?: readonly string[] | undefined;
  /** Origins, such as `https://specs.example.com`, that referenced documents may be fetched from. Default: none. */
  allowRemote?: readonly string[] | undefined;
  /** Whether those may be hosts of this machine or its network. Default: false. */
  allowPrivate?: boolean | undefined;
}

/** What `pagegen lint` does where no flag says otherwise. */
export interface LintSection {
  profile?: 'recommended' | 'strict' | 'errors' | undefined;
  /** By the rule's id: a level, or a level and options. */
  rules?: Readonly<Record<string, RuleLevel | Readonly<{ level?: RuleLevel; [option: string]: unknown }>>> | undefined;
  /** The least severity that fails. Default: `error`. */
  failOn?: 'error' | 'warning' | 'info' | 'never' | undefined;
  maxWarnings?: number | undefined;
  /** Paths, relative to the configuration file. */
  baseline?: string | undefined;
  base?: string | undefined;
}

export type RuleLevel = 'error' | 'warning' | 'warn' | 'info' | 'off';

/** One project, or several that share settings: what a project says itself comes before them. */
export interface Configuration extends ProjectConfiguration {
  projects?: readonly ProjectConfiguration[] | undefined;
  lint?: LintSection | undefined;
}

/** What a configuration that is a function is told. */
export interface ConfigurationContext {
  /** The command that runs. */
  readonly command: 'generate' | 'lint' | 'vite';
}

/** A list is short for `{ projects: [...] }`. */
export type ConfigurationValue = Configuration | readonly ProjectConfiguration[];
export type ConfigurationInput =
  | ConfigurationValue
  | ((context: ConfigurationContext) => ConfigurationValue | Promise<ConfigurationValue>);

/** Gives a configuration back as it is, with its type checked: `export default defineConfig({ … })`. */
export function defineConfig(configuration: ConfigurationInput): ConfigurationInput {
  return configuration;
}
