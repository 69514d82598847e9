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
        'The list has a cursor but counts all its items for each page, which costs what the cursor saves. | Leave the total to a separate operation or to an optional parameter.',
      ],
    },
  ],
});
