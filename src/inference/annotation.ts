import type { Schemas } from '../model/schema-kinds.ts';
import type { StyleName } from '../model/strategy.ts';
import type { JsonValue } from '../shared/json.ts';
import { findDeep, type ProposedDeep, readLimits } from './bounds.ts';
import type { Detection } from './evidence.ts';
import { findStart, requestExpression } from './request-expression.ts';

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
  const limits = limit === undefined ? { limits: {}, notes: [] } : readLimits(limit, schemas);
  const start = findStart(detection, schemas);
  const request = buildRequest(detection, start?.start);
  const deep = findDeep(detection, schemas);
  const annotation: ProposedAnnotation = {
    style,
    ...(Object.keys(request).length > 0 && { request }),
    response: buildResponse(detection),
    ...(Object.keys(limits.limits).length > 0 && { limits: limits.limits }),
    ...(deep !== undefined && { key: deep.key, deep: deep.deep }),
  };
  const notes = [
    ...limits.notes,
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

function buildResponse({ items, next, hasMore, total, totalPages, pageSize }: Detection): Record<string, string> {
  return {
    items: bodyExpression(items.pointer),
    ...buildNext(next),
    ...(hasMore !== undefined && { hasMore: hasMore.pointer }),
    ...(total !== undefined && { total: total.pointer }),
    ...(totalPages !== undefined && { totalPages: totalPages.pointer }),
    ...(pageSize !== undefined && { limit: pageSize.pointer }),
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
      return { [next.kind]: bodyExpression(next.place.pointer) };
  }
}

function bodyExpression(pointer: string): string {
  return pointer === '' ? '$response.body' : pointer;
}
