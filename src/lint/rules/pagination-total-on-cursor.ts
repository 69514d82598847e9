import { hasCursor } from '../lists.ts';
import { defineRule } from '../rule.ts';

/** Counting costs the server what the cursor saves, and a walk by cursor does not need the total. */
export const paginationTotalOnCursor = defineRule({
  id: 'pagination-total-on-cursor',
  severity: 'warning',
  summary: 'A list with a cursor counts all its items for each page.',
  strict: true,
  visit: {
    strategy(strategy, _, { report }) {
      const total = strategy.response.total ?? strategy.response.totalPages;
      if (total === undefined || !hasCursor(strategy)) return;
      report({
        message: 'The list has a cursor but counts all its items for each page, which costs what the cursor saves.',
        hint: 'Leave the total to a separate operation or to an optional parameter.',
        location: total.location,
      });
    },
  },
});
