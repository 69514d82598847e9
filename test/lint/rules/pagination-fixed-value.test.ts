import { testRule } from '../test-rule.ts';

const key = (name: string, scheme: string) => `openapi: 3.1.0
info: { title: T, version: '1' }
security: [{ token: [] }]
paths:
  /a:
    get:
      operationId: a
      parameters: [{ name: skip, in: query, schema: { type: integer } }]
      x-pagination: { style: offset, request: { offset: skip, fixed: { «${name}: abc } }, response: { items: data }, key: id }
      responses:
        '200':
          description: ok
          content:
            application/json:
              schema: { type: object, properties: { data: { type: array, items: { type: object, properties: { id: { type: string } } } } } }
        '429': { description: slow down }
components: { securitySchemes: { token: ${scheme} } }
`;
const belongs = (place: string) =>
  `\`request.fixed\` sets ${place}, which belongs to the security scheme \`token\`. | Callers set credentials by \`auth\`.`;

testRule('pagination-fixed-value', {
  valid: [
    `style: offset
request: { offset: skip, limit: limit, fixed: { $request.header.Prefer: count=exact, order: created } }
response: { items: data }
key: id`,
  ],
  invalid: [
    {
      document: `style: offset
request: { offset: skip, limit: limit, fixed: { «$request.header.accept: text/csv } }
response: { items: data }
key: id`,
      messages: [
        '`request.fixed` sets the header parameter `accept`, which the client sets itself. | Declare the media types of the operation instead.',
      ],
    },
    {
      document: key('$request.header.Authorization', '{ type: http, scheme: bearer }'),
      messages: [belongs('the header parameter `Authorization`')],
    },
    {
      document: key('$request.header.x-api-key', '{ type: apiKey, in: header, name: X-Api-Key }'),
      messages: [belongs('the header parameter `x-api-key`')],
    },
  ],
});
