import { operationLabel } from '../../model/operation.ts';
import { defineRule } from '../rule.ts';

/** Each further style is one more that callers have to learn. */
export const paginationInconsistentStyles = defineRule({
  id: 'pagination-inconsistent-styles',
  severity: 'warning',
  summary: 'A list uses another style than most other lists of the document.',
  strict: true,
  options: { majority: 0.6 },
  visit: {
    api({ operations }, { options, report }) {
      const lists = operations.filter(({ strategies }) => strategies.length > 0);
      for (const style of new Set(lists.map(({ strategies }) => strategies[0]!.style))) {
        const usual = lists.filter(({ strategies }) => strategies[0]!.style === style);
        if (lists.length < 3 || usual.length < 2 || usual.length / lists.length < Number(options.majority)) continue;
        for (const operation of lists) {
          const [strategy] = operation.strategies;
          if (strategy === undefined || operation.strategies.some((each) => each.style === style)) continue;
          report({
            message: `${operationLabel(operation)} uses the style \`${strategy.style}\`; ${usual.length} of ${lists.length} lists use the style \`${style}\`.`,
            subject: operationLabel(operation),
            location: strategy.places.get('style') ?? strategy.location,
          });
        }
      }
    },
  },
});
