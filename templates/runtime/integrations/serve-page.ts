import type { ItemForm } from '../fields/collect-items.js';
import { withValue } from '../fields/values.js';
import type { ListRoute, ListWay, ResponsePlace, RouteBack, RouteResponse } from './list-route.js';
import type { ListSource } from './list-source.js';
import type { PageFaults } from './page-faults.js';
import { type PageSelection, selectPage } from './page-selection.js';
import type { PageRequest } from './request-value.js';
import { createCursor } from './served-cursor.js';
import { moveScroll } from './served-scroll.js';

export interface ServedPage {
  readonly status: number;
  readonly headers: Record<string, string>;
  /** Undefined if there is no body. */
  readonly body: unknown;
}

export interface ServeOptions {
  /** Members of the body in addition to those that pagination reads. */
  readonly frame?: unknown;
  readonly faults?: PageFaults | undefined;
  /** Position in the path of the request. */
  readonly linkPosition?: string | undefined;
}

/** A page, before it is written into a response. */
interface Page extends PageSelection {
  readonly items: readonly unknown[];
  /** Index of the first item. */
  readonly from: number;
  readonly hasMore: boolean;
  /** There are items behind the page, which `maxResults` makes unreachable. */
  readonly isCutOff?: boolean;
  /** Index of the first item of the next page. */
  readonly next: number;
}

/** The fields of a way that are written into the body or a header. */
export const WRITTEN_FIELDS = [
  'items',
  'hasMore',
  'isLast',
  'total',
  'totalPages',
  'limit',
  'nextCursor',
  'nextUrl',
] as const;

type WrittenField = (typeof WRITTEN_FIELDS)[number];

/**
 * Returns the page that a request selects, as a server would that follows the rules of the operation.
 *
 * @throws RequestRejected if the rules do not allow the request
 */
export function servePage(
  route: ListRoute,
  request: PageRequest,
  items: ListSource,
  { frame = {}, faults = {}, linkPosition }: ServeOptions = {},
): ServedPage {
  const selection = selectPage(route, request, items, faults, linkPosition);
  const { start, source, way } = selection;
  const { pastEnd } = way.response;
  if (pastEnd !== undefined && start > 0 && start >= source.total) {
    return { status: pastEnd, headers: {}, body: undefined };
  }
  const page = slicePage(selection, faults);
  if (page.scroll !== undefined) moveScroll(way, page.scroll, page.next);
  const headers: Record<string, string> = {};
  let body = frame;
  const write = (place: ResponsePlace, value: unknown): void => {
    if (typeof place === 'string') body = withValue(body, place, value, rejectFrame);
    else if (place.pointer !== undefined) {
      const json: unknown = JSON.parse(headers[place.header] ?? '{}');
      headers[place.header] = JSON.stringify(withValue(json, place.pointer, value, rejectFrame));
    } else if (value !== undefined && value !== null) headers[place.header] = headerText(value);
  };
  // Responses have the fields of all ways. If two ways share a field, the one that the request chose decides.
  for (const other of [...route.ways].reverse()) {
    if (other !== way) writeFields(other, page, request.url, faults, write);
  }
  writeFields(way, page, request.url, faults, write);
  return { status: route.status, headers, body };
}

function slicePage(selection: PageSelection, faults: PageFaults): Page {
  const { way, source, start, limit } = selection;
  const { total } = source;
  const isCounted = way.style === 'offset' || way.style === 'page';
  // A walk by cursors or links ends at `maxResults`. Larger offsets and page numbers have been rejected before.
  const last = isCounted ? total : Math.min(total, way.limits.maxResults ?? total);
  // If the client computes positions, a repeated cursor is simulated by repeating the page itself.
  const isOwn = isCounted || way.response.itemCursor !== undefined;
  const number = Math.floor(start / limit) + 1;
  const { repeatCursor = Infinity, overlap = 0, end: stop = Infinity } = faults;
  const repeats = number >= repeatCursor;
  if (selection.end !== undefined) {
    const { end } = selection;
    return { ...selection, from: start, items: source.slice(start, end), next: end, hasMore: end < last };
  }
  const from = Math.max(0, (repeats && isOwn ? (repeatCursor - 1) * limit : start) - (start > 0 ? overlap : 0));
  return {
    ...selection,
    from,
    items: source.slice(from, Math.max(from, Math.min(from + limit, last))),
    next: repeats ? start : Math.min(start + limit, last),
    hasMore: (repeats || start + limit < last) && number < stop,
    isCutOff: last < total && start + limit >= last && number < stop,
  };
}

