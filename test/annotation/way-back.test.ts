import { expect, test } from 'vitest';
import { lintText, unmark } from '../lint/lint-text.ts';
import { normalizeText } from '../model/normalize-text.ts';

const ITEM = '{ type: object, required: [id], properties: { id: { type: integer }, name: { type: string } } }';
const PAGE = `{ type: object, required: [data], properties: {
              data: { type: array, items: ${ITEM} },
              groups: { type: object, additionalProperties: ${ITEM} },
              next: { type: string }, previous: { type: string }, prevUrl: { type: [string, 'null'] },
              has_more: { type: boolean }, has_previous: { type: boolean } } }`;

function documentWith(annotation: string): string {
  return `openapi: 3.1.0
info: { title: Things, version: '1' }
servers: [{ url: https://api.example.com }]
paths:
  /things:
    get:
      operationId: listThings
      parameters:
        - { name: after, in: query, schema: { type: string } }
        - { name: before, in: query, schema: { type: string } }
        - { name: before_id, in: query, schema: { type: integer } }
        - { name: skip, in: query, schema: { type: integer } }
        - { name: first, in: query, schema: { type: integer } }
        - { name: last, in: query, schema: { type: integer } }
      responses:
        '200': { description: A page., content: { application/json: { schema: ${PAGE} } } }
        '429': { description: Too many requests. }
      x-pagination:
${annotation.replaceAll(/^/gm, '        ')}
        key: id
`;
}

const cursor = (request: string, response: string): string =>
  documentWith(`style: cursor-query
request: { cursor: after, ${request} }
response: { items: data, nextCursor: next, ${response} }`);

test('the way back of a cursor has a position, a page size and an order of its own', async () => {
  const document = cursor(
    'limit: first, backCursor: before, backLimit: last',
    'hasMore: has_more, prevCursor: previous, hasPrevious: has_previous, backOrder: reversed',
  );
  const { model, diagnostics } = await normalizeText(document);
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(model.operations[0]?.strategies[0]).toMatchObject({
    request: { backCursor: { parameter: { name: 'before' } }, backLimit: { parameter: { name: 'last' } } },
    response: {
      prevCursor: { in: 'body', pointer: '/previous' },
      hasPrevious: { pointer: '/has_previous' },
      backOrder: 'reversed',
    },
  });
});

test.each([
  ['a cursor of the first item', cursor('backCursor: before_id', 'firstItemCursor: id')],
  ['a cursor in the same parameter', cursor('', 'prevCursor: previous')],
  [
    'a URL',
    documentWith(
      'style: next-url\nresponse: { items: data, nextUrl: next, prevUrl: prevUrl, hasPrevious: has_previous }',
    ),
  ],
  ['a link, with a flag', documentWith('style: link-header\nresponse: { items: data, hasPrevious: has_previous }')],
])('the way back may be %s', async (_, document) => {
  const { diagnostics } = await normalizeText(document);
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
});

test.each([
  [
    cursor('«backCursor: before', ''),
    'pagination-missing-field: `request.backCursor` needs `response.prevCursor` or `response.firstItemCursor`, the token of the page before.',
  ],
  [
    cursor('', '«firstItemCursor: id'),
    'pagination-missing-field: `response.firstItemCursor` needs `request.backCursor`, the field that carries it.',
  ],
  [
    cursor('«backLimit: last', 'prevCursor: previous'),
    'pagination-missing-field: `request.backLimit` needs `request.backCursor`, the request to which it belongs.',
  ],
  [
    cursor('', 'prevCursor: previous, «backOrder: reversed'),
    'pagination-missing-field: `response.backOrder` needs `request.backCursor`, the request to which it belongs.',
  ],
  [
    cursor('', '«hasPrevious: has_previous'),
    'pagination-missing-field: `response.hasPrevious` needs `response.prevCursor` or `response.firstItemCursor`, the way to the page before.',
  ],
  [
    cursor('backCursor: before', 'prevCursor: previous, «firstItemCursor: id'),
    'pagination-exclusive-fields: `response.prevCursor` and `response.firstItemCursor` are mutually exclusive.',
  ],
  [
    cursor('backCursor: «after', 'prevCursor: previous'),
    'pagination-exclusive-fields: `request.cursor` and `request.backCursor` are both the query parameter `after`.',
  ],
  [
    cursor('backCursor: before_id', 'prevCursor: «previous'),
    'pagination-cursor-type: `response.prevCursor` has type string, but the query parameter `before_id` has type integer.',
  ],
  [
    cursor('', 'lastPage: empty, stateful: true, «prevCursor: previous'),
    'pagination-exclusive-fields: `response.stateful` and `response.prevCursor` are mutually exclusive: the server keeps one position, which only moves on.',
  ],
  [
    documentWith(
      'style: cursor-query\nrequest: { cursor: { a: after }, «backCursor: before }\nresponse: { items: data, nextCursor: { a: next }, prevCursor: previous }',
    ),
    'pagination-exclusive-fields: `request.cursor` of several parts and `request.backCursor` are mutually exclusive.',
  ],
  [
    documentWith('style: offset\nrequest: { offset: skip }\nresponse: { items: data, «prevCursor: previous }'),
    'pagination-foreign-field: The style `offset` does not support `response.prevCursor`',
  ],
  [
    documentWith(
      'style: cursor-query\nrequest: { cursor: after, backCursor: before }\nresponse: { items: «{ at: /groups, map: true }, nextCursor: next, prevCursor: previous }',
    ),
    'pagination-exclusive-fields: `request.backCursor` and `map: true` are mutually exclusive: the members of an object have no reliable order.',
  ],
])('%#: a way back that is not complete is an error at its place', async (document, expected) => {
  const { text, places } = unmark(document);
  const { findings, lines } = await lintText(text);
  const errors = lines.filter((_, index) => findings[index]?.severity === 'error');
  expect(errors).toHaveLength(1);
  expect(errors[0]?.startsWith(`${places[0]} error ${expected}`), errors[0]).toBe(true);
});
