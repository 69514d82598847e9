import { describe, expect, it } from 'vitest';
import { parseResponsePath } from '../../src/annotation/dialects/items.ts';
import { normalizeText, operationOf } from '../model/normalize-text.ts';
import { readDialect } from './read-dialect.ts';

const block = (type: string, inputs: string, outputs: string): string =>
  `x-speakeasy-pagination: { type: ${type}, inputs: [${inputs}], outputs: { ${outputs} } }`;
const input = (name: string, type: string, place = 'parameters'): string =>
  `{ name: ${name}, type: ${type}, in: ${place} }`;

it.each([
  [
    block('offsetLimit', input('page', 'page'), 'results: $.data, numPages: $.meta.pages'),
    'page, page page, items /data, totalPages /meta/pages',
  ],
  [
    block('offsetLimit', `${input('offset', 'offset')}, ${input('limit', 'limit')}`, 'results: $.data'),
    'offset, offset offset, limit limit, items /data',
  ],
  [block('offsetLimit', input('zero', 'page'), 'results: $.data'), 'page, page zero, start 0, items /data'],
  [
    block('cursor', input('cursor', 'cursor'), 'results: $.data, nextCursor: $.meta.next'),
    'cursor-query, cursor cursor, items /data, nextCursor /meta/next',
  ],
  [
    block('cursor', input('X-Cursor', 'cursor'), 'results: $.data, nextCursor: $.meta.next'),
    'cursor-header, cursor X-Cursor, items /data, nextCursor /meta/next',
  ],
  [
    block('cursor', input('cursor', 'cursor', 'requestBody'), "nextCursor: '$.data[-1].id'"),
    'cursor-body, cursor /cursor, items /data, itemCursor /id',
  ],
  [block('url', '', 'results: $.data, nextUrl: $.meta.next'), 'next-url, items /data, nextUrl /meta/next'],
])('translates %s', async (annotation, expected) => {
  const { strategy, faults } = await readDialect(annotation);
  expect(faults).toEqual([]);
  expect(strategy).toBe(expected);
});

describe('what cannot be translated', () => {
  it('is omitted if the rest does not need it', async () => {
    const { strategy, faults } = await readDialect(`
x-speakeasy-pagination:
  type: offsetLimit
  inputs:
    - { name: page, type: page, in: parameters }
    - { name: size, type: limit, in: parameters }
    - { name: page }
    - { name: limit, type: limit, in: query }
  outputs:
    results: $.data
    numPages: $.data
    nextUrl: $.data[*].id`);
    expect(strategy).toBe('page, page page, limit limit, items /data');
    expect(faults).toEqual([
      '5:15 warning dialect-untranslated: The operation has no input `size`.',
      '6:7 warning dialect-untranslated: An input needs a `name` and a `type`: page, offset, limit or cursor.',
      '7:39 warning dialect-untranslated: `in` must be parameters or requestBody; found "query". pagegen looks for a parameter.',
      '10:15 warning pagination-response-type: `response.totalPages` must have type integer, but `/data` of the response of list has type array. This field is ignored; the rest of the annotation is used.',
      '11:14 warning dialect-untranslated: `nextUrl` is not a JSONPath that can be translated.',
    ]);
  });

  it.each([
    [
      block('pages', '', ''),
      '1:33 warning dialect-unpaginated: `type` must be offsetLimit, cursor or url; found a string. The operation is not paginated.',
    ],
    [
      block('offsetLimit', input('limit', 'limit'), 'results: $.data'),
      '1:25 warning dialect-unpaginated: `inputs` must name an input of the operation with type page or offset. The operation is not paginated.',
    ],
    [
      block('cursor', input('cursor', 'cursor'), 'results: $.data'),
      '1:25 warning dialect-unpaginated: `outputs.nextCursor` is missing or invalid. The operation is not paginated.',
    ],
    [
      block('cursor', '', 'nextCursor: $.meta.next'),
      '1:25 warning dialect-unpaginated: `inputs` must name an input of the operation with type cursor. The operation is not paginated.',
    ],
    [
      block('url', '', 'results: $.data'),
      '1:25 warning dialect-unpaginated: `outputs.nextUrl` is missing or invalid. The operation is not paginated.',
    ],
    [
      block('cursor', input('cursor', 'cursor'), 'results: $.data, nextCursor: $.next'),
      '1:139 warning pagination-pointer-to-nothing: `response.nextCursor` is `/next`, but the 200 response of list has no `next` there. The operation is not paginated.',
    ],
  ])('leaves the operation unpaginated: %s', async (annotation, fault) => {
    const { strategy, faults } = await readDialect(annotation);
    expect(strategy).toBeUndefined();
    expect(faults.map((each) => each.replace(/ \|.*/, ''))).toEqual([fault]);
  });

  it('is made up for by the only array, if the items are not named or named wrongly', async () => {
    const wrong = await readDialect(block('offsetLimit', input('page', 'page'), 'results: $.data.resultArray'));
    expect(wrong.strategy).toBe('page, page page, items /data');
    expect(wrong.faults).toEqual([
      '1:120 warning dialect-assumed-items: The response has no array at `/data/resultArray`; its only array, `/data`, is used.',
    ]);
  });
});

describe('a JSONPath', () => {
  it.each([
    ['$', { pointer: '' }],
    ['$.data', { pointer: '/data' }],
    ["$['a.b']['c/d']", { pointer: '/a.b/c~1d' }],
    ['$.a["b"][0]', { pointer: '/a/b/0' }],
    ['$[-1].id', { pointer: '', item: '/id' }],
    ['$.a.b[(@.length-1)]', { pointer: '/a/b', item: '' }],
    ['$.a[( @.length - 1 )].x.y', { pointer: '/a', item: '/x/y' }],
    ['data', undefined],
    ['$..id', undefined],
    ['$.a[*]', undefined],
    ['$.a[-1][-1]', undefined],
  ])('%s', (text, expected) => {
    expect(parseResponsePath(text)).toEqual(expected);
  });
});

it('reads a page number in the path', async () => {
  const { model, faults } = await normalizeText(`openapi: 3.1.0
info: { title: T, version: '1' }
paths:
  /things/{page}:
    get:
      operationId: list
      parameters: [{ name: page, in: path, required: true, schema: { type: integer, minimum: 0 } }]
      x-speakeasy-pagination: { type: offsetLimit, inputs: [{ name: page, in: parameters, type: page }], outputs: { results: $.data } }
      responses: { '200': { description: ok, content: { application/json: { schema: { type: object, properties: { data: { type: array, items: {} } } } } } } }
`);
  expect(faults).toEqual([]);
  const [strategy] = operationOf(model, 'list').strategies;
  expect(strategy?.request.page).toMatchObject({ in: 'parameter', parameter: { name: 'page', in: 'path' } });
  expect(strategy?.request.start).toBe(0);
});
