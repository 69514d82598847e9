import { testRule } from '../test-rule.ts';

testRule('pagination-deep-bound', {
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
deep: { field: created, from: «day, sort: { order: created } }`,
      messages: [
        '`deep.field` has type string (date-time), but the query parameter `day` of listLeads has type string (date).',
      ],
    },
  ],
});
