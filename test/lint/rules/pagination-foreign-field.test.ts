import { testRule } from '../test-rule.ts';

testRule('pagination-foreign-field', {
  valid: [
    `style: page
request: { page: page, limit: limit }
response: { items: data, hasMore: has_more }
key: id`,
  ],
  invalid: [
    {
      document: `style: page
request: { page: page, «offset: skip }
response: { items: data, hasMore: has_more }
key: id`,
      messages: [
        'The style `page` does not support `request.offset`; it supports page, limit, start, firstPageOnly, fixed.',
      ],
    },
  ],
});
