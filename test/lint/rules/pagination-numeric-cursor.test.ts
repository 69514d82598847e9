import { testRule } from '../test-rule.ts';

testRule('pagination-numeric-cursor', {
  valid: [
    `style: cursor-query
request: { cursor: cursor, limit: limit }
response: { items: data, nextCursor: next }
key: id`,
  ],
  invalid: [
    {
      document: `style: cursor-query
request: { cursor: after, limit: limit }
response: { items: data, nextCursor: «next_after }
key: id`,
      messages: [
        'The cursor, `response.nextCursor`, is a number: beyond 2^53 its digits are lost in JavaScript, and callers may count with it. | Make it a string that callers only pass back.',
      ],
    },
  ],
});
