import { testRule } from '../test-rule.ts';

testRule('pagination-cursor-type', {
  valid: [
    `style: cursor-query
request: { cursor: after, limit: limit }
response: { items: data, nextCursor: next_after }
key: id`,
  ],
  invalid: [
    {
      document: `style: cursor-query
request: { cursor: after, limit: limit }
response: { items: data, nextCursor: «next }
key: id`,
      messages: ['`response.nextCursor` has type string, but the query parameter `after` has type integer.'],
    },
  ],
});
