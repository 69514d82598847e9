import { testRule } from '../test-rule.ts';

const list = (schema: string, error = '', mark = ''): string => `openapi: 3.1.0
info: { title: Leads, version: '1' }
paths:
  /leads:
    get:
      operationId: listLeads
      x-pagination: { style: cursor-query, request: { cursor: cursor }, response: { items: ${mark}leads, nextCursor: next${error} }, key: id }
      parameters: [{ name: cursor, in: query, schema: { type: string } }]
      responses:
        '200':
          description: One page.
          content:
            application/json:
              schema: { type: object, ${schema} }
        '429': { description: Too many requests. }
`;
const members = (outcome: string): string =>
  `properties: { ${outcome}, next: { type: string }, leads: { type: array, items: { type: object, properties: { id: { type: string } } } } }`;
const FLAG = members('ok: { type: boolean }');

testRule('pagination-undeclared-error', {
  valid: [
    list(FLAG, ', error: { at: ok, not: true }'),
    list(FLAG, ', error: false'),
    list(`required: [leads], ${FLAG}`),
    list(members('warning: { type: string }')),
  ],
  invalid: [
    {
      document: list(FLAG, '', '«'),
      messages: [
        '`/leads` of the response of listLeads may be absent, and `/ok` tells success from failure: without `response.error`, clients reject an answer without items. | Write `error: { at: /ok, not: true }`, or `error: false` if successful answers contain no errors.',
      ],
    },
    {
      document: list(members('errors: { type: array, items: {} }'), '', '«'),
      messages: [
        '`/leads` of the response of listLeads may be absent, and `/errors` tells success from failure: without `response.error`, clients reject an answer without items. | Write `error: /errors`, or `error: false` if successful answers contain no errors.',
      ],
    },
    {
      document: list(members('code: { type: integer }'), '', '«'),
      messages: [
        '`/leads` of the response of listLeads may be absent, and `/code` tells success from failure: without `response.error`, clients reject an answer without items. | Write `error: { at: /code, not: … }` with the values that mean success, or `error: false` if successful answers contain no errors.',
      ],
    },
  ],
});
