import { testRule } from '../test-rule.ts';

testRule('dialect-conflict', {
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
        - { name: cursor, in: query, schema: { type: string } }
      responses:
        '200':
          description: One page.
          content:
            application/json:
              schema: { type: object, properties: { data: { type: array, items: { type: object, properties: { id: { type: string } } } }, has_more: { type: boolean }, next: { type: [string, 'null'] } } }
        '429': { description: Too many requests. }
      x-pagination: { style: offset, request: { offset: skip, limit: limit }, response: { items: data, hasMore: has_more }, key: id }
      x-fern-pagination: «{ cursor: $request.cursor, next_cursor: $response.next, results: $response.data }
`,
      messages: [
        '`x-pagination` and `x-fern-pagination` of listLeads differ in the style (`offset` and `cursor-query`); `x-pagination` is used.',
      ],
    },
  ],
});