function writeFields(
  way: ListWay,
  page: Page,
  url: URL,
  faults: PageFaults,
  write: (place: ResponsePlace, value: unknown) => void,
): void {
  const { items, from, end, source, limit, hasMore, isCutOff, next, scroll } = page;
  const { response, back } = way;
  const missing = new Set(faults.missing);
  const writeField = (name: WrittenField, value: unknown): void => {
    const place = response[name];
    if (place !== undefined) write(place, missing.has(name) ? undefined : value);
  };
  const total = source.total + (faults.total ?? 0);
  const position = (response.isStateful ? scroll : undefined) ?? source.skipped + next;
  const served = end !== undefined && way.back?.isReversed ? [...items].reverse() : items;
  writeField('items', response.form === undefined ? served : formItems(served, from, response.form));
  // Behind its ceiling, an API says neither that there is more nor that this was all.
  writeField('hasMore', isCutOff ? undefined : hasMore);
  writeField('isLast', isCutOff ? undefined : !hasMore);
  const range = items.length === 0 ? '*' : `${from}-${from + items.length - 1}`;
  writeField('total', isRange(response.total) ? `items ${range}/${total}` : total);
  writeField('totalPages', Math.ceil(total / limit));
  writeField('limit', limit);
  const hasNext = hasMore || response.isEndless === true;
  for (const { at: place, value } of response.success ?? []) write(place, value);
  if (response.position !== undefined) write(response.position.at, servedPosition(way, response.position, from, limit));
  writeField('nextCursor', hasNext ? createCursor(position, response.cursor) : response.end);
  for (const { place, shape, end, isKept } of response.parts ?? []) {
    if (place !== undefined)
      write(place, isKept ? createCursor(0, shape) : hasNext ? createCursor(position, shape) : end);
  }
  const before = from > 0 ? source.skipped + from : undefined;
  if (back !== undefined) writeBack(back, response, before, end !== undefined, write);
  if (way.style !== 'link') return;
  const link = buildLink(way, url, String(createCursor(position)));
  const prevLink = before === undefined ? undefined : buildLink(way, url, String(createCursor(-before)));
  const prevUrl = prevLink === undefined ? back?.end : formLink(back?.link, prevLink);
  if (back?.prevUrl !== undefined) write(back.prevUrl, prevUrl);
  const nextUrl = hasNext ? formLink(response.link, link) : response.end;
  const isOneArray = Array.isArray(nextUrl) && Array.isArray(prevUrl) && response.nextUrl === back?.prevUrl;
  writeField('nextUrl', isOneArray ? [...nextUrl, ...prevUrl] : nextUrl);
  if (typeof response.linkBase === 'object') write(response.linkBase.at, url.origin);
  const links = [
    ...(response.rel !== undefined && hasNext && !missing.has('link') ? [`<${link}>; rel="${response.rel}"`] : []),
    ...(back?.rel !== undefined && prevLink !== undefined ? [`<${prevLink}>; rel="${back.rel}"`] : []),
  ];
  if (links.length > 0) write({ header: 'Link' }, links.join(', '));
}

/** Writes the fields that lead to the page before. `before` is the index of the page's first item, if there is one before it. */
function writeBack(
  { prevCursor, hasPrevious, end }: RouteBack,
  { hasMore, cursor }: RouteResponse,
  before: number | undefined,
  isBack: boolean,
  write: (place: ResponsePlace, value: unknown) => void,
): void {
  if (prevCursor !== undefined) write(prevCursor, before === undefined ? end : createCursor(-before, cursor));
  // A flag of both directions speaks of the direction of the request.
  const isShared = JSON.stringify(hasPrevious) === JSON.stringify(hasMore);
  if (hasPrevious !== undefined && (isBack || !isShared)) write(hasPrevious, before !== undefined);
}

/** Returns the link to a position: the request's URL, or the part of another operation's path. */
function buildLink(
  { next, position, carry = [], firstPageOnly = [], response }: ListWay,
  url: URL,
  token: string,
): string {
  if (next !== undefined) return encodeURIComponent(token);
  const link = new URL(url);
  const dropped = firstPageOnly.flatMap((place) => ('query' in place ? [place.query] : []));
  for (const name of [...carry, ...dropped]) link.searchParams.delete(name);
  if ('query' in position) link.searchParams.set(position.query, token);
  return response.linkBase !== undefined ? link.pathname + link.search : link.href;
}

/** Returns items in the form of an object, of groups, or both. Under `counts: groups`, each item is a group. */
function formItems(items: readonly unknown[], from: number, { map, each, counts }: ItemForm): unknown {
  const size = counts === 'groups' ? 1 : 2;
  const rows = items.flatMap((_, index) => (index % size === 0 ? [items.slice(index, index + size)] : []));
  const groups = each === undefined ? items : rows.map((part) => withValue({}, each, part, rejectFrame));
  return map ? Object.fromEntries(groups.map((group, index) => [`group ${from + index * size + 1}`, group])) : groups;
}

/** Returns a link, or an array of links that contains it. */
function formLink(form: RouteResponse['link'], url: string): unknown {
  if (form === undefined) return url;
  const { where, method, body, merge } = form;
  const parts = [
    [form.url, url],
    [method, 'POST'],
    [body, {}],
    [merge, true],
  ] as const;
  return [
    parts.reduce<unknown>(
      (link, [pointer, value]) => (pointer === undefined ? link : withValue(link, pointer, value, rejectFrame)),
      { ...where },
    ),
  ];
}

function servedPosition(way: ListWay, { start }: { readonly start?: number }, from: number, limit: number): number {
  const isPage = way.style === 'page';
  const first = start ?? Number(way.start ?? (isPage ? 1 : 0));
  return first + (isPage ? Math.floor(from / limit) : from);
}

function isRange(place: ResponsePlace | undefined): boolean {
  return typeof place === 'object' && place.isRange === true;
}

function headerText(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function rejectFrame(parent: string): never {
  throw new TypeError(`body: ${parent === '' ? 'it' : parent} has to be an object`);
}
