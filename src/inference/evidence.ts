import type { ApiModel } from '../model/api.ts';
import type { Operation } from '../model/operation.ts';
import { pageResponseOf } from '../model/page-bodies.ts';
import { parseResponseExpression } from '../model/pagination-fields.ts';
import type { StyleName } from '../model/strategy.ts';
import type { JsonPointer } from '../shared/json.ts';
import { type RankedArray, rankItemArrays } from './item-arrays.ts';
import { type RequestPlace, requestPlaces } from './request-places.ts';
import { findRole, type RequestEvidence, type RequestRole } from './request-roles.ts';
import {
  isAmongLinks,
  type ResponseArray,
  type ResponsePlace,
  type ResponseShape,
  responseShape,
} from './response-places.ts';
import { findResponseRole, type ResponseEvidence, type ResponseRole } from './response-roles.ts';

/** A reason to assume pagination. Its `weight` is the confidence, from 0 to 1, that it justifies by itself. */
export interface Evidence {
  readonly weight: number;
  readonly reason: string;
}

/** A reason against pagination. The confidence is multiplied by its `factor`. */
export interface Doubt {
  readonly factor: number;
  readonly reason: string;
}

/** The way in which an operation seems to paginate. */
export interface Detection {
  readonly operation: Operation;
  readonly style: StyleName;
  readonly position?: RequestPlace;
  readonly limit?: RequestPlace;
  readonly items: ResponseArray;
  readonly next?:
    | { readonly kind: 'nextCursor' | 'nextUrl'; readonly place: ResponsePlace }
    | { readonly kind: 'nextHeader'; readonly name: string }
    | { readonly kind: 'itemCursor'; readonly pointer: JsonPointer };
  readonly hasMore?: ResponsePlace;
  readonly isLast?: ResponsePlace;
  readonly total?: ResponsePlace;
  readonly totalPages?: ResponsePlace;
  readonly pageSize?: ResponsePlace;
  readonly evidence: readonly Evidence[];
  readonly doubts: readonly Doubt[];
}

/** A style, its position and the source of the next position, with the evidence for them. */
export interface Choice extends Pick<Detection, 'style' | 'position' | 'next'> {
  readonly evidence: readonly Evidence[];
}

/**
 * Returns the confidence of a proposal, from 0 to 1. Evidence adds up like independent probabilities: each reason
 * removes its share of the doubt that remains. Doubts scale the result.
 */
export function confidenceOf(evidence: readonly Evidence[], doubts: readonly Doubt[]): number {
  const doubt = evidence.reduce((remaining, { weight }) => remaining * (1 - weight), 1);
  const confidence = doubts.reduce((product, { factor }) => product * factor, 1 - doubt);
  return Math.round(confidence * 100) / 100;
}

/** Everything about one operation that can be related to pagination, before the style is chosen. */
export interface Signs {
  readonly operation: Operation;
  readonly places: readonly RequestPlace[];
  readonly shape: ResponseShape;
  readonly request: { readonly [Role in RequestRole]: readonly RequestEvidence[] };
  readonly response: { readonly [Role in ResponseRole]: readonly ResponseEvidence[] };
  readonly nextHeaders: readonly ResponseEvidence[];
  readonly mentionedHeader: string | undefined;
  readonly link: LinkEvidence | undefined;
  readonly nextLink: NextLink | undefined;
  /** The most likely first. */
  readonly items: readonly RankedArray[];
}

/**
 * Reads the signs of an operation. Undefined if no successful response has a body with pages, or if the method is not
 * GET, so that it probably changes data, the request takes neither a position nor a page size, and the response has no
 * URL of a next page.
 */
