import { hasCursor } from '../lists.ts';
import { defineRule } from '../rule.ts';

/** Counting costs the server what the cursor saves, and no walk by cursor needs the count. */
export const paginationTotalOnCursor = defineRule({
  id: 'pagination-total-on-cursor',
  severity: 'warning',
  summary: 'A list that pages by cursor counts all its items with each page.',
  strict: true,
  visit: {
    strategy(strategy, _, { report }) {
      const total = strategy.response.total ?? strategy.response.totalPages;
      if (total === undefined || !hasCursor(strategy)) return;
      report({
        message: 'The list pages by cursor, yet counts all its items with each page: that costs what the cursor saves.',
        location: total.location,
      });
    },
  },
});
