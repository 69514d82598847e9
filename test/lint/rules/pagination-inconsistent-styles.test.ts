import { testRule } from '../test-rule.ts';

testRule('pagination-inconsistent-styles', {
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
  /tasks:
    get:
      operationId: listTasks
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
  /notes:
    get:
      operationId: listNotes
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
              schema: { type: object, properties: { data: { type: array, items: { type: object, properties: { id: { type: string } } } }, has_more: { type: boolean }, next: { type: [string, 'null'] } } }
        '429': { description: Too many requests. }
      x-pagination: { style: offset, request: { offset: skip, limit: limit }, response: { items: data, hasMore: has_more }, key: id }
  /tasks:
    get:
      operationId: listTasks
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
  /notes:
    get:
      operationId: listNotes
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
      x-pagination: { style: «cursor-query, request: { cursor: cursor, limit: limit }, response: { items: data, nextCursor: next, hasMore: has_more }, key: id }
`,
      messages: ['listNotes uses the style `cursor-query`; 2 of 3 lists use the style `offset`.'],
    },
  ],
});
