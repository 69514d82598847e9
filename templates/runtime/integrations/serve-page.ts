import { at, withValue } from '../pagination/json.js';
import type { ListRoute, ListWay, RequestPlace, ResponsePlace } from './list-route.js';

/** A request that the API would not accept. */
export class Refusal extends Error {}

export interface ServedPage {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: unknown;
}

/** The page size where neither request nor document name one. */
const USUAL = 20;
/** The query parameter that links carry their position in. */
const LINK = '_page_token';

/** A request, read. */
interface Asked {
  readonly url: URL;
  readonly headers: Headers;
  readonly body: unknown;
}

/**
 * The page that a request asks for.
 *
 * @throws Refusal where the rules of the operation forbid it
 */
export async function servePage(
  route: ListRoute,
  request: Request,
  all: readonly unknown[],
  frame: object,
): Promise<ServedPage> {
  const text = await request.clone().text();
  const asked: Asked = { url: new URL(request.url), headers: request.headers, body: parsed(text) };
  const way = wayOf(route, asked);
  const items = within(way, asked, all);
  const limit = limitOf(way, asked);
  const start = startOf(way, asked, items, limit);
  const { pastEnd } = way.response;
  if (pastEnd !== undefined && start > 0 && start >= items.length) {
    return { status: pastEnd, headers: {}, body: undefined };
  }
  return { status: route.status, ...answer(route, way, asked, items, start, limit, frame) };
}

/** The way whose position the request carries, else whose page size, else the first. */
function wayOf({ ways }: ListRoute, asked: Asked): ListWay {
  const positioned = ways.find((way) => positionOf(way, asked) !== undefined);
  return positioned ?? ways.find((way) => valueAt(way.limit, asked) !== undefined) ?? (ways[0] as ListWay);
}

function positionOf(way: ListWay, asked: Asked): unknown {
  return way.style === 'link' ? (asked.url.searchParams.get(LINK) ?? undefined) : valueAt(way.position, asked);
}

/** The items that the bounds of deep pagination leave. */
function within({ deep }: ListWay, asked: Asked, all: readonly unknown[]): readonly unknown[] {
  if (deep === undefined) return all;
  const [from, until] = [valueAt(deep.from, asked), valueAt(deep.until, asked)];
  if (from === undefined && until === undefined) return all;
  const order = (value: unknown): number | string => {
    const text = String(value);
    const time = /^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(text) : Number(text);
    return Number.isNaN(time) ? text : time;
  };
  return all.filter((item) => {
    const own = order(at(item, deep.field));
    return (from === undefined || own >= order(from)) && (until === undefined || own <= order(until));
  });
}

function limitOf({ limit: place, sizes, limits }: ListWay, asked: Asked): number {
  const { minLimit = 1, maxLimit = Infinity, defaultLimit } = limits;
  const value = valueAt(place, asked);
  if (value === undefined) return defaultLimit ?? sizes?.[0] ?? Math.max(minLimit, Math.min(USUAL, maxLimit));
  const limit = Number(value);
  if (!Number.isInteger(limit) || limit < minLimit || limit > maxLimit) {
    throw new Refusal(`${nameOf(place)} has to be a whole number from ${minLimit} to ${maxLimit}`);
  }
  if (sizes !== undefined && !sizes.includes(limit)) {
    throw new Refusal(`${nameOf(place)} has to be one of ${sizes.join(', ')}`);
  }
  return limit;
}

/** The index of the page's first item. */
function startOf(way: ListWay, asked: Asked, items: readonly unknown[], limit: number): number {
  const { style, response, start: first } = way;
  const position = positionOf(way, asked);
  if (position === undefined || (first !== undefined && String(position) === String(first))) return 0;
  if (style === 'offset' || style === 'page') return countedStart(way, Number(position), limit);
  const { itemCursor } = response;
  if (itemCursor !== undefined) {
    const index = items.findIndex((item) => String(at(item, itemCursor)) === String(position));
    if (index >= 0) return index + 1;
  } else {
    const index = Number(/\d+/.exec(typeof position === 'string' ? position : JSON.stringify(position))?.[0]);
    if (index <= items.length) return index;
  }
  throw new Refusal('this is not a cursor of this list');
}

function countedStart({ style, position, limits, start: first }: ListWay, number: number, limit: number): number {
  const { maxOffset = Infinity, maxPage = Infinity, maxResults = Infinity } = limits;
  const lowest = Number(first ?? (style === 'page' ? 1 : 0));
  const highest = style === 'page' ? maxPage : maxOffset;
  const name = nameOf(position);
  if (!Number.isInteger(number) || number < lowest || number > highest) {
    throw new Refusal(`${name} has to be a whole number from ${lowest} to ${highest}`);
  }
  const start = style === 'page' ? (number - lowest) * limit : number - lowest;
  if (start + limit > maxResults) throw new Refusal(`${name} leads beyond the first ${maxResults} items`);
  return start;
}

function answer(
  { ways }: ListRoute,
  own: ListWay,
  { url }: Asked,
  all: readonly unknown[],
  start: number,
  limit: number,
  frame: object,
): Pick<ServedPage, 'headers' | 'body'> {
  const { style, limits } = own;
  const { maxResults = all.length } = limits;
  // A walk by cursors or links ends at `maxResults`; positions beyond it are refused already.
  const last = style === 'cursor' || style === 'link' ? Math.min(all.length, maxResults) : all.length;
  const end = Math.min(start + limit, last);
  const more = end < last;
  const link = new URL(url);
  link.searchParams.set(LINK, String(end));
  const headers: Record<string, string> = {};
  let body: unknown = frame;
  const write = (field: ResponsePlace | undefined, value: unknown): void => {
    if (field === undefined) return;
    if (typeof field === 'string') body = withValue(body, field, value, refuseFrame);
    else if (value !== null) headers[field.header] = typeof value === 'object' ? JSON.stringify(value) : String(value);
  };
  // The fields of all ways: an answer does not say less because another one was chosen. The chosen one's come last.
  for (const { response } of [...ways.filter((way) => way !== own), own]) {
    write(response.items, all.slice(start, end));
    write(response.hasMore, more);
    write(response.total, all.length);
    write(response.totalPages, Math.ceil(all.length / limit));
    write(response.limit, limit);
    write(response.nextCursor, more ? cursorOf(response, end) : null);
    write(response.nextUrl, more ? link.href : null);
    if (response.rel !== undefined && more) headers['Link'] = `<${link.href}>; rel="${response.rel}"`;
  }
  return { headers, body };
}

function cursorOf({ cursorType }: ListWay['response'], position: number): unknown {
  if (cursorType === 'array') return [position];
  return cursorType === 'number' ? position : String(position);
}

function refuseFrame(parent: string): never {
  throw new TypeError(`body: ${parent === '' ? 'it' : parent} has to be an object`);
}

/** What a request carries; undefined where it carries nothing. */
function valueAt(place: RequestPlace | undefined, { url, headers, body }: Asked): unknown {
  if (place === undefined) return undefined;
  if ('body' in place) return at(body, place.body) ?? undefined;
  return ('query' in place ? url.searchParams.get(place.query) : headers.get(place.header)) ?? undefined;
}

function nameOf(place: RequestPlace | undefined): string {
  return Object.values(place ?? {}).join();
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
