import type { ApiModel } from '../model/api.ts';
import type { Operation } from '../model/operation.ts';
import { pageResponseOf } from '../model/page-response.ts';
import type { StyleName } from '../model/strategy.ts';
import type { JsonPointer } from '../shared/json.ts';
import { type RankedArray, rankItemArrays } from './item-arrays.ts';
import { type RequestPlace, requestPlaces } from './request-places.ts';
import { findRole, type RequestEvidence, type RequestRole } from './request-roles.ts';
import { type ResponseArray, type ResponsePlace, type ResponseShape, responseShape } from './response-places.ts';
import { findResponseRole, type ResponseEvidence, type ResponseRole } from './response-roles.ts';

/** Something that speaks for pagination; `weight` from 0 to 1 is how much it says alone. */
export interface Evidence {
  readonly weight: number;
  readonly reason: string;
}

/** Something that speaks against it; what is believed is multiplied by `factor`. */
export interface Doubt {
  readonly factor: number;
  readonly reason: string;
}

/** One way in which an operation seems to page. */
export interface Finding {
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
  readonly total?: ResponsePlace;
  readonly totalPages?: ResponsePlace;
  readonly pageSize?: ResponsePlace;
  readonly evidence: readonly Evidence[];
  readonly doubts: readonly Doubt[];
}

/**
 * How sure a proposal is, from 0 to 1. Independent signs add up as chances do: each takes its share of the doubt that
 * the others leave; what speaks against it scales the whole.
 */
export function confidenceOf(evidence: readonly Evidence[], doubts: readonly Doubt[]): number {
  const doubt = evidence.reduce((left, { weight }) => left * (1 - weight), 1);
  const belief = doubts.reduce((left, { factor }) => left * factor, 1 - doubt);
  return Math.round(belief * 100) / 100;
}

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

/** What says that the next page stands in the `Link` header; `strength` 3 is said of this operation, 2 of the API. */
export interface LinkEvidence {
  readonly strength: 2 | 3;
  readonly reason: string;
}

const MENTION =
  /\blink\b[`'"*]*\s+(?:response\s+|http\s+|next\s+)*headers?\b|\bheaders?\b[^.\n]{0,40}[`'"*]link\b|[`'"]?next[`'"]? link relation|\brel=\\?["']?next/i;

/** Looks for the `Link` header (RFC 8288): declared, or mentioned where the request or the API is described. */
function linkEvidence(
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

/** The name of a response header that a cursor parameter's description says its value comes from. */
function mentionedHeader(places: readonly RequestPlace[]): string | undefined {
  for (const { text } of places) {
    const name = HEADER_TOKENS.map((pattern) => pattern.exec(text)?.[1]).find((found) => found !== undefined);
    if (name !== undefined) return name.replace(/(?:^|-)[a-z]/g, (letter) => letter.toUpperCase());
  }
  return undefined;
}
