import { operationLabel } from '../../model/operation.ts';
import { keyLocation } from '../../shared/json.ts';
import { defineRule } from '../rule.ts';

/** Walks are the first calls to exceed a rate limit, so clients must know what the API answers then. */
export const paginationNo429 = defineRule({
  id: 'pagination-no-429',
  severity: 'warning',
  summary: 'A list does not declare the response to a walk that exceeds the rate limit.',
  visit: {
    operation(operation, { report }) {
      if (operation.strategies.length === 0) return;
      if (operation.responses.some(({ status }) => ['429', '4XX', 'default'].includes(status))) return;
      const { file, pointer } = operation.location;
      report({
        message: `${operationLabel(operation)} declares no 429 response (Too Many Requests), which a walk gets if it exceeds the rate limit.`,
        hint: 'Declare it, with the headers that say when to continue.',
        location: keyLocation({ file, pointer: `${pointer}/responses` }),
      });
    },
  },
});
