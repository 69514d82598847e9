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
        "Nothing says the largest page that the query parameter `size` may ask for. | Add `maximum` to the parameter's schema, or `limits.maxLimit` to the annotation.",
      ],
    },
  ],
});
