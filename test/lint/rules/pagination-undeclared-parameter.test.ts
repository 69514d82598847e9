import { testRule } from '../test-rule.ts';

testRule('pagination-undeclared-parameter', {
  valid: [
    `style: cursor-query
request: { cursor: $request.header.X-Cursor, limit: limit }
response: { items: data, nextCursor: next }
key: id`,
  ],
  invalid: [
    {
      document: `style: cursor-query
request: { cursor: «X-Cursor, limit: limit }
response: { items: data, nextCursor: next }
key: id`,
      messages: [
        '`request.cursor` names the query parameter `X-Cursor`, which listLeads does not declare. | There is a header parameter of this name: write `$request.header.X-Cursor`.',
      ],
      fixed: `style: cursor-query
request: { cursor: $request.header.X-Cursor, limit: limit }
response: { items: data, nextCursor: next }
key: id`,
    },
  ],
});
