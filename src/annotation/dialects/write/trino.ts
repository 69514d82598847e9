import {
  bodyAt,
  type DialectWriter,
  inexpressible,
  objectOf,
  onOperation,
  queryAt,
  styleOf,
  type WriteSource,
  type Written,
} from './written.ts';

const KEY = 'x-trino';

/** The OpenAPI connector of Trino: numbers of pages only. */
export const trinoWriter: DialectWriter = { key: KEY, write };

function write(source: WriteSource): Written {
  const pageParam = queryAt(source, 'page');
  const items = bodyAt(source, 'items');
  if (styleOf(source) !== 'page' || pageParam === undefined)
    return inexpressible('Only query parameters with a page number can be expressed.');
  if (items === undefined || items === '')
    return inexpressible('The items must be a member of the body of the response.');
  const limitParam = queryAt(source, 'limit');
  const total = bodyAt(source, 'total');
  const totalResultsPath = total === undefined ? undefined : `$response.body#${total}`;
  const annotation = { pageParam, limitParam, resultsPath: `$response.body#${items}`, totalResultsPath };
  return onOperation(source, KEY, objectOf(annotation), [
    ['request.page', pageParam],
    ['request.limit', limitParam],
    ['response.items', items],
    ['response.total', totalResultsPath],
  ]);
}
