import { findOutcome, mayBeAbsent, pageResponseOf } from '../model/page-bodies.ts';
import { numberConstraints, type Schemas } from '../model/schema-kinds.ts';
import type { StyleName } from '../model/strategy.ts';
import type { JsonValue } from '../shared/json.ts';
import { findDeep, type ProposedDeep } from './deep.ts';
import type { Detection } from './evidence.ts';
import { findExpiry } from './expiry.ts';
import { findItemKey } from './item-key.ts';
import { readCeilings, readLimits } from './limits.ts';
import { requestExpression } from './request-places.ts';
import type { ResponsePlace } from './response-places.ts';
import { findWayBack } from './way-back.ts';

type PlaceKey =
  | 'items'
  | 'nextCursor'
  | 'itemCursor'
  | 'nextUrl'
  | 'hasMore'
  | 'isLast'
  | 'total'
  | 'totalPages'
  | 'limit'
  | 'prevCursor'
  | 'firstItemCursor'
  | 'prevUrl'
  | 'hasPrevious';

export type ProposedResponse = { readonly [Field in PlaceKey]?: string } & {
  readonly error?: JsonValue;
  readonly expiredOn?: readonly number[];
};

/** An `x-pagination` object with all detected fields. */
export interface ProposedAnnotation {
  readonly style: StyleName;
  readonly request?: { readonly [field: string]: JsonValue };
  readonly response: ProposedResponse;
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
  const expiry = findExpiry(detection);
  const { cursorTtl, expiredOn } = expiry;
  const limits = { ...sizes.limits, ...ceilings.limits, ...(cursorTtl !== undefined && { cursorTtl }) };
  const key = findItemKey(detection.items.item, detection.operation, schemas);
  const back = findWayBack(detection, schemas);
  const request = { ...buildRequest(detection, start?.start), ...back?.request };
  const deep = findDeep(detection, schemas);
  const annotation: ProposedAnnotation = {
    style,
    ...(Object.keys(request).length > 0 && { request }),
    response: {
      ...buildResponse(detection),
      ...back?.response,
      ...buildError(detection, schemas),
      ...(expiredOn.length > 0 && { expiredOn }),
    },
    ...(Object.keys(limits).length > 0 && { limits }),
    ...(key !== undefined && { key }),
    ...(deep !== undefined && { key: deep.key, deep: deep.deep }),
  };
  const notes = [
    ...sizes.notes,
    ...ceilings.notes,
    ...(start === undefined ? [] : [start.note]),
    ...(deep === undefined ? [] : [deep.note]),
    ...(back === undefined ? [] : [back.note]),
    ...expiry.notes,
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

function buildResponse({ items, next, hasMore, isLast, total, totalPages, pageSize }: Detection): ProposedResponse {
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

/** Proposes `error` only if the items may be absent: otherwise the client finds the error by their absence. */
function buildError({ operation, items }: Detection, schemas: Schemas): { readonly error?: JsonValue } {
  const body = pageResponseOf(operation)?.body;
  const outcome = body && findOutcome(body, items.pointer, schemas);
  if (body === undefined || outcome === undefined || !mayBeAbsent(body, items.pointer, schemas)) return {};
  if (outcome.kind === 'code') return {};
  return { error: outcome.kind === 'fault' ? outcome.pointer : { at: outcome.pointer, not: true } };
}

function buildNext(next: Detection['next']): ProposedResponse {
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

/** The position of the first page, and the evidence for it. */
export interface ProposedStart {
  /** Undefined if it is the style's default. */
  readonly start: number | undefined;
  readonly note: string;
}

const STARTS_AT = String.raw`\b(?:starts?|starting|begins?|beginning|counted|indexed)\b[^.]{0,20}\b(?:at|from|with)\b[^.\d]{0,8}`;
const DEFAULT = String.raw`\bdefault(?:s|ed)?(?: value)?\b[^.\w]{0,4}(?:(?:to|is|of)\b)?[^.\w]{0,4}`;

function pattern(number: string): RegExp {
  return new RegExp(
    [
      `\\b${number}[- ](?:based|indexed)\\b`,
      `\\bbase[- ]?${number}\\b`,
      `${STARTS_AT}\\b${number}\\b(?!\\.\\d)`,
      `\\bfirst (?:page|result|record|item|row|element) (?:number )?(?:is|has|=) ?(?:page |number |at )*${number}\\b`,
      `(?:^|[^.\\w])${number} (?:being|is|=|for|means|represents|indicates) (?:the )?first\\b`,
      `${DEFAULT}${number}\\b(?![.,]\\d)`,
    ].join('|'),
  );
}

const ZERO = pattern('(?:0|zero)');
const ONE = pattern('(?:1|one)');

/**
 * Finds the position of the first page, if it differs from the style's default: from the parameter's default, its
 * minimum, its description or its example. Only 0 and 1 can be a first position: a default of 20 is a mistake of the
 * document, or a page size that was copied. Undefined for cursors.
 */
function findStart({ style, position }: Detection, schemas: Schemas): ProposedStart | undefined {
  if (position === undefined || (style !== 'offset' && style !== 'page')) return undefined;
  const standard = style === 'page' ? 1 : 0;
  const { key, text, example } = position;
  const { default: fallback, minimum } = numberConstraints(position.schema, schemas);
  const described = ZERO.test(text) ? 0 : ONE.test(text) ? 1 : undefined;
  const starts = (start: number, note: string) => (start === standard ? undefined : { start, note });
  if (isStart(fallback)) return starts(fallback, `the default of \`${key}\` is ${fallback}`);
  if (minimum !== undefined && minimum > standard) {
    return isStart(minimum) ? starts(minimum, `the minimum of \`${key}\` is ${minimum}`) : undefined;
  }
  if (described !== undefined && described >= (minimum ?? 0)) {
    // A minimum of 0 and a description of 1 disagree, so the start is written down even if it is the usual one.
    if (minimum === 0 && described === 1 && standard === 1) {
      return { start: 1, note: `the description of \`${key}\` says that it starts at 1, although its minimum is 0` };
    }
    return starts(described, `the description of \`${key}\` says that it starts at ${described}`);
  }
  if (minimum === 0 && standard === 1) return starts(0, `the minimum of \`${key}\` is 0`);
  if (style !== 'page' || minimum !== undefined || example === 1) return undefined;
  if (example === 0) return starts(0, `the example of \`${key}\` is 0`);
  return { start: undefined, note: 'the document does not say whether the first page is 0 or 1; 1 is assumed' };
}

function isStart(value: unknown): value is 0 | 1 {
  return value === 0 || value === 1;
}
