import { isCounted } from '../lists.ts';
import { defineRule } from '../rule.ts';

const CEILINGS = ['maxOffset', 'maxPage', 'maxResults'] as const;

/** Clients cannot reach the items beyond such a ceiling. */
export const paginationNoWayPastCeiling = defineRule({
  id: 'pagination-no-way-past-ceiling',
  severity: 'warning',
  summary: 'A list has a ceiling, and neither `deep` nor `alternatives` nor another strategy passes it.',
  visit: {
    strategy(strategy, operation, { report }) {
      const { limits, deep, alternatives, places, location } = strategy;
      const ceiling = CEILINGS.find((name) => limits[name] !== undefined);
      if (ceiling === undefined || !isCounted(strategy) || deep !== undefined || alternatives.length > 0) return;
      const others = operation.strategies.filter((other) => CEILINGS.every((name) => other.limits[name] === undefined));
      if (others.length > 0) return;
      report({
        message: `Items beyond \`limits.${ceiling}\` (${limits[ceiling]}) cannot be reached.`,
        hint: 'Add `deep`, an operation in `alternatives`, or a second strategy with a cursor.',
        location: places.get(`limits.${ceiling}`) ?? location,
      });
    },
  },
});
