import { expect, it } from 'vitest';
import { readDialect } from './read-dialect.ts';

it.each([
  ['{ offset: $request.page, results: $response.data }', 'page, page page, items /data'],
  [
    '{ offset: $request.offset, step: $request.limit, results: $response.data, has-next-page: $response.meta.more }',
    'offset, offset offset, limit limit, items /data, hasMore /meta/more',
  ],
  ['{ offset: $request.page.size, results: $response.data }', 'page, page /page/size, items /data'],
  [
    '{ cursor: $request.cursor, next_cursor: $response.meta.next, results: $response.data }',
    'cursor-query, cursor cursor, items /data, nextCursor /meta/next',
  ],
  ['{ next_uri: $response.meta.next, results: $response.data }', 'next-url, items /data, nextUrl /meta/next'],
])('translates %s', async (block, expected) => {
  const { strategy, faults } = await readDialect(`x-fern-pagination: ${block}`);
  expect(faults).toEqual([]);
  expect(strategy).toBe(expected);
});

it('reads `true` from the root, where a block alone makes nothing paginated', async () => {
  const root = 'x-fern-pagination: { offset: $request.page, results: $response.data, has-next-page: $response.more }\n';
  expect((await readDialect('x-none: 1', root)).strategy).toBeUndefined();
  const { strategy, faults } = await readDialect('x-fern-pagination: true', root);
  expect(strategy).toBe('page, page page, items /data');
  expect(faults).toEqual([
    '2:79 warning pagination-pointer-to-nothing: `response.hasMore` is `/more`, but the 200 response of list has no `more` there. This field is ignored; the rest of the annotation is used. | The properties there are `link`, `data`, `meta`.',
  ]);
  expect((await readDialect('x-fern-pagination: true')).faults).toEqual([
    '1:20 warning dialect-unpaginated: `true` refers to `x-fern-pagination` at the root of the document, which is missing. The operation is not paginated.',
  ]);
});

it.each([
  [
    '{ type: custom, results: $response.data }',
    '1:28 warning dialect-unpaginated: Pagination of type custom is code, which cannot be translated. The operation is not paginated.',
  ],
  [
    '{ results: $response.data }',
    '1:20 warning dialect-unpaginated: `x-fern-pagination` must have offset, cursor, next_uri or next_path. The operation is not paginated.',
  ],
  [
    '{ offset: $request.nothing, results: $response.data }',
    '1:30 warning dialect-untranslated: The operation has no input `nothing`.',
  ],
  [
    '{ cursor: $request.cursor, next_cursor: next, results: $response.data }',
    '1:60 warning dialect-untranslated: `next_cursor` must be a path such as $response.next.',
  ],
  [
    '5',
    '1:20 warning dialect-unpaginated: `x-fern-pagination` must be an object; found a number. The operation is not paginated.',
  ],
])('says what is wrong with %s', async (block, fault) => {
  const { strategy, faults } = await readDialect(`x-fern-pagination: ${block}`);
  expect(strategy).toBeUndefined();
  expect(faults).toContain(fault);
});
