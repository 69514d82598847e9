import { isMisspelling, isSlip } from '../../shared/suggest.ts';

/** The budgets of a document, by name. */
export const BUDGETS = 'x-pagination-budgets';
/** The budgets that operations count against. */
export const BUDGET = 'x-pagination-budget';

const KEYS = [BUDGETS, BUDGET];

/** Returns the budget key that an author probably meant; undefined for a key that is one, or that is near none. */
export function meantBudgetKey(key: string): string | undefined {
  if (key === BUDGETS || key === BUDGET) return undefined;
  const folded = key.toLowerCase().replaceAll('_', '-');
  return (
    KEYS.find((candidate) => candidate === folded) ??
    KEYS.find((candidate) => isSlip(folded, candidate)) ??
    KEYS.find((candidate) => isMisspelling(key, candidate))
  );
}
