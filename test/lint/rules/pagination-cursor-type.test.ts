import { testRule } from '../test-rule.ts';

/** A list whose next cursor comes in a header with this schema. */
const inHeader = (schema: string, cursor: string): string => `openapi: 3.1.0
info: { title: Leads, version: '1' }
paths:
  /leads:
    get:
      operationId: listLeads
      parameters:
        - { name: cursor, in: query, schema: { type: string } }
        - { name: limit, in: query, schema: { type: integer, maximum: 100, default: 25 } }
      x-pagination:
        style: cursor-query
        request: { cursor: cursor, limit: limit }
        response: { items: $response.body, nextCursor: ${cursor} }
        key: id
      responses:
        '200':
          description: One page.
          headers: { X-Next: { schema: ${schema} } }
          content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Lead' } } } }
        '429': { description: Too many requests. }
components:
  schemas:
    Lead: { type: object, required: [id], properties: { id: { type: string } } }
`;

testRule('pagination-cursor-type', {
  valid: [
    `style: cursor-query
request: { cursor: after, limit: limit }
response: { items: data, nextCursor: next_after }
key: id`,
    inHeader('{ type: string }', '$response.header.X-Next'),
    inHeader('{ type: object }', '$response.header.X-Next#/cursor'),
  ],
  invalid: [
    {
      document: `style: cursor-query
request: { cursor: after, limit: limit }
response: { items: data, nextCursor: «next }
key: id`,
      messages: ['`response.nextCursor` has type string, but the query parameter `after` has type integer.'],
    },
    {
      document: inHeader('{ type: object }', '«$response.header.X-Next'),
      messages: [
        '`response.nextCursor` is the text of the header `X-Next`, which has type object. | If the header contains JSON, write `$response.header.X-Next#` and a pointer to the cursor.',
      ],
    },
  ],
});
