import { testRule } from '../test-rule.ts';

testRule('pagination-cursor-not-scalar', {
  valid: [
    `style: cursor-query
request: { cursor: cursor, limit: limit }
response: { items: data, nextCursor: next }
key: id`,
  ],
  invalid: [
    {
      document: `style: cursor-query
request: { cursor: «cursor, limit: limit }
response: { items: data, nextCursor: next_parts }
key: id`,
      messages: [
        '`response.nextCursor` has type array, but the query parameter `cursor` can only carry a scalar. | Declare the parameter as an array or object, or with `content: application/json`.',
      ],
    },
  ],
});
