import { testRule } from '../test-rule.ts';

testRule('pagination-invalid-expression', {
  valid: [
    `style: offset
request: { offset: $request.query.skip, limit: limit }
response: { items: data, hasMore: has_more }
key: id`,
  ],
  invalid: [
    {
      document: `style: offset
request: { offset: «$response.body#/skip, limit: limit }
response: { items: data, hasMore: has_more }
key: id`,
      messages: [
        '`request.offset` is `$response.body#/skip`, which is not a request expression. | Write a name, a JSON Pointer into the body, $request.query.X, $request.header.X, $request.path.X or $request.body#/X.',
      ],
    },
  ],
});
