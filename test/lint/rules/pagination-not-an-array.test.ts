import { testRule } from '../test-rule.ts';

testRule('pagination-not-an-array', {
  valid: [
    `style: offset
request: { offset: skip, limit: limit }
response: { items: data, hasMore: has_more }
key: id`,
  ],
  invalid: [
    {
      document: `style: offset
request: { offset: skip, limit: limit }
response: { items: «total, hasMore: has_more }
key: id`,
      messages: ['`response.items` must be an array, but `/total` of the response of listLeads has type integer.'],
    },
  ],
});