export function readSigns(model: ApiModel, operation: Operation): Signs | undefined {
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
  const shape = responseShape(body, schemas);
  const inResponse = [...shape.values, ...shape.headers];
  const response = {
    nextCursor: findResponseRole('nextCursor', shape.values),
    nextUrl: findResponseRole('nextUrl', inResponse),
    hasMore: findResponseRole('hasMore', inResponse),
    isLast: findResponseRole('isLast', inResponse),
    total: findResponseRole('total', inResponse),
    totalPages: findResponseRole('totalPages', inResponse),
    limit: findResponseRole('limit', shape.values),
    page: findResponseRole('page', shape.values),
  };
  const takesNothing = Object.values(request).every((found) => found.length === 0);
  const returnsNext = response.nextUrl.some(({ place, strength }) => strength === 3 && !isAmongLinks(place));
  const nextLink = findNextLink(operation, places, shape);
  if (operation.method !== 'GET' && takesNothing && !returnsNext && nextLink === undefined) return undefined;
  const paging = Object.values(response).flat();
  const pagingParents = new Set(paging.flatMap(({ place }) => [place.parent, place.parent.replace(/\/[^/]*$/, '')]));
  return {
    operation,
    places,
    shape,
    request,
    response,
    nextHeaders: findResponseRole('nextCursor', shape.headers),
    mentionedHeader: findMentionedHeader(places),
    link: findLinkEvidence(model, operation, places, shape),
    nextLink,
    items: rankItemArrays(shape, operation, pagingParents, schemas),
  };
}

/** Evidence for the `Link` header: `strength` is 3 if it is about this operation, 2 if it is about the whole API. */
export interface LinkEvidence {
  readonly strength: 2 | 3;
  readonly reason: string;
}

const MENTION =
  /\blink\b[`'"*]*\s+(?:response\s+|http\s+|next\s+)*headers?\b|\bheaders?\b[^.\n]{0,40}[`'"*]link\b|[`'"]?next[`'"]? link relation|\brel=\\?["']?next/i;

/** Looks for the `Link` header (RFC 8288) in the declared headers, then in descriptions of the request and the API. */
function findLinkEvidence(
  model: ApiModel,
  operation: Operation,
  places: readonly RequestPlace[],
  shape: ResponseShape,
): LinkEvidence | undefined {
  if (shape.headers.some(({ name }) => name.toLowerCase() === 'link')) {
    return { strength: 3, reason: 'the response declares the header `Link`' };
  }
  if (places.some(({ text }) => MENTION.test(text)) || MENTION.test(operation.description ?? '')) {
    return { strength: 3, reason: 'a description mentions the `Link` header' };
  }
  if (MENTION.test(model.description ?? '')) {
    return { strength: 2, reason: "the API's description mentions the `Link` header" };
  }
  return undefined;
}

const TOKEN_NAME =
  '[`\'"*]*\\b((?:x-)?[a-z]+(?:-[a-z]+)*-(?:cursor|token|marker|continuation|after|next)[a-z-]*)[`\'"*]*';
const HEADER_TOKENS = [
  new RegExp(`${TOKEN_NAME}\\s+(?:response\\s+)?header\\b`, 'i'),
  new RegExp(`\\bresponse headers?\\b[:,]?\\s+(?:called |named )?${TOKEN_NAME}`, 'i'),
];

/** Finds the response header that the description of a cursor parameter names as the source of its value. */
function findMentionedHeader(places: readonly RequestPlace[]): string | undefined {
  for (const { text } of places) {
    const name = HEADER_TOKENS.map((pattern) => pattern.exec(text)?.[1]).find((found) => found !== undefined);
    if (name !== undefined) return name.replace(/(?:^|-)[a-z]/g, (letter) => letter.toUpperCase());
  }
  return undefined;
}

/** The places that a link called `next` connects: the next call's parameter takes the value of the response field. */
export interface NextLink {
  readonly from: ResponsePlace;
  readonly to: RequestPlace;
}

/**
 * Reads the link called `next` of a response (Link Object). It counts if it leads to the same operation and one of its
 * parameters takes a value of the response: most links in published documents say less, or name fields that do not exist.
 */
function findNextLink(
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
