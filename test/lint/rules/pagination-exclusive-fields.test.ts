import { testRule } from '../test-rule.ts';

testRule('pagination-exclusive-fields', {
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
response: { items: data, nextCursor: next, «itemCursor: id }
key: id`,
      messages: ['`response.nextCursor` and `response.itemCursor` are mutually exclusive. | Remove one of them.'],
    },
  ],
});
