import { testRule } from '../test-rule.ts';

testRule('pagination-required-cursor', {
  valid: [
    `style: cursor-query
request: { cursor: resume, limit: limit, start: '*' }
response: { items: data, nextCursor: next }
key: id`,
  ],
  invalid: [
    {
      document: `style: cursor-query
request: { cursor: «resume, limit: limit }
response: { items: data, nextCursor: next }
key: id`,
      messages: [
        'The first request has no cursor to send, but the query parameter `resume` is required. | Add `start`, the cursor of the first page, to `request`.',
      ],
    },
  ],
});
