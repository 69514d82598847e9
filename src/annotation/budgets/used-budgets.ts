import type { OperationNode } from '../../model/read/paths.ts';
import type { Report } from '../../shared/diagnostic.ts';
import { describeValue, elementsOf, isJsonObject, type Located, memberOf } from '../../shared/json.ts';
import { type Advice, suggestName } from '../../shared/suggest.ts';
import { reportError } from '../x-pagination/codes.ts';
import type { DeclaredBudgets } from './declared-budgets.ts';
import { BUDGET } from './keys.ts';

const FORMS = `\`${BUDGET}\` must be the name of a budget, an array of names, or false`;

/**
 * Returns a function that reads the budgets of an operation: the nearest `x-pagination-budget` of the operation, its path
 * item and the document. Each is checked once, also at the root of a document without operations.
 */
export function openBudgets(
  root: Located,
  declared: DeclaredBudgets,
  report: Report,
): (operation: Pick<OperationNode, 'node' | 'owners'>) => readonly string[] {
  const known = new Map<unknown, readonly string[]>();
  const read = (owner: Located): readonly string[] | undefined => {
    const node = memberOf(owner, BUDGET);
    if (node === undefined) return undefined;
    const names = known.get(owner.value) ?? readNames(node, declared, report);
    known.set(owner.value, names);
    return names;
  };
  read(root);
  return ({ node, owners }) => {
    for (const owner of [node, ...owners, root]) {
      const names = read(owner);
      if (names !== undefined) return names;
    }
    return [];
  };
}

/** Returns the names of budgets that can be used. Reports other values. */
function readNames(node: Located, { usable, names }: DeclaredBudgets, report: Report): readonly string[] {
  if (node.value === false) return [];
  const elements = Array.isArray(node.value) ? elementsOf(node) : [node];
  if (elements.length === 0) {
    const hint = 'Write `false` if no budget applies.';
    reportError(report, 'pagination-wrong-type', `${FORMS}; found an empty array.`, node.location, { hint });
  }
  const found = elements.flatMap((element): string[] => {
    const { value, location } = element;
    if (typeof value !== 'string') {
      const shown = typeof value === 'boolean' ? String(value) : describeValue(value);
      reportError(report, 'pagination-wrong-type', `${FORMS}; found ${shown}.`, location, adviceFor(value));
      return [];
    }
    if (names?.includes(value) === false) {
      const declared = names.length === 0 ? 'none' : names.join(', ');
      const message = `There is no budget \`${value}\`; the document declares ${declared}.`;
      reportError(report, 'pagination-unknown-budget', message, location, suggestName(value, names));
    }
    return usable.has(value) ? [value] : [];
  });
  return [...new Set(found)];
}

function adviceFor(value: unknown): Advice {
  if (!isJsonObject(value)) return {};
  return { hint: 'Declare the budget under `components.x-pagination-budgets`, and write its name here.' };
}
