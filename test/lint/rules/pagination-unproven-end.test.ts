import { testRule } from '../test-rule.ts';

testRule('pagination-unproven-end', {
  valid: [
    `style: cursor-query
request: { cursor: cursor, limit: limit }
response: { items: data, nextCursor: token, end: [''] }
key: id`,
    // The cursor of the last page is the one that was sent.
    `style: cursor-query
request: { cursor: cursor, limit: limit }
response: { items: data, nextCursor: token, repeat: end }
key: id`,
    // An empty page ends a keyset.
    `style: cursor-query
request: { cursor: { a: cursor }, limit: limit }
response: { items: data, itemCursor: { a: id } }
key: id`,
  ],
  invalid: [
    {
      document: `style: cursor-query
request: { cursor: cursor, limit: limit }
response: { items: data, nextCursor: «token }
key: id`,
      messages: [
        'The walk of listLeads never ends: `response.nextCursor` is `/token`, which is required and never null, and there is no `response.hasMore`. | Declare it nullable or optional, add `response.hasMore`, `response.isLast` or `response.lastPage`, or list the values that mean the end in `response.end`.',
      ],
    },
    {
      document: `style: cursor-query
request: { cursor: { a: cursor }, limit: limit }
response: { items: data, nextCursor: { a: «token } }
key: id`,
      messages: [
        'The walk of listLeads never ends: `response.nextCursor` is `/token`, which is required and never null, and there is no `response.hasMore`. | Declare it nullable or optional, add `response.hasMore`, `response.isLast` or `response.lastPage`, or list the values that mean the end in `response.end`.',
      ],
    },
  ],
});
