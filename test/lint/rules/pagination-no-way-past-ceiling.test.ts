import { testRule } from '../test-rule.ts';

testRule('pagination-no-way-past-ceiling', {
  valid: [
    `style: offset
request: { offset: skip, limit: limit }
response: { items: data, hasMore: has_more }
key: id
limits: { maxOffset: 5000 }
alternatives: [exportLeads]`,
  ],
  invalid: [
    {
      document: `style: offset
request: { offset: skip, limit: limit }
response: { items: data, hasMore: has_more }
key: id
limits: { maxOffset: «5000 }`,
      messages: [
        'Items beyond `limits.maxOffset` (5000) cannot be reached. | Add `deep`, an operation in `alternatives`, or a second strategy with a cursor.',
      ],
    },
  ],
});
