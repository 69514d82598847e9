import { InputError } from '../shared/diagnostic.ts';
import { findNearest } from '../shared/nearest.ts';
import { formatSuggestion } from '../shared/suggest.ts';
import type { ApiModel } from './api.ts';
import type { Operation } from './operation.ts';
import { namesOf, parseSelector, type Selector } from './selector.ts';

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
  const near = findNearest(
    pattern,
    operations.flatMap((operation) => namesOf(operation, kind)),
  );
  const hint = near === undefined ? undefined : formatSuggestion(`\`${kind}:${near}\``);
  throw new InputError('nothing-selected', `No operation of ${title} matches \`${text}\`.`, { hint });
}
