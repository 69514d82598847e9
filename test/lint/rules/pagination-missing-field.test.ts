import { testRule } from '../test-rule.ts';

testRule('pagination-missing-field', {
  valid: [
    `style: offset
request: { offset: skip, limit: limit }
response: { items: data, hasMore: has_more }
key: id`,
  ],
  invalid: [
    {
      document: `style: offset
request: «{ limit: limit }
response: { items: data, hasMore: has_more }
key: id`,
      messages: ['The style `offset` needs `request.offset`.'],
    },
  ],
});
