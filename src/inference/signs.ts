import type { ApiModel } from '../ir/api.ts';
import type { Operation } from '../ir/operation.ts';
import { pageResponseOf } from '../ir/page-response.ts';
import { type RankedArray, rankItemArrays } from './item-arrays.ts';
import { type LinkEvidence, linkEvidence, mentionedHeader } from './link-header.ts';
import { type RequestPlace, requestPlaces } from './request-places.ts';
import { findRole, type RequestEvidence, type RequestRole } from './request-roles.ts';
import { type ResponseShape, responseShape } from './response-places.ts';
import { findResponseRole, type ResponseEvidence, type ResponseRole } from './response-roles.ts';

/** Everything about one operation that may have to do with pagination, not yet judged. */
export interface Signs {
  readonly operation: Operation;
  readonly places: readonly RequestPlace[];
  readonly shape: ResponseShape;
  readonly request: { readonly [Role in RequestRole]: readonly RequestEvidence[] };
  readonly response: { readonly [Role in ResponseRole]: readonly ResponseEvidence[] };
  readonly nextHeaders: readonly ResponseEvidence[];
  readonly mentionedHeader: string | undefined;
  readonly link: LinkEvidence | undefined;
  /** The likeliest first. */
  readonly items: readonly RankedArray[];
}

/**
 * Reads the signs of an operation; undefined where no successful response has a body to page through, or where a
 * request other than GET, which mostly changes something, takes neither a position nor a page size.
 */
export function signsOf(model: ApiModel, operation: Operation): Signs | undefined {
  const body = pageResponseOf(operation);
  if (body === undefined) return undefined;
  const { schemas } = model;
  const places = requestPlaces(operation, schemas);
  const request = {
    cursor: findRole('cursor', places),
    offset: findRole('offset', places),
    page: findRole('page', places),
    limit: findRole('limit', places),
  };
  if (operation.method !== 'GET' && Object.values(request).every((found) => found.length === 0)) return undefined;
  const shape = responseShape(body, schemas);
  const response = {
    nextCursor: findResponseRole('nextCursor', shape.values),
    nextUrl: findResponseRole('nextUrl', shape.values),
    hasMore: findResponseRole('hasMore', shape.values),
    total: findResponseRole('total', shape.values),
    totalPages: findResponseRole('totalPages', shape.values),
    limit: findResponseRole('limit', shape.values),
    page: findResponseRole('page', shape.values),
  };
  const paging = Object.values(response).flat();
  const pagingParents = new Set(paging.flatMap(({ place }) => [place.parent, place.parent.replace(/\/[^/]*$/, '')]));
  return {
    operation,
    places,
    shape,
    request,
    response,
    nextHeaders: findResponseRole('nextCursor', shape.headers),
    mentionedHeader: mentionedHeader(places),
    link: linkEvidence(model, operation, places, shape),
    items: rankItemArrays(shape, operation, pagingParents, schemas),
  };
}
