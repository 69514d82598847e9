import { testRule } from '../test-rule.ts';

testRule('pagination-deep-key', {
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
key: «alias
limits: { maxOffset: 5000 }
deep: { field: created, from: since, sort: { order: created } }`,
      messages: [
        '`key` is `/alias`, which may be absent or null in an item of listLeads: a deep walk cannot tell such items apart. | Make it required and not nullable in the schema of the item.',
      ],
    },
  ],
});
