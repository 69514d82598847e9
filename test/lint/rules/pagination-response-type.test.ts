import { testRule } from '../test-rule.ts';

testRule('pagination-response-type', {
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
response: { items: data, hasMore: «data }
key: id`,
      messages: ['`response.hasMore` must have type boolean, but `/data` of the response of listLeads has type array.'],
    },
  ],
});
