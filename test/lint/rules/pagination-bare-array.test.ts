import { testRule } from '../test-rule.ts';

testRule('pagination-bare-array', {
  valid: [
    `openapi: 3.1.0
info: { title: Leads, version: '1' }
servers: [{ url: https://api.example.com }]
paths:
  /leads:
    get:
      operationId: listLeads
      parameters:
        - { name: skip, in: query, schema: { type: integer, default: 0 } }
        - { name: limit, in: query, schema: { type: integer, default: 25, maximum: 100 } }
      responses:
        '200':
          description: One page.
          content:
            application/json:
              schema: { type: object, properties: { data: { type: array, items: { type: object, properties: { id: { type: string } } } }, has_more: { type: boolean }, next: { type: [string, 'null'] } } }
        '429': { description: Too many requests. }
      x-pagination: { style: offset, request: { offset: skip, limit: limit }, response: { items: data, hasMore: has_more }, key: id }
`,
  ],
  invalid: [
    {
      document: `openapi: 3.1.0
info: { title: Leads, version: '1' }
servers: [{ url: https://api.example.com }]
paths:
  /leads:
    get:
      operationId: listLeads
      parameters:
        - { name: skip, in: query, schema: { type: integer, default: 0 } }
        - { name: limit, in: query, schema: { type: integer, default: 25, maximum: 100 } }
      responses:
        '200':
          description: One page.
          content:
            application/json:
              schema: { type: array, items: { type: object, properties: { id: { type: string } } } }
        '429': { description: Too many requests. }
      x-pagination: { style: offset, request: { offset: skip, limit: limit }, response: { items: «$response.body }, key: id }
`,
      messages: [
        'The response is a bare array: adding a cursor or a total later would break clients. | Put the array into an object, such as `{ data: [], has_more: true }`.',
      ],
    },
  ],
});
