import { testRule } from '../test-rule.ts';

testRule('pagination-list-without-annotation', {
  valid: [
    `openapi: 3.1.0
info: { title: Leads, version: '1' }
servers: [{ url: https://api.example.com }]
paths:
  /leads:
    get:
      operationId: listLeads
      parameters:
        - { name: cursor, in: query, schema: { type: string } }
        - { name: limit, in: query, schema: { type: integer, default: 25, maximum: 100 } }
      responses:
        '200':
          description: One page.
          content:
            application/json:
              schema: { type: object, properties: { data: { type: array, items: { type: object, properties: { id: { type: string } } } }, has_more: { type: boolean }, next: { type: [string, 'null'] } } }
        '429': { description: Too many requests. }
      x-pagination: { style: cursor-query, request: { cursor: cursor, limit: limit }, response: { items: data, nextCursor: next }, key: id }
`,
  ],
  invalid: [
    {
      document: `openapi: 3.1.0
info: { title: Leads, version: '1' }
servers: [{ url: https://api.example.com }]
paths:
  /leads:
    «get:
      operationId: listLeads
      parameters:
        - { name: cursor, in: query, schema: { type: string } }
        - { name: limit, in: query, schema: { type: integer, default: 25, maximum: 100 } }
      responses:
        '200':
          description: One page.
          content:
            application/json:
              schema: { type: object, properties: { data: { type: array, items: { type: object, properties: { id: { type: string } } } }, has_more: { type: boolean }, next: { type: [string, 'null'] } } }
        '429': { description: Too many requests. }
`,
      messages: [
        'listLeads looks like a list in the style `cursor-query` (confidence 0.97), but has no pagination annotation. | Run `pagegen annotate` for a proposal, or write `x-pagination: false` if it is not paginated.',
      ],
    },
  ],
});
