import { InputError } from '../shared/diagnostic.ts';
import { findNearest, formatSuggestion } from '../shared/suggest.ts';
import type { ApiModel } from './api.ts';
import type { Operation } from './operation.ts';

/** The operations to read. */
export interface OperationSelection {
  /** Selectors such as `tag:Leads`, `operation:listLeads`, `path:/lead/**`. Default: every operation. */
  readonly include?: readonly string[] | undefined;
  /** Selectors of operations to skip, even if `include` matches them. Default: none. */
  readonly exclude?: readonly string[] | undefined;
}

type Selectable = Pick<ApiModel, 'title' | 'operations'>;

/**
 * Returns a test for the selected operations, or undefined if every operation is selected.
 *
 * @throws InputError `invalid-selector`; `nothing-selected` if a selector matches no operation, or none is left
 */
export function operationFilter(
  api: Selectable,
  { include = [], exclude = [] }: OperationSelection,
): ((operation: Operation) => boolean) | undefined {
  if (include.length + exclude.length === 0) return undefined;
  const wanted = include.map((text) => selectorOf(text, api));
  const unwanted = exclude.map((text) => selectorOf(text, api));
  const isSelected = (operation: Operation): boolean =>
    (wanted.length === 0 || wanted.some((selector) => selector.matches(operation))) &&
    !unwanted.some((selector) => selector.matches(operation));
  if (!api.operations.some(isSelected)) {
    throw new InputError('nothing-selected', `No operation of ${api.title} is left.`);
  }
  return isSelected;
}

function selectorOf(text: string, { title, operations }: Selectable): Selector {
  const selector = parseSelector(text);
  if (selector === undefined) {
    const hint = 'Write tag:…, operation:… or path:….';
    throw new InputError('invalid-selector', `\`${text}\` selects nothing that there could be.`, { hint });
  }
  if (operations.some((operation) => selector.matches(operation))) return selector;
  const { kind, pattern } = selector;
  const names = operations.flatMap((operation) => namesOf(operation, kind));
  const near = findNearest(pattern, names);
  const hint = near === undefined ? listTags(kind, names) : formatSuggestion(`\`${kind}:${near}\``);
  throw new InputError('nothing-selected', `No operation of ${title} matches \`${text}\`.`, { hint });
}

/** A hint with more tags than this would be longer than the list that it saves to look up. */
const MAX_TAGS = 12;

function listTags(kind: Selector['kind'], names: readonly string[]): string | undefined {
  if (kind !== 'tag') return undefined;
  const tags = [...new Set(names)];
  if (tags.length === 0) return 'No operation has a tag. Select with operation:… or path:….';
  return tags.length > MAX_TAGS ? undefined : `The tags are ${tags.map((tag) => `\`${tag}\``).join(', ')}.`;
}

const KINDS = ['tag', 'operation', 'path'] as const;

/** Selects operations by tag, name or path. */
export interface Selector {
  readonly kind: (typeof KINDS)[number];
  /** The text after the colon. */
  readonly pattern: string;
  matches(operation: Operation): boolean;
}

/**
 * Parses `tag:Leads`, `operation:listLeads`, `operation:GET /lead/` or `path:/lead/**`. `*` matches any text, in a path
 * any text without a slash. `**` matches slashes too.
 *
 * @returns undefined if the text is not a selector
 */
export function parseSelector(text: string): Selector | undefined {
  const colon = text.indexOf(':');
  const kind = KINDS.find((each) => each === text.slice(0, Math.max(0, colon)));
  const pattern = text.slice(colon + 1);
  if (kind === undefined || pattern === '') return undefined;
  const expression = wildcardsToRegExp(pattern, kind === 'path' ? '[^/]*' : '.*');
  return { kind, pattern, matches: (operation) => namesOf(operation, kind).some((name) => expression.test(name)) };
}

/** Returns the names of an operation that a selector of this kind can match. */
function namesOf({ tags, operationId, method, path }: Operation, kind: Selector['kind']): readonly string[] {
  if (kind === 'tag') return tags;
  if (kind === 'path') return [path];
  return operationId === undefined ? [`${method} ${path}`] : [operationId, `${method} ${path}`];
}

function wildcardsToRegExp(pattern: string, star: string): RegExp {
  const source = pattern.replace(/\*{2,}|\*|[.+?^$()|\\{}[\]]/g, (token) => {
    if (token === '*') return star;
    return token.startsWith('*') ? '.*' : `\\${token}`;
  });
  return new RegExp(`^${source}$`, 's');
}
