import { testRule } from '../test-rule.ts';

testRule('pagination-request-type', {
  valid: [
    `style: offset
request: { offset: skip, limit: limit }
response: { items: data, hasMore: has_more }
key: id`,
  ],
  invalid: [
    {
      document: `style: offset
request: { offset: «active, limit: limit }
response: { items: data, hasMore: has_more }
key: id`,
      messages: ['`request.offset` is an integer, but the query parameter `active` of listLeads has type boolean.'],
    },
  ],
});
