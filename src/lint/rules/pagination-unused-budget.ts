import { BUDGET } from '../../annotation/budgets/keys.ts';
import { keyLocation } from '../../shared/json.ts';
import { defineRule } from '../rule.ts';

/** Declaring a budget is half of it: without a name somewhere, no client keeps it. */
export const paginationUnusedBudget = defineRule({
  id: 'pagination-unused-budget',
  severity: 'warning',
  summary: 'A budget is not used by any operation.',
  visit: {
    api({ budgets = [], operations }, { report }) {
      const used = new Set(operations.flatMap((operation) => operation.budgets ?? []));
      for (const { name, location } of budgets) {
        if (used.has(name)) continue;
        report({
          message: `No operation counts against the budget \`${name}\`.`,
          hint: `Write \`${BUDGET}: ${name}\` at the root, in a path item or in an operation.`,
          location: keyLocation(location),
        });
      }
    },
  },
});
