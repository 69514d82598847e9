import type { Integration } from '../../model/api.ts';

export const FORMATS = ['ts', 'mts', 'js', 'mjs', 'json', 'yaml'] as const;
/** Extension of a configuration file. */
export type Format = (typeof FORMATS)[number];

/** The client to generate from one document. Paths are relative to the configuration file. */
export interface ProjectConfiguration {
  /** Name of the project for `-p`. Default: the name of the document's file up to its first dot. */
  project?: string | undefined;
  /** Path of the OpenAPI document. */
  document?: string | undefined;
  /** Folder to write the client into. */
  output?: string | undefined;
  /** Name of the client class. Default: derived from the document's title. */
  name?: string | undefined;
  /**
   * Ending of relative imports in the output. Default: `auto`, which is the ending that the nearest `tsconfig.json`, or
   * configuration of Deno or Bun, asks for.
   */
  importExtension?: 'auto' | 'js' | 'ts' | 'none' | undefined;
  /** `short`: methods omit the name of their tag, as in `leads.list()`. `full`: `leads.listLeads()`. Default: `short`. */
  methodNames?: 'short' | 'full' | undefined;
  /** `union`: enums are unions of literals. `object`: each also has an object of its values. Default: `union`. */
  enums?: 'union' | 'object' | undefined;
  /** `date`: texts of `format: date-time` are `Date` in answers and requests. Default: `string`. */
  dates?: 'string' | 'date' | undefined;
  /** Paths of files that are merged deeply into the document, in this order and before overlays. Default: none. */
  overrides?: readonly string[] | undefined;
  /** Paths of OpenAPI overlays, applied in this order. Default: none. */
  overlays?: readonly string[] | undefined;
  /** Extension key of the dialect that takes precedence over others, such as `x-fern-pagination`. Default: none. */
  dialect?: string | undefined;
  /** Operations to generate: `tag:Leads`, `operation:listLeads`, `operation:GET /lead/`, `path:/lead/**`. Default: all. */
  include?: readonly string[] | undefined;
  /** Operations to omit, even if `include` selects them. Default: none. */
  exclude?: readonly string[] | undefined;
  /** Omit operations that are not paginated. Default: false. */
  paginatedOnly?: boolean | undefined;
  /** Leave the operations without pagination whose annotations have errors. Default: false. */
  lenient?: boolean | undefined;
  /** Treat warnings as errors. Default: false. */
  strict?: boolean | undefined;
  /** Integrations with other libraries: `tanstack`, `swr`, `msw`, `zod`, `streams`, `node-streams`. Default: none. */
  with?: readonly Integration[] | undefined;
  /** `auto`: format files with Biome or Prettier if one of them is configured for the output folder. Default: `none`. */
  format?: 'auto' | 'none' | undefined;
  /** Folders, in addition to the document's own, whose files references may name. Default: none. */
  allowRefs?: readonly string[] | undefined;
  /** Origins from which referenced documents may be fetched, such as `https://specs.example.com`. Default: none. */
  allowRemote?: readonly string[] | undefined;
  /** Allows these origins to be hosts of this machine or its network. Default: false. */
  allowPrivate?: boolean | undefined;
}

/** Settings of `pagegen lint`. Flags override them. */
export interface LintSection {
  profile?: 'recommended' | 'strict' | 'errors' | undefined;
  /** Levels by rule id: a level, or an object with level and options. */
  rules?: Readonly<Record<string, RuleLevel | Readonly<{ level?: RuleLevel; [option: string]: unknown }>>> | undefined;
  /** The lowest severity that fails the run. Default: `error`. */
  failOn?: 'error' | 'warning' | 'info' | 'never' | undefined;
  /** The largest number of warnings that does not fail the run. */
  maxWarnings?: number | undefined;
  /** Path of the file with known findings, which are not reported; relative to the configuration file. */
  baseline?: string | undefined;
  /** Path of an earlier version of the document, to find breaking changes; relative to the configuration file. */
  base?: string | undefined;
}

export type RuleLevel = 'error' | 'warning' | 'warn' | 'info' | 'off';

/** One project, or several that inherit the options next to `projects` and can override them. */
export interface Configuration extends ProjectConfiguration {
  projects?: readonly ProjectConfiguration[] | undefined;
  lint?: LintSection | undefined;
}

/** The argument of a configuration that is a function. */
export interface ConfigurationContext {
  /** The command that runs. */
  readonly command: 'annotate' | 'explain' | 'generate' | 'lint' | 'migrate' | 'mock' | 'report' | 'verify' | 'vite';
}

/** A list is short for `{ projects: [...] }`. */
export type ConfigurationValue = Configuration | readonly ProjectConfiguration[];
export type ConfigurationInput =
  | ConfigurationValue
  | ((context: ConfigurationContext) => ConfigurationValue | Promise<ConfigurationValue>);

/** Returns its argument. Use it to check the type of a configuration: `export default defineConfig({ … })`. */
export function defineConfig(configuration: ConfigurationInput): ConfigurationInput {
  return configuration;
}
