import { isCounted } from '../lists.ts';
import { defineRule } from '../rule.ts';

/** An API that answers a position past the end with the last page again would never end. */
export const paginationEndByEmptyPage = defineRule({
  id: 'pagination-end-by-empty-page',
  severity: 'warning',
  summary: 'Only an empty page ends the walk, which costs a request more and needs an API that gives one.',
  strict: true,
  visit: {
    strategy(strategy, _, { report }) {
      const { hasMore, total, totalPages, lastPage, pastEnd, items } = strategy.response;
      const isSaid = [hasMore, total, totalPages].some((field) => field !== undefined);
      if (!isCounted(strategy) || isSaid || lastPage === 'short' || pastEnd.length > 0) return;
      report({
        message: `Only an empty page ends the walk: one request more, and no end where the API repeats its last page.`,
        hint: 'Give `hasMore` or a total in the response, and name it in the annotation.',
        location: items.location,
      });
    },
  },
});
