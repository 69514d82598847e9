import { testRule } from '../test-rule.ts';

testRule('pagination-duplicate-name', {
  valid: [
    `- { style: offset, request: { offset: skip, limit: limit }, response: { items: data, hasMore: has_more } }
- { style: offset, name: big, request: { offset: skip, limit: size }, response: { items: data, hasMore: has_more } }`,
  ],
  invalid: [
    {
      document: `- { style: offset, request: { offset: skip, limit: limit }, response: { items: data, hasMore: has_more } }
- «{ style: offset, request: { offset: skip, limit: size }, response: { items: data, hasMore: has_more } }`,
      messages: ['listLeads has two strategies called `offset`. | Give one of them another `name`.'],
    },
  ],
});
