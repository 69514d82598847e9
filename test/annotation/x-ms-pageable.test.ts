import { expect, it } from 'vitest';
import { readDialect } from './read-dialect.ts';

it('follows a link under one flat name', async () => {
  const { strategy, faults } = await readDialect('x-ms-pageable: { nextLinkName: meta, itemName: data }');
  expect(strategy).toBeUndefined();
  expect(faults).toEqual([
    '1:32 warning pagination-response-type: `response.nextUrl` must have type string, but `/meta` of the response of list has type object. The operation is not paginated.',
  ]);
});

it('is not paginated where an operation has to be waited for', async () => {
  const { strategy, faults } = await readDialect(
    'x-ms-pageable: { nextLinkName: next, itemName: data }\nx-ms-long-running-operation: true',
  );
  expect(strategy).toBeUndefined();
  expect(faults).toEqual([
    '2:1 warning dialect-unpaginated: Pagination of a long-running operation is not supported. The operation is not paginated.',
  ]);
});

it('has one page where no link has a name', async () => {
  const { operation, faults } = await readDialect('x-ms-pageable: { nextLinkName: null }');
  expect(operation.paginationDeclined).toBe(true);
  expect(faults).toEqual([]);
});

it.each([
  [
    'x-ms-pageable: true',
    '1:16 warning dialect-unpaginated: `x-ms-pageable` must be an object; found a boolean. The operation is not paginated.',
  ],
  [
    'x-ms-pageable: { nextLinkName: next, itemName: 5 }',
    '1:48 warning dialect-untranslated: `itemName` must be a string; found a number.',
  ],
  [
    'x-ms-pageable: { nextLinkName: next }',
    '1:16 warning pagination-pointer-to-nothing: `response.items` is `/value`, but the 200 response of list has no `value` there. The operation is not paginated.',
  ],
  [
    'x-ms-pageable: { nextLinkName: link, itemName: data, operationName: ListNext }',
    '1:69 warning dialect-untranslated: The document has no operation `ListNext`; the next link is followed as it is.',
  ],
  [
    'x-ms-pageable: { nextLinkName: link, itemName: data, operationName: others }',
    '1:69 warning pagination-undeclared-parameter: The path of `others` must have exactly one parameter that list does not have, to receive the link; found none. This field is ignored; the rest of the annotation is used.',
  ],
])('says what is wrong with %s', async (annotation, fault) => {
  expect((await readDialect(annotation)).faults).toContain(fault);
});
