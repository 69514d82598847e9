import { expect, test } from 'vitest';
import { lintText, unmark } from '../lint/lint-text.ts';
import { normalizeText } from '../model/normalize-text.ts';

const PAGE = `content: { application/json: { schema: { type: object, required: [data], properties: { data: { type: array, items: { type: object, properties: { id: { type: string } } } }, next: { type: string } } } } }`;
const ERROR = `content: { application/json: { schema: { type: object, properties: { error: { type: object, properties: { code: { type: string } } } } } } }`;

function documentWith(response: string, style = 'cursor-query', position = 'request: { cursor: cursor }'): string {
  const next = style === 'cursor-query' ? 'nextCursor: next, ' : style === 'next-url' ? 'nextUrl: next, ' : '';
  return `openapi: 3.1.0
info: { title: Things, version: '1' }
servers: [{ url: https://api.example.com }]
paths:
  /things:
    get:
      operationId: listThings
      parameters:
        - { name: cursor, in: query, schema: { type: string } }
        - { name: skip, in: query, schema: { type: integer } }
      responses:
        '200': { description: A page., ${PAGE} }
        '400': { description: Wrong., ${ERROR} }
        '410': { description: Gone. }
        '429': { description: Too many requests. }
      x-pagination:
        style: ${style}
        ${position}
        response: { items: data, ${next}${response} }
        key: id
`;
}

test.each([
  ['410', [{ status: 410 }]],
  ['[410, 404]', [{ status: 410 }, { status: 404 }]],
  [
    '{ status: 400, at: /error/code, is: expired }',
    [{ status: 400, field: { in: 'body', pointer: '/error/code' }, is: ['expired'] }],
  ],
  ['[{ status: 400, at: error/code, is: [expired, 7] }]', undefined],
  // No response is declared for the status, so the place is taken as written.
  ['{ status: 409, at: code, is: [old, 7] }', [{ status: 409, field: { pointer: '/code' }, is: ['old', 7] }]],
])('expiredOn: %s', async (value, expected) => {
  const { model } = await normalizeText(documentWith(`expiredOn: ${value}`));
  expect(model.operations[0]?.strategies[0]?.response.expiredOn).toEqual(
    expected?.map((condition) => expect.objectContaining({ status: condition.status })),
  );
  if (expected !== undefined) expect(model.operations[0]?.strategies[0]?.response.expiredOn).toMatchObject(expected);
});

test.each(['next-url', 'link-header'])('style %s supports it', async (style) => {
  const { model } = await normalizeText(documentWith('expiredOn: 410', style, 'request: {}'));
  expect(model.operations[0]?.strategies[0]?.response.expiredOn).toEqual([{ status: 410 }]);
});

test.each([
  [
    documentWith('expiredOn: «expired'),
    'pagination-wrong-type: `response.expiredOn` must be a status, { status, at, is } or an array of them; found "expired".',
  ],
  [
    documentWith('expiredOn: [{ status: 400, at: «/error/kode, is: expired }]'),
    'pagination-pointer-to-nothing: `response.expiredOn` is `/error/kode`, but the 400 response of listThings has no `kode` there. | Did you mean `code`?',
  ],
  [
    documentWith('pastEnd: [410, 404], expiredOn: [400, «410]'),
    'pagination-exclusive-fields: Status 410 is declared in both `response.expiredOn` and `response.pastEnd`.',
  ],
  [
    documentWith('«expiredOn: [410]', 'offset', 'request: { offset: skip }'),
    'pagination-foreign-field: The style `offset` does not support `response.expiredOn`',
  ],
])('%#: a wrong expiredOn is an error at its place', async (document, expected) => {
  const { text, places } = unmark(document);
  const { findings, lines } = await lintText(text);
  const errors = lines.filter((_, index) => findings[index]?.severity === 'error');
  expect(errors).toHaveLength(1);
  expect(errors[0]?.startsWith(`${places[0]} error ${expected}`), errors[0]).toBe(true);
});
