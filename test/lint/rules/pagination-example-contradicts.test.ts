import { testRule } from '../test-rule.ts';

/** A document whose list has this example. */
const documentOf = (parameters: string, properties: string, annotation: string) => (example: string) =>
  `openapi: 3.1.0
info: { title: Leads, version: '1' }
servers: [{ url: https://api.example.com }]
paths:
  /leads:
    get:
      operationId: listLeads
      parameters:${parameters}
        - { name: limit, in: query, schema: { type: integer, default: 25, maximum: 100 } }
      responses:
        '200':
          description: One page.
          content:
            application/json:
              schema: { type: object, properties: { data: { type: array, items: { type: object, properties: { id: { type: string } } } }, ${properties} } }
              example: ${example}
        '429': { description: Too many requests. }
      x-pagination: { ${annotation}, key: id }
`;
const byOffset = documentOf(
  `
        - { name: skip, in: query, schema: { type: integer, default: 0 } }`,
  "has_more: { type: boolean }, next: { type: [string, 'null'] }",
  'style: offset, request: { offset: skip, limit: limit }, response: { items: data, hasMore: has_more }',
);
const byUrl = documentOf(
  '',
  'next: { type: string }, previous: { type: string }',
  'style: next-url, request: { limit: limit }, response: { items: data, nextUrl: next, prevUrl: previous }',
);

testRule('pagination-example-contradicts', {
  valid: [
    byOffset('{ data: [], has_more: false }'),
    // The value that means no next page means no page before, too.
    byUrl("{ data: [{ id: a }], next: /leads?at=2, previous: '' }"),
  ],
  invalid: [
    {
      document: byOffset('«{ items: [], has_more: false }'),
      messages: ['`response.items` is `/data`, but this example of listLeads has no `data` there.'],
    },
    {
      document: byUrl('{ data: [{ id: a }], next: /leads?at=2, previous: «7 }'),
      messages: [
        '`response.prevUrl` is `/previous`, but this example of listLeads has a number there; expected string or object.',
      ],
    },
  ],
});
