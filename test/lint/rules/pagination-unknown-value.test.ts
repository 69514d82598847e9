import { testRule } from '../test-rule.ts';

testRule('pagination-unknown-value', {
  valid: [
    `style: offset
request: { offset: skip, limit: limit }
response: { items: data, lastPage: short }
key: id`,
  ],
  invalid: [
    {
      document: `style: offset
request: { offset: skip, limit: limit }
response: { items: data, lastPage: «shrot }
key: id`,
      messages: ['`response.lastPage` must be one of empty, short; found "shrot". | Did you mean `short`?'],
      fixed: `style: offset
request: { offset: skip, limit: limit }
response: { items: data, lastPage: short }
key: id`,
    },
  ],
});
