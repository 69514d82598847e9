import { testRule } from '../test-rule.ts';

testRule('pagination-unproven-end', {
  valid: [
    `style: cursor-query
request: { cursor: cursor, limit: limit }
response: { items: data, nextCursor: token, end: [''] }
key: id`,
  ],
  invalid: [
    {
      document: `style: cursor-query
request: { cursor: cursor, limit: limit }
response: { items: data, nextCursor: «token }
key: id`,
      messages: [
        'The walk of listLeads has no end: `response.nextCursor` is `/token`, which is required and never null, and there is no `response.hasMore`. | Declare it nullable or optional, name what says `hasMore`, or write in `response.end` the values that mean the end.',
      ],
    },
  ],
});
