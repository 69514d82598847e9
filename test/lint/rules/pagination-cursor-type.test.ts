import { testRule } from '../test-rule.ts';

testRule('pagination-cursor-type', {
  valid: [
    `style: cursor-query
request: { cursor: after, limit: limit }
response: { items: data, nextCursor: next_after }
key: id`,
    `style: cursor-query
request: { cursor: cursor, limit: limit }
response: { items: data, nextCursor: $response.header.X-Page#/next }
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
    {
      document: `style: cursor-query
request: { cursor: cursor, limit: limit }
response: { items: data, nextCursor: «$response.header.X-Page }
key: id`,
      messages: [
        '`response.nextCursor` is the text of the header `X-Page`, which has type object. | If the header contains JSON, write `$response.header.X-Page#` and a pointer to the cursor.',
      ],
    },
  ],
});
