import { testRule } from '../test-rule.ts';

testRule('pagination-no-max-limit', {
  valid: [
    `style: offset
request: { offset: skip, limit: size }
response: { items: data, hasMore: has_more }
key: id
limits: { defaultLimit: 25, maxLimit: 100 }`,
  ],
  invalid: [
    {
      document: `style: offset
request: { offset: skip, limit: «size }
response: { items: data, hasMore: has_more }
key: id
limits: { defaultLimit: 25 }`,
      messages: [
        'The largest page size is unknown: no maximum is declared for the query parameter `size`. | Add `maximum` to its schema, or `limits.maxLimit` to the annotation.',
      ],
    },
  ],
});
