import { testRule } from '../test-rule.ts';

testRule('pagination-first-page-only-required', {
  valid: [
    `style: cursor-query
request: { cursor: cursor, limit: limit, firstPageOnly: [order] }
response: { items: data, nextCursor: next }
key: id`,
  ],
  invalid: [
    {
      document: `style: cursor-query
request: { cursor: cursor, limit: limit, firstPageOnly: «[resume] }
response: { items: data, nextCursor: next }
key: id`,
      messages: [
        '`request.firstPageOnly` names the query parameter `resume`, which listLeads requires in every request. | Remove it from `firstPageOnly`, or make the parameter optional.',
      ],
    },
  ],
});
