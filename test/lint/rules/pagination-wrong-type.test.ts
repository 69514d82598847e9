import { testRule } from '../test-rule.ts';

testRule('pagination-wrong-type', {
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
limits: { maxOffset: «"5000" }
alternatives: [exportLeads]`,
      messages: ['`limits.maxOffset` must be a positive integer; found "5000".'],
      fixed: `style: offset
request: { offset: skip, limit: limit }
response: { items: data, hasMore: has_more }
key: id
limits: { maxOffset: 5000 }
alternatives: [exportLeads]`,
    },
  ],
});
