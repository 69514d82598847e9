import type { Operation } from '../model/operation.ts';
import { pageResponseOf } from '../model/page-bodies.ts';
import { parseResponseExpression } from '../model/pagination-fields.ts';
import type { RequestPlace } from './request-places.ts';
import type { ResponsePlace, ResponseShape } from './response-places.ts';

/** The places that a link called `next` connects: the next call's parameter takes the value of the response field. */
export interface NextLink {
  readonly from: ResponsePlace;
  readonly to: RequestPlace;
}

/**
 * Reads the link called `next` of a response (Link Object). It counts if it leads to the same operation and one of its
 * parameters takes a value of the response: most links in published documents say less, or name fields that do not exist.
 */
export function findNextLink(
  operation: Operation,
  places: readonly RequestPlace[],
  shape: ResponseShape,
): NextLink | undefined {
  const link = pageResponseOf(operation)?.response.nextLink;
  if (link === undefined || link.operationId !== operation.operationId) return undefined;
  for (const [parameter, value] of link.parameters) {
    const expression =
      typeof value === 'string' && value.startsWith('$response.') ? parseResponseExpression(value) : undefined;
    const to = places.find(
      ({ in: where, key }) => where !== 'body' && (key === parameter || `${where}.${key}` === parameter),
    );
    const from = [...shape.values, ...shape.headers].find((place) =>
      expression?.in === 'body'
        ? place.in === 'body' && place.pointer === expression.pointer
        : place.in === 'header' && place.name.toLowerCase() === expression?.name.toLowerCase(),
    );
    if (to !== undefined && from !== undefined) return { from, to };
  }
  return undefined;
}
