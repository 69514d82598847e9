import type { Schemas } from '../model/schema-kinds.ts';
import type { StyleName } from '../model/strategy.ts';
import type { JsonValue } from '../shared/json.ts';
import { deepOf, limitsOf, type ProposedDeep } from './bounds.ts';
import type { Finding } from './evidence.ts';
import { requestExpression, startOf } from './request-expression.ts';

/** An `x-pagination` object that says all that was found. */
export interface ProposedAnnotation {
  readonly style: StyleName;
  readonly request?: { readonly [field: string]: JsonValue };
  readonly response: { readonly [field: string]: string };
  readonly limits?: { readonly [field: string]: number };
  readonly key?: string;
  readonly deep?: ProposedDeep;
}

/** Writes a finding as an annotation; `notes` say where its less certain parts come from. */
export function annotationOf(
  finding: Finding,
  schemas: Schemas,
): { readonly annotation: ProposedAnnotation; readonly notes: readonly string[] } {
  const { style, limit } = finding;
  const limits = limit === undefined ? { limits: {}, notes: [] } : limitsOf(limit, schemas);
  const start = startOf(finding, schemas);
  const request = requestGroup(finding, start?.start);
  const deep = deepOf(finding, schemas);
  const annotation: ProposedAnnotation = {
    style,
    ...(Object.keys(request).length > 0 && { request }),
    response: responseGroup(finding),
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

/** The styles that follow a URL carry no position of their own. */
const POSITION_OF: { readonly [Style in StyleName]: string | undefined } = {
  offset: 'offset',
  page: 'page',
  'cursor-query': 'cursor',
  'cursor-body': 'cursor',
  'cursor-header': 'cursor',
  'next-url': undefined,
  'link-header': undefined,
};

function requestGroup({ style, position, limit }: Finding, start: JsonValue | undefined): Record<string, JsonValue> {
  const role = POSITION_OF[style];
  return {
    ...(role !== undefined && position !== undefined && { [role]: requestExpression(position, style, role) }),
    ...(start !== undefined && { start }),
    ...(limit !== undefined && { limit: requestExpression(limit, style, 'limit') }),
  };
}

function responseGroup({ items, next, hasMore, total, totalPages, pageSize }: Finding): Record<string, string> {
  return {
    items: bodyExpression(items.pointer),
    ...nextField(next),
    ...(hasMore !== undefined && { hasMore: hasMore.pointer }),
    ...(total !== undefined && { total: total.pointer }),
    ...(totalPages !== undefined && { totalPages: totalPages.pointer }),
    ...(pageSize !== undefined && { limit: pageSize.pointer }),
  };
}

function nextField(next: Finding['next']): Record<string, string> {
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
