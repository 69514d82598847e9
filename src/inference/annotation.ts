import type { Schemas } from '../model/schema-kinds.ts';
import type { StyleName } from '../model/strategy.ts';
import type { JsonValue } from '../shared/json.ts';
import { readCeilings } from './ceilings.ts';
import { findDeep, type ProposedDeep } from './deep.ts';
import type { Detection } from './evidence.ts';
import { findItemKey } from './item-key.ts';
import { readLimits } from './limits.ts';
import { requestExpression } from './request-expression.ts';
import type { ResponsePlace } from './response-places.ts';
import { findStart } from './start.ts';

/** An `x-pagination` object with all detected fields. */
export interface ProposedAnnotation {
  readonly style: StyleName;
  readonly request?: { readonly [field: string]: JsonValue };
  readonly response: { readonly [field: string]: string };
  readonly limits?: { readonly [field: string]: number };
  readonly key?: string;
  readonly deep?: ProposedDeep;
}

/** Builds the annotation for a detection. The `notes` name the sources of its less certain parts. */
export function buildAnnotation(
  detection: Detection,
  schemas: Schemas,
): { readonly annotation: ProposedAnnotation; readonly notes: readonly string[] } {
  const { style, limit } = detection;
  const sizes = limit === undefined ? { limits: {}, notes: [] } : readLimits(limit, schemas);
  const start = findStart(detection, schemas);
  const ceilings = readCeilings(detection, start?.start ?? (style === 'page' ? 1 : 0), schemas);
  const limits = { ...sizes.limits, ...ceilings.limits };
  const key = findItemKey(detection.items.item, detection.operation, schemas);
  const request = buildRequest(detection, start?.start);
  const deep = findDeep(detection, schemas);
  const annotation: ProposedAnnotation = {
    style,
    ...(Object.keys(request).length > 0 && { request }),
    response: buildResponse(detection),
    ...(Object.keys(limits).length > 0 && { limits }),
    ...(key !== undefined && { key }),
    ...(deep !== undefined && { key: deep.key, deep: deep.deep }),
  };
  const notes = [
    ...sizes.notes,
    ...ceilings.notes,
    ...(start === undefined ? [] : [start.note]),
    ...(deep === undefined ? [] : [deep.note]),
  ];
  return { annotation, notes };
}

/** The request field that holds the position. The styles that follow a URL have none. */
const POSITION_OF: { readonly [Style in StyleName]: string | undefined } = {
  offset: 'offset',
  page: 'page',
  'cursor-query': 'cursor',
  'cursor-body': 'cursor',
  'cursor-header': 'cursor',
  'next-url': undefined,
  'link-header': undefined,
};

function buildRequest({ style, position, limit }: Detection, start: JsonValue | undefined): Record<string, JsonValue> {
  const role = POSITION_OF[style];
  return {
    ...(role !== undefined && position !== undefined && { [role]: requestExpression(position, style, role) }),
    ...(start !== undefined && { start }),
    ...(limit !== undefined && { limit: requestExpression(limit, style, 'limit') }),
  };
}

function buildResponse({
  items,
  next,
  hasMore,
  isLast,
  total,
  totalPages,
  pageSize,
}: Detection): Record<string, string> {
  return {
    items: bodyExpression(items.pointer),
    ...buildNext(next),
    ...(hasMore !== undefined && { hasMore: responseExpression(hasMore) }),
    ...(isLast !== undefined && { isLast: responseExpression(isLast) }),
    ...(total !== undefined && { total: responseExpression(total) }),
    ...(totalPages !== undefined && { totalPages: responseExpression(totalPages) }),
    ...(pageSize !== undefined && { limit: responseExpression(pageSize) }),
  };
}

function buildNext(next: Detection['next']): Record<string, string> {
  if (next === undefined) return {};
  switch (next.kind) {
    case 'nextHeader':
      return { nextCursor: `$response.header.${next.name}` };
    case 'itemCursor':
      return { itemCursor: next.pointer };
    default:
      return { [next.kind]: responseExpression(next.place) };
  }
}

function responseExpression({ in: place, name, pointer }: ResponsePlace): string {
  return place === 'header' ? `$response.header.${name}` : bodyExpression(pointer);
}

function bodyExpression(pointer: string): string {
  return pointer === '' ? '$response.body' : pointer;
}
