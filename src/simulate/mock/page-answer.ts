import { pageResponseOf } from '../../model/page-response.ts';
import { schemaOfRequestField } from '../../model/pagination-fields.ts';
import { schemaAt } from '../../model/schema-at.ts';
import { kindsOf, type Schemas } from '../../model/schema-kinds.ts';
import type { ResponseField, Strategy } from '../../model/strategy.ts';
import type { JsonValue } from '../../shared/json.ts';
import type { Faults } from './faults.ts';
import { setValue } from './list-data.ts';
import type { MockList, PageRequest } from './page-request.ts';
import type { MockRequest } from './request-value.ts';
import { createToken } from './sequence.ts';

export interface MockAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Sent as JSON; undefined if there is no body. */
  readonly body?: JsonValue | undefined;
}

/** One page, with the values for the fields of its response. */
interface Page extends PageRequest {
  readonly items: readonly JsonValue[];
  /** Index of the item after the page, counted from `boundIndex`. */
  readonly end: number;
  readonly hasMore: boolean;
  /** Index of the first item of the next page. Differs from `end` if a fault is injected. */
  readonly next: number;
  readonly total: number;
}

/** Answers a request for a page. The fields of the page are written into `frame`, a sample of the body. */
export function answerPage(
  list: MockList,
  asked: PageRequest,
  request: MockRequest,
  frame: JsonValue,
  faults: Faults,
): MockAnswer {
  const page = slicePage(list, asked, faults);
  const past = asked.strategy.response.pastEnd[0];
  if (past !== undefined && asked.start > 0 && asked.start >= page.total) return { status: past, headers: {} };
  const headers: Record<string, string> = {};
  let body = frame;
  const write = (field: ResponseField | undefined, value: JsonValue | undefined): void => {
    if (field === undefined) return;
    if (field.in === 'body') body = setValue(body, field.pointer, value);
    else if (value !== undefined && value !== null) headers[field.name] = headerText(value);
  };
  for (const strategy of [...list.operation.strategies].reverse()) {
    if (strategy !== asked.strategy) writeFields(list, strategy, page, request, faults, write, headers);
  }
  writeFields(list, asked.strategy, page, request, faults, write, headers);
  return { status: statusOf(list), headers, body };
}

function slicePage({ data }: MockList, asked: PageRequest, faults: Faults): Page {
  const { strategy, boundIndex, limit, start } = asked;
  const total = data.total - boundIndex;
  const { offset, page } = strategy.request;
  const isCounted = offset !== undefined || page !== undefined;
  // A walk by cursors or links ends at `maxResults`. Larger offsets and page numbers have been rejected before.
  const last = Math.min(total, isCounted ? total : (strategy.limits.maxResults ?? total));
  // If the client computes positions, a repeated cursor is simulated by repeating the page itself.
  const isOwn = isCounted || strategy.response.itemCursor !== undefined;
  const number = Math.floor(start / limit) + 1;
  const { repeatCursor = Number.POSITIVE_INFINITY, overlap = 0, end: stop = Number.POSITIVE_INFINITY } = faults;
  const repeats = number >= repeatCursor;
  const from = Math.max(0, (repeats && isOwn ? (repeatCursor - 1) * limit : start) - (start > 0 ? overlap : 0));
  const end = Math.min(from + limit, last);
  const items = Array.from({ length: Math.max(0, end - from) }, (_, index) => data.item(boundIndex + from + index));
  const next = repeats ? start : Math.min(start + limit, last);
  return { ...asked, items, end, next, total, hasMore: (repeats || start + limit < last) && number < stop };
}

type Write = (field: ResponseField | undefined, value: JsonValue | undefined) => void;

function writeFields(
  list: MockList,
  strategy: Strategy,
  page: Page,
  request: MockRequest,
  faults: Faults,
  write: Write,
  headers: Record<string, string>,
): void {
  const { response, style } = strategy;
  const { schemas } = list;
  const missing = new Set(faults.missing);
  const writeField = (name: string, field: ResponseField | undefined, value: JsonValue | undefined): void =>
    write(field, missing.has(name) ? undefined : value);
  const total = page.total + (faults.total ?? 0);
  writeField('items', response.items, page.items);
  writeField('hasMore', response.hasMore, page.hasMore);
  writeField('total', response.total, total);
  writeField('totalPages', response.totalPages, Math.ceil(total / page.limit));
  writeField('limit', response.limit, page.limit);
  const at = page.boundIndex + page.next;
  const none = (field: ResponseField): JsonValue | undefined => endValue(list, strategy, field, schemas);
  const { nextCursor, nextUrl } = response;
  if (nextCursor) {
    const schema = strategy.request.cursor && schemaOfRequestField(strategy.request.cursor, schemas);
    writeField('nextCursor', nextCursor, page.hasMore ? createToken(at, schema, schemas) : none(nextCursor));
  }
  if (nextUrl) writeField('nextUrl', nextUrl, page.hasMore ? buildLink(list, strategy, request, at) : none(nextUrl));
  if (style === 'link-header' && page.hasMore && !missing.has('link')) {
    headers.Link = `<${buildLink(list, strategy, request, at)}>; rel="${response.rel}"`;
  }
}

/**
 * Returns the value of a next-page field on the last page: null if the document allows it, otherwise an end value if the
 * field is required, otherwise undefined, which omits the field.
 */
function endValue(
  { operation }: MockList,
  { response, places }: Strategy,
  field: ResponseField,
  schemas: Schemas,
): JsonValue | undefined {
  if (field.in === 'header') return undefined;
  if (places.has('response.end')) return response.end[0];
  const kinds = field.schema && kindsOf(field.schema, schemas);
  if (kinds === undefined || kinds.has('null') || kinds.has('unknown')) return null;
  const page = pageResponseOf(operation);
  const lookup = page && schemaAt(page.body, field.pointer, schemas);
  return lookup?.found && !lookup.optional ? response.end[0] : undefined;
}

function buildLink({ linkParameter, schemas }: MockList, strategy: Strategy, request: MockRequest, at: number): string {
  const token = String(createToken(at, undefined, schemas));
  if (strategy.request.operation !== undefined) return encodeURIComponent(token);
  const url = new URL(request.url);
  for (const { name } of [...strategy.request.carry, ...strategy.request.firstPageOnly]) url.searchParams.delete(name);
  url.searchParams.set(linkParameter, token);
  return strategy.response.linkBase === 'server' ? url.pathname + url.search : url.href;
}

function headerText(value: JsonValue): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function statusOf({ operation }: MockList): number {
  const status = Number(pageResponseOf(operation)?.response.status);
  return Number.isNaN(status) ? 200 : status;
}
