import { testRule } from '../test-rule.ts';

testRule('pagination-start', {
  valid: [
    `style: page
request: { page: page0, start: 0, limit: limit }
response: { items: data, hasMore: has_more }
key: id`,
  ],
  invalid: [
    {
      document: `style: page
request: { page: «page0, limit: limit }
response: { items: data, hasMore: has_more }
key: id`,
      messages: [
        'The query parameter `page0` has the default 0, but the style `page` starts at 1. | Add `start: 0` to `request`.',
      ],
      fixed: `style: page
request: { page: page0, start: 0, limit: limit }
response: { items: data, hasMore: has_more }
key: id`,
    },
  ],
});
