import { isCounted } from '../lists.ts';
import { defineRule } from '../rule.ts';

/** Some servers answer a position past the end with the last page again, so a walk that waits for an empty page never ends. */
export const paginationEndByEmptyPage = defineRule({
  id: 'pagination-end-by-empty-page',
  severity: 'warning',
  summary: 'Only an empty page ends the walk, which costs an extra request and fails if the API never sends one.',
  strict: true,
  visit: {
    strategy(strategy, _, { report }) {
      const { hasMore, isLast, total, totalPages, lastPage, pastEnd, items } = strategy.response;
      const isDeclared = [hasMore, isLast, total, totalPages].some((field) => field !== undefined);
      if (!isCounted(strategy) || isDeclared || lastPage === 'short' || pastEnd.length > 0) return;
      report({
        message:
          'Only an empty page ends the walk: it needs an extra request, and never ends if the API repeats its last page.',
        hint: 'Return a flag or a total in the response, and name it in `response.hasMore` or `response.total`.',
        location: items.location,
      });
    },
  },
});
