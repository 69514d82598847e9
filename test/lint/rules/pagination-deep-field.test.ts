import { testRule } from '../test-rule.ts';

testRule('pagination-deep-field', {
  valid: [
    `style: offset
request: { offset: skip, limit: limit }
response: { items: data, hasMore: has_more }
key: id
limits: { maxOffset: 5000 }
deep: { field: created, from: since, sort: { order: created } }`,
  ],
  invalid: [
    {
      document: `style: offset
request: { offset: skip, limit: limit }
response: { items: data, hasMore: has_more }
key: id
limits: { maxOffset: 5000 }
deep: { field: «updated, from: since, sort: { order: created } }`,
      messages: [
        '`deep.field` is `/updated`, which may be absent or null in an item of listLeads. | Choose a field that is required and not nullable.',
      ],
    },
  ],
});
