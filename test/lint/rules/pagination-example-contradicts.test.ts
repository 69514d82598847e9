import { testRule } from '../test-rule.ts';

testRule('pagination-example-contradicts', {
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
              example: { data: [], has_more: false }
        '429': { description: Too many requests. }
      x-pagination: { style: offset, request: { offset: skip, limit: limit }, response: { items: data, hasMore: has_more }, key: id }
`,
    // The value that means no next page means no page before, too.
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
              schema: { type: object, properties: { data: { type: array, items: { type: object, properties: { id: { type: string } } } }, next: { type: string }, previous: { type: string } } }
              example: { data: [{ id: a }], next: /leads?at=2, previous: '' }
        '429': { description: Too many requests. }
      x-pagination: { style: next-url, request: { limit: limit }, response: { items: data, nextUrl: next, prevUrl: previous }, key: id }
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
              example: «{ items: [], has_more: false }
        '429': { description: Too many requests. }
      x-pagination: { style: offset, request: { offset: skip, limit: limit }, response: { items: data, hasMore: has_more }, key: id }
`,
      messages: ['`response.items` is `/data`, but this example of listLeads has no `data` there.'],
    },
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
              schema: { type: object, properties: { data: { type: array, items: { type: object, properties: { id: { type: string } } } }, next: { type: string }, previous: { type: string } } }
              example: { data: [{ id: a }], next: /leads?at=2, previous: «7 }
        '429': { description: Too many requests. }
      x-pagination: { style: next-url, request: { limit: limit }, response: { items: data, nextUrl: next, prevUrl: previous }, key: id }
`,
      messages: [
        '`response.prevUrl` is `/previous`, but this example of listLeads has a number there; expected string or object.',
      ],
    },
  ],
});
