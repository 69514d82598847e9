import { testRule } from '../test-rule.ts';

testRule('pagination-limits-contradict', {
  valid: [
    `style: offset
request: { offset: skip, limit: limit }
response: { items: data, hasMore: has_more }
key: id
limits: { maxLimit: 50 }`,
  ],
  invalid: [
    {
      document: `style: offset
request: { offset: skip, limit: limit }
response: { items: data, hasMore: has_more }
key: id
limits: { maxLimit: «500 }`,
      messages: ['`limits.maxLimit` is 500, but the query parameter `limit` of listLeads allows 100 at most.'],
    },
  ],
});
