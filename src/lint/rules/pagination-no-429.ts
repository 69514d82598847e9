import { keyOf } from '../../shared/json.ts';
import { nameOf } from '../lists.ts';
import { defineRule } from '../rule.ts';

/** Walks are what meets rate limits first: clients have to know what a refusal looks like. */
export const paginationNo429 = defineRule({
  id: 'pagination-no-429',
  severity: 'warning',
  summary: 'A list does not say what it answers when a walk meets the rate limit.',
  visit: {
    operation(operation, { report }) {
      if (operation.strategies.length === 0) return;
      if (operation.responses.some(({ status }) => ['429', '4XX', 'default'].includes(status))) return;
      const { file, pointer } = operation.location;
      report({
        message: `${nameOf(operation)} documents no answer 429 (Too Many Requests), which is what a walk meets at the rate limit.`,
        hint: 'Document it, with the headers that say when to go on.',
        location: keyOf({ file, pointer: `${pointer}/responses` }),
      });
    },
  },
});
