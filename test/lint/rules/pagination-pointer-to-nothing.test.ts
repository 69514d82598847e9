import { testRule } from '../test-rule.ts';

testRule('pagination-pointer-to-nothing', {
  valid: [
    `style: offset
request: { offset: skip, limit: limit }
response: { items: data, hasMore: has_more }
key: id`,
  ],
  invalid: [
    {
      document: `style: offset
request: { offset: skip, limit: limit }
response: { items: data, hasMore: «hasMore }
key: id`,
      messages: [
        '`response.hasMore` is `/hasMore`, but the 200 response of listLeads has no `hasMore` there. | Did you mean `has_more`?',
      ],
      fixed: `style: offset
request: { offset: skip, limit: limit }
response: { items: data, hasMore: has_more }
key: id`,
    },
  ],
});
