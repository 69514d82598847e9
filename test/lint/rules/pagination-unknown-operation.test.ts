import { testRule } from '../test-rule.ts';

testRule('pagination-unknown-operation', {
  valid: [
    `style: offset
request: { offset: skip, limit: limit }
response: { items: data, hasMore: has_more }
key: id
alternatives: [exportLeads]`,
  ],
  invalid: [
    {
      document: `style: offset
request: { offset: skip, limit: limit }
response: { items: data, hasMore: has_more }
key: id
alternatives: [«exportleads]`,
      messages: [
        '`alternatives` names the operation `exportleads`, which the document does not have. | Did you mean `exportLeads`?',
      ],
      fixed: `style: offset
request: { offset: skip, limit: limit }
response: { items: data, hasMore: has_more }
key: id
alternatives: [exportLeads]`,
    },
  ],
});
