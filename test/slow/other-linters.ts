/** A document with an error and a warning of its own, and an error in another file. */
export const DOCUMENT = `openapi: 3.1.0
info: { title: Leads, version: '1' }
servers: [{ url: https://api.example.com }]
security: []
paths:
  /leads:
    get:
      operationId: listLeads
      parameters:
        - { name: skip, in: query, schema: { type: integer } }
        - { name: limit, in: query, schema: { type: integer, default: 25, maximum: 100 } }
      responses:
        '200': { $ref: 'shared.yaml#/responses/Page' }
        '429': { description: Too many requests. }
      x-pagination:
        style: ofset
        request: { offset: skip, limit: limit }
        response: { items: /data, hasMore: /more }
  /tasks:
    get:
      operationId: listTasks
      parameters:
        - { name: skip, in: query, schema: { type: integer } }
        - { name: limit, in: query, schema: { type: integer, default: 25 } }
      responses:
        '200': { $ref: 'shared.yaml#/responses/Page' }
        '429': { description: Too many requests. }
      x-pagination:
        style: offset
        request:
          offset: skip
          limit:                limit
        response: { items: /data, hasMore: /more }
`;

export const EXTERNAL = `responses:
  Page:
    description: One page.
    content:
      application/json:
        schema:
          type: object
          properties:
            data: { type: array, items: { type: object, properties: { id: { type: string } } } }
            more: { type: boolean }
        example:
          # The array has another name here.
          items: []
`;
