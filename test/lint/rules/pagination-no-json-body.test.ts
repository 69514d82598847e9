import { testRule } from '../test-rule.ts';

testRule('pagination-no-json-body', {
  valid: [
    `style: cursor-query
request: { cursor: cursor, limit: limit }
response: { items: data, nextCursor: next }
key: id`,
  ],
  invalid: [
    {
      document: `style: cursor-body
request: { cursor: «/cursor }
response: { items: data, nextCursor: next }
key: id`,
      messages: ['`request.cursor` names a field of the request body, but listLeads accepts neither JSON nor a form.'],
    },
  ],
});
