import { testRule } from '../test-rule.ts';

testRule('pagination-total-on-cursor', {
  valid: [
    `style: cursor-query
request: { cursor: cursor, limit: limit }
response: { items: data, nextCursor: next }
key: id`,
  ],
  invalid: [
    {
      document: `style: cursor-query
request: { cursor: cursor, limit: limit }
response: { items: data, nextCursor: next, total: «total }
key: id`,
      messages: [
        'The list pages by cursor, yet counts all its items with each page: that costs what the cursor saves.',
      ],
    },
  ],
});
