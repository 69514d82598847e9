import { expect, it } from 'vitest';
import { readDialect } from './read-dialect.ts';

const scheme = (type: string, request: string, response: string, more = ''): string =>
  `x-scalar-pagination: { name: s, type: ${type}, request: { ${request} }, response: { ${response} }${more} }`;
const DATA = 'data: { type: items }';

it.each([
  [
    scheme('offset', 'offset: { type: offset }, limit: { type: pageSize }', DATA),
    'offset, offset offset, limit limit, items /data',
  ],
  [
    scheme(
      'pageNumber',
      'p: { type: pageNumber, param: page }',
      `${DATA}, n: { type: totalPages, path: [meta, pages] }`,
    ),
    'page, page page, items /data, totalPages /meta/pages',
  ],
  [
    scheme('cursor', 'c: { type: cursor, param: cursor }', `${DATA}, meta: { type: cursor, cursorPath: [next] }`),
    'cursor-query, cursor cursor, items /data, nextCursor /meta/next',
  ],
  [
    scheme(
      'cursor',
      'cursor: { type: cursor }',
      `${DATA}, meta: { type: cursor, cursorPath: [next] }`,
      ', paramLocation: body',
    ),
    'cursor-body, cursor /cursor, items /data, nextCursor /meta/next',
  ],
  [
    scheme('cursorId', 'cursor: { type: cursorId }', 'rows: { type: items, property: data, itemCursor: [id] }'),
    'cursor-query, cursor cursor, items /data, itemCursor /id',
  ],
  [
    scheme('cursorUrl', '', `${DATA}, next: { type: cursorUrl, location: bodyLink, path: [meta, next] }`),
    'next-url, items /data, nextUrl /meta/next',
  ],
  [scheme('cursorUrl', '', `${DATA}, next: { type: cursorUrl, location: linkHeader }`), 'link-header, items /data'],
])('translates %s', async (annotation, expected) => {
  const { strategy, faults } = await readDialect(annotation);
  expect(faults).toEqual([]);
  expect(strategy).toBe(expected);
});

it.each(['false', '{ name: s, type: fakePage, request: {}, response: { data: { type: items } } }'])(
  'has one page if it is %s',
  async (value) => {
    expect((await readDialect(`x-scalar-pagination: ${value}`)).operation.paginationDeclined).toBe(true);
  },
);

it('finds schemes by name at the root', async () => {
  const root = `x-scalar-pagination:\n  - { name: s, type: pageNumber, request: { page: { type: pageNumber } }, response: { ${DATA} } }\n`;
  expect((await readDialect('x-scalar-pagination: s', root)).strategy).toBe('page, page page, items /data');
  expect((await readDialect('x-scalar-pagination: t', root)).faults).toEqual([
    '1:22 warning dialect-unpaginated: The document has no scheme `t`. The operation is not paginated. | Copy the scheme into the document: configuration files of Scalar are not read.',
  ]);
});

it.each([
  [
    scheme('other', '', DATA),
    '1:39 warning dialect-unpaginated: `type` must be offset, pageNumber, cursor, cursorId, cursorUrl or fakePage. The operation is not paginated.',
  ],
  [
    scheme('offset', '', DATA),
    '1:22 warning dialect-unpaginated: The request has no field of type offset. The operation is not paginated.',
  ],
  [
    scheme('offset', 'offset: { type: offset }, limit: { type: limit, value: 50 }', DATA),
    '1:113 warning dialect-untranslated: This value is not sent automatically: callers must pass it.',
  ],
  [
    scheme('offset', 'offset: { type: offset }', DATA, ', continueOnEmptyItems: true'),
    '1:145 warning dialect-untranslated: An empty page ends the walk, unless the response declares that more items follow.',
  ],
  [
    scheme('cursor', 'cursor: { type: cursor }', DATA),
    '1:22 warning dialect-unpaginated: The response has neither a field of type cursor nor an `itemCursor`. The operation is not paginated.',
  ],
])('says what cannot be translated of %s', async (annotation, fault) => {
  expect((await readDialect(annotation)).faults).toEqual([fault]);
});

it('sends the values that a scheme fixes', async () => {
  const { operation, faults } = await readDialect(
    'x-scalar-pagination: { type: offset, request: { offset: { type: offset }, zero: { type: boolean, value: 1 } }, response: { data: { type: items } } }',
  );
  expect(faults).toEqual([]);
  const [{ request } = {}] = operation.strategies;
  expect(request?.fixed.map(({ value }) => value)).toEqual([1]);
});
