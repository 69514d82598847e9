import { testRule } from '../test-rule.ts';

const list = (flag: string, mark = '', key = 'hasMore'): string => `openapi: 3.1.0
info: { title: Leads, version: '1' }
servers: [{ url: https://api.example.com }]
paths:
  /leads:
    get:
      operationId: listLeads
      parameters: [{ name: skip, in: query, schema: { type: integer } }]
      x-pagination: { style: offset, request: { offset: skip }, response: { items: data, ${mark}${key}: ${flag} }, key: id }
      responses:
        '200':
          description: One page.
          content:
            application/json:
              schema: { type: object, properties: { data: { type: array, items: { type: object, properties: { id: { type: string } } } }, ${flag}: { type: boolean } } }
        '429': { description: Too many requests. }
`;
const wrong = (flag: string) => ({
  document: list(flag, '«'),
  fixed: list(flag, '', 'isLast'),
  messages: [
    `\`response.hasMore\` is \`/${flag}\`, which is named like a flag that is true on the last page; then the walk would end after the first page. | If it is true on the last page, declare it as \`isLast\`.`,
  ],
});

testRule('pagination-inverted-flag', {
  valid: ['has_more', 'hasMore', 'has_next_page', 'not_last', 'notDone', 'has_last', 'trend', 'incomplete'].map(
    (flag) => list(flag),
  ),
  invalid: [
    {
      document: list('ok', '«', 'error'),
      messages: [
        '`response.error` is `/ok`, which is named like a flag that is true on success; then every page would be an error. | If it is false on errors, write `{ at: /ok, not: true }`.',
      ],
    },
    ...['isLast', 'done', 'last', 'LAST_PAGE', 'finished', 'end_of_stream', 'isComplete', 'eof'].map(wrong),
  ],
});
