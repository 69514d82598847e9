import { pageResponseOf } from '../../model/page-response.ts';
import { schemaOfRequestField } from '../../model/pagination-fields.ts';
import { schemaAt } from '../../model/schema-at.ts';
import { kindsOf, type Schemas } from '../../model/schema-kinds.ts';
import type { ResponseField, Strategy } from '../../model/strategy.ts';
import type { JsonValue } from '../../shared/json.ts';
import type { Faults } from './faults.ts';
import { put } from './list-data.ts';
import type { MockList, PageRequest } from './page-request.ts';
import type { MockRequest } from './request-value.ts';
import { tokenOf } from './sequence.ts';

export interface MockAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Sent as JSON; undefined: no body. */
  readonly body?: JsonValue | undefined;
}

/** One page, as the counts and fields of its answer see it. */
interface Page extends PageRequest {
  readonly items: readonly JsonValue[];
  /** Index of the item after the page, within what the bounds leave. */
  readonly end: number;
  readonly more: boolean;
  /** Where the next page begins; not always at `end`, where the mock is at fault. */
  readonly next: number;
  readonly total: number;
}

/** The answer to a page request; `frame` is a sample of the body that the page's fields are written into. */
export function answerPage(
  list: MockList,
  asked: PageRequest,
  request: MockRequest,
  frame: JsonValue,
  faults: Faults,
): MockAnswer {
  const page = pageOf(list, asked, faults);
  const past = asked.strategy.response.pastEnd[0];
  if (past !== undefined && asked.start > 0 && asked.start >= page.total) return { status: past, headers: {} };
  const headers: Record<string, string> = {};
  let body = frame;
  const write = (field: ResponseField | undefined, value: JsonValue | undefined): void => {
    if (field === undefined) return;
    if (field.in === 'body') body = put(body, field.pointer, value);
    else if (value !== undefined && value !== null) headers[field.name] = headerText(value);
  };
  for (const strategy of [...list.operation.strategies].reverse()) {
    if (strategy !== asked.strategy) writeFields(list, strategy, page, request, faults, write, headers);
  }
  writeFields(list, asked.strategy, page, request, faults, write, headers);
  return { status: statusOf(list), headers, body };
}

function pageOf({ data }: MockList, asked: PageRequest, faults: Faults): Page {
  const { strategy, low, limit, start } = asked;
  const total = data.total - low;
  const { offset, page } = strategy.request;
  const isCounted = offset !== undefined || page !== undefined;
  // A walk by cursors or links ends at `maxResults`; positions beyond it are refused already.
  const last = Math.min(total, isCounted ? total : (strategy.limits.maxResults ?? total));
  // Where positions come from the client, the page itself is the same again.
  const isOwn = isCounted || strategy.response.itemCursor !== undefined;
  const number = Math.floor(start / limit) + 1;
  const { repeatCursor = Number.POSITIVE_INFINITY, overlap = 0, end: stop = Number.POSITIVE_INFINITY } = faults;
  const repeats = number >= repeatCursor;
  const from = Math.max(0, (repeats && isOwn ? (repeatCursor - 1) * limit : start) - (start > 0 ? overlap : 0));
  const end = Math.min(from + limit, last);
  const items = Array.from({ length: Math.max(0, end - from) }, (_, index) => data.item(low + from + index));
  const next = repeats ? start : Math.min(start + limit, last);
  return { ...asked, items, end, next, total, more: (repeats || start + limit < last) && number < stop };
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
  const put = (name: string, field: ResponseField | undefined, value: JsonValue | undefined): void =>
    write(field, missing.has(name) ? undefined : value);
  const total = page.total + (faults.total ?? 0);
  put('items', response.items, page.items);
  put('hasMore', response.hasMore, page.more);
  put('total', response.total, total);
  put('totalPages', response.totalPages, Math.ceil(total / page.limit));
  put('limit', response.limit, page.limit);
  const at = page.low + page.next;
  const none = (field: ResponseField): JsonValue | undefined => nothing(list, strategy, field, schemas);
  const { nextCursor, nextUrl } = response;
  if (nextCursor) {
    const schema = strategy.request.cursor && schemaOfRequestField(strategy.request.cursor, schemas);
    put('nextCursor', nextCursor, page.more ? tokenOf(at, schema, schemas) : none(nextCursor));
  }
  if (nextUrl) put('nextUrl', nextUrl, page.more ? linkTo(list, strategy, request, at) : none(nextUrl));
  if (style === 'link-header' && page.more && !missing.has('link')) {
    headers.Link = `<${linkTo(list, strategy, request, at)}>; rel="${response.rel}"`;
  }
}

/** What stands in an answer where there is no next page: null where the document allows it, else nothing, else an end value. */
function nothing(
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

function linkTo({ linkParameter, schemas }: MockList, strategy: Strategy, request: MockRequest, at: number): string {
  const token = String(tokenOf(at, undefined, schemas));
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
