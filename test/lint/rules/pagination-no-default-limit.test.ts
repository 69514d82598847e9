import { testRule } from '../test-rule.ts';

testRule('pagination-no-default-limit', {
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
limits: { maxLimit: 100 }`,
      messages: [
        'The default page size is unknown: no default is declared for the query parameter `size`. | Add `default` to its schema, or `limits.defaultLimit` to the annotation.',
      ],
    },
  ],
});
