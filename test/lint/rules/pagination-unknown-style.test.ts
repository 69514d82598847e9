import { testRule } from '../test-rule.ts';

testRule('pagination-unknown-style', {
  valid: [
    `style: offset
request: { offset: skip, limit: limit }
response: { items: data, hasMore: has_more }
key: id`,
  ],
  invalid: [
    {
      document: `style: «ofset
request: { offset: skip, limit: limit }
response: { items: data, hasMore: has_more }
key: id`,
      messages: [
        'There is no pagination style `ofset`; the styles are offset, page, cursor-query, cursor-body, cursor-header, next-url, link-header. | Did you mean `offset`?',
      ],
      fixed: `style: offset
request: { offset: skip, limit: limit }
response: { items: data, hasMore: has_more }
key: id`,
    },
  ],
});
