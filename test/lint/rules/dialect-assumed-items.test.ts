import { testRule } from '../test-rule.ts';

testRule('dialect-assumed-items', {
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
      x-speakeasy-pagination: { type: offsetLimit, inputs: [{ name: skip, in: parameters, type: offset }], outputs: { results: $.data } }
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
              schema: { type: object, properties: { data: { type: array, items: { type: object, properties: { id: { type: string } } } }, has_more: { type: boolean }, next: { type: [string, 'null'] } } }
        '429': { description: Too many requests. }
      x-speakeasy-pagination: «{ type: offsetLimit, inputs: [{ name: skip, in: parameters, type: offset }], outputs: {} }
`,
      messages: [
        '`x-speakeasy-pagination` does not declare where the items are; the only array of the response, `/data`, is used.',
      ],
    },
  ],
});
