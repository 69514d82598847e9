import { INTEGRATIONS } from '../ir/integration.ts';
import { parseSelector } from '../ir/selector.ts';

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
