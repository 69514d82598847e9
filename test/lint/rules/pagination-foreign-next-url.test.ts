import { testRule } from '../test-rule.ts';

testRule('pagination-foreign-next-url', {
  valid: [
    `openapi: 3.1.0
info: { title: Leads, version: '1' }
servers: [{ url: https://api.example.com }]
paths:
  /leads:
    get:
      operationId: listLeads
      parameters:
        - { name: limit, in: query, schema: { type: integer, default: 25, maximum: 100 } }
      responses:
        '200':
          description: One page.
          content:
            application/json:
              schema: { type: object, properties: { data: { type: array, items: { type: object, properties: { id: { type: string } } } }, link: { type: [string, 'null'] } } }
              example: { data: [], link: 'https://api.example.com/leads?page=2' }
        '429': { description: Too many requests. }
      x-pagination: { style: next-url, request: { limit: limit }, response: { items: data, nextUrl: link }, key: id }
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
        - { name: limit, in: query, schema: { type: integer, default: 25, maximum: 100 } }
      responses:
        '200':
          description: One page.
          content:
            application/json:
              schema: { type: object, properties: { data: { type: array, items: { type: object, properties: { id: { type: string } } } }, link: { type: [string, 'null'] } } }
              example: { data: [], link: «'https://internal.example.net/leads?page=2' }
        '429': { description: Too many requests. }
      x-pagination: { style: next-url, request: { limit: limit }, response: { items: data, nextUrl: link }, key: id }
`,
      messages: [
        'The next page of listLeads is at https://internal.example.net in this example, but the API is at https://api.example.com. Clients do not follow links to another origin.',
      ],
    },
  ],
});
