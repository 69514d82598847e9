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

/** Errors in an operation, in a definition behind a body, and in a shared strategy, of Swagger 2.0. */
export const SWAGGER = `swagger: '2.0'
info: { title: Leads, version: '1' }
host: api.example.com
schemes: [https]
produces: [application/json]
consumes: [application/json]
paths:
  /leads:
    get:
      operationId: listLeads
      parameters: [{ name: skip, in: query, type: integer }]
      responses:
        '200': { description: One page., schema: { $ref: '#/definitions/Page' } }
        '429': { description: Too many requests. }
      x-pagination:
        style: ofset
        request: { offset: skip }
        response: { items: /data }
  /search:
    post:
      operationId: searchLeads
      parameters:
        - { name: body, in: body, schema: { type: object, properties: { skip: { type: integer }, size: { type: integer } } } }
      responses:
        '200':
          description: One page.
          schema: { $ref: '#/definitions/Page' }
        '429': { description: Too many requests. }
      x-pagination: list
x-pagination:
  list:
    style: offset
    request: { offset: /skip, limit: /sise }
    response: { items: /data }
  other:
    style: offset
    request: { offset: /skip }
    response: { items: /data }
definitions:
  Page: { type: object, required: [data], properties: { data: { type: array, items: { type: object, properties: { id: { type: string } } } } } }
`;
