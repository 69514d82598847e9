import { testRule } from '../test-rule.ts';

testRule('pagination-no-key', {
  valid: [
    `style: offset
request: { offset: skip, limit: limit }
response: { items: data, hasMore: has_more }
key: id`,
  ],
  invalid: [
    {
      document: `«style: offset
request: { offset: skip, limit: limit }
response: { items: data, hasMore: has_more }`,
      messages: ['The strategy has no `key`, so nothing identifies an item. | Add `key`, such as `key: /id`.'],
    },
  ],
});
