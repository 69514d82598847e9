import type { Report } from '../../shared/diagnostic.ts';
import { type Located, memberOf } from '../../shared/json.ts';
import { type Annotation, defineExtension, type OperationModel } from '../annotation.ts';
import { isPageParameters } from '../x-pagination/x-pagination.ts';
import { expectObject, locate, ONE_PAGE, paginated, strategy, untranslated } from './dialect.ts';
import { itemsOr, responsePlace } from './items.ts';
import { firstPosition, parameterPlace } from './request-places.ts';
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
} from './write/written.ts';

const KEY = 'x-trino';

/**
 * The OpenAPI connector of Trino: pages by number, with `pageParam`, `limitParam`, `resultsPath` and `totalResultsPath`.
 * Earlier versions read them under `x-pagination`. Without `pageParam`, an annotation is not about pages.
 */
export const xTrino = defineExtension({
  key: KEY,
  dialect: true,
  places: ['operation'],
  open:
    ({ report }) =>
    (owner, model) => {
      const earlier = memberOf(owner, 'x-pagination');
      const node = memberOf(owner, KEY) ?? (isPageParameters(earlier?.value) ? earlier : undefined);
      if (node?.value === false) return ONE_PAGE;
      const block = node && expectObject(node, KEY, report);
      return block && translate(block, model, report);
    },
});

function translate(node: Located, model: OperationModel, report: Report): Annotation | undefined {
  const page = parameter('pageParam');
  if (page === undefined) return undefined;
  const results = place('resultsPath');
  const total = place('totalResultsPath');
  return paginated(
    strategy(node.location, 'page', {
      request: {
        page: page.expression,
        limit: parameter('limitParam')?.expression,
        start: firstPosition(model, page, 1),
      },
      response: {
        items: itemsOr(model, results, { key: KEY, location: node.location, report }),
        total: total && responsePlace(total),
      },
    }),
  );

  function parameter(key: string) {
    const name = memberOf(node, key);
    if (name === undefined) return undefined;
    const found = typeof name.value === 'string' ? parameterPlace(model, name.value, name.location) : undefined;
    if (found === undefined) untranslated(report, `\`${key}\` names no parameter of the operation.`, name.location);
    return found;
  }

  function place(key: string): Located<string> | undefined {
    const path = memberOf(node, key);
    if (path === undefined) return undefined;
    const [, pointer] = /^\$response\.body#(\/.*)$/s.exec(String(path.value)) ?? [];
    if (pointer !== undefined) return locate(pointer, path.location);
    untranslated(report, `\`${key}\` must be a path such as $response.body#/items.`, path.location);
    return undefined;
  }
}

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
