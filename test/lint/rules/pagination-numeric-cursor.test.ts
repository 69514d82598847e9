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
        'The cursor, `response.nextCursor`, is a number: JavaScript loses digits beyond 2^53, and callers may calculate with it. | Use an opaque string, which callers only send back.',
      ],
    },
  ],
});
