import { testRule } from '../test-rule.ts';

testRule('pagination-undeclared-header', {
  valid: [
    `style: offset
request: { offset: skip, limit: limit }
response: { items: data, hasMore: has_more, total: $response.header.X-Total }
key: id`,
  ],
  invalid: [
    {
      document: `style: offset
request: { offset: skip, limit: limit }
response: { items: data, hasMore: has_more, total: «$response.header.X-Count }
key: id`,
      messages: ['`response.total` is the header `X-Count`, which the 200 response of listLeads does not declare.'],
    },
    {
      document: `style: offset
request: { offset: skip, limit: limit }
response: { items: data, hasMore: has_more, total: «$response.header.X_Total }
key: id`,
      messages: [
        '`response.total` is the header `X_Total`, which the 200 response of listLeads does not declare. | Did you mean `X-Total`?',
      ],
      fixed: `style: offset
request: { offset: skip, limit: limit }
response: { items: data, hasMore: has_more, total: $response.header.X-Total }
key: id`,
    },
  ],
});
