import type { CursorPartPlace, ListRoute, ListWay, RequestPlace } from './list-route.js';
import type { ListSource } from './list-source.js';
import type { PageFaults } from './page-faults.js';
import { describePlace, type PageRequest, readValue, toWholeNumber } from './request-value.js';
import { readCursor } from './served-cursor.js';
import { openScroll, readScroll } from './served-scroll.js';

/** Thrown for a request that the API does not accept. */
export class RequestRejected extends Error {}

/** The page that a request selects. */
export interface PageSelection {
  readonly way: ListWay;
  /** The items within the bounds of `deep`. */
  readonly source: ListSource;
  /** Index of the first item of the page. */
  readonly start: number;
  readonly limit: number;
  /** The index before which the page ends, if the request goes back. */
  readonly end?: number;
  /** The number of the scroll, if the server keeps the position. */
  readonly scroll?: number;
}

/** The page size if neither the request nor the document has one. */
const USUAL_PAGE_SIZE = 20;

/**
 * Reads which page a request selects.
 *
 * @param linkPosition position in the path of the request
 * @throws RequestRejected if the rules of the operation do not allow the request
 */
export function selectPage(
  { ways }: ListRoute,
  request: PageRequest,
  items: ListSource,
  faults: PageFaults,
  linkPosition?: string,
): PageSelection {
  const { way, position = linkPosition, isBack } = chooseWay(ways, request);
  checkFixed(way, request, position === undefined || way.style !== 'link');
  const sized = isBack && way.back?.limit !== undefined ? { ...way, limit: way.back.limit } : way;
  const limit = Math.min(readLimit(sized, request, faults), faults.cap ?? Infinity);
  const source = selectItems(ways, request, items);
  const end = position === undefined ? undefined : findEnd(way, position, source, isBack === true);
  if (end !== undefined) return { way, source, start: Math.max(0, end - limit), limit, end };
  const start = position === undefined ? 0 : findStart(way, position, source, limit, faults);
  if (start > 0) {
    for (const place of way.firstPageOnly ?? []) {
      if (readValue(place, request) === undefined) continue;
      throw new RequestRejected(`${describePlace(place)} is allowed only in a request for the first page`);
    }
  }
  const selection = { way, source, start: Math.max(0, start), limit };
  if (!way.response.isStateful) return selection;
  const scroll = position === undefined ? openScroll(way) : readCursor(position, way.response.cursor);
  return scroll === undefined ? selection : { ...selection, scroll };
}

/** Returns true if a request carries a cursor, or follows a link. */
export function carriesToken({ ways }: ListRoute, request: PageRequest, linkPosition?: string): boolean {
  const { way, position = linkPosition } = chooseWay(ways, request);
  const isToken = way.style === 'cursor' || way.style === 'link';
  return isToken && position !== undefined && String(position) !== String(way.start);
}

/** Rejects a request without the values that the way needs. A link has its own query. */
function checkFixed({ fixed = [] }: ListWay, request: PageRequest, isBuilt: boolean): void {
  for (const { at, value, isList } of fixed) {
    if (!hasValue(at, value, isList, request) && (isBuilt || 'header' in at))
      throw new RequestRejected(`${describePlace(at)} must be ${JSON.stringify(value)}`);
  }
}

function hasValue(place: RequestPlace, value: unknown, isList: boolean | undefined, request: PageRequest): boolean {
  const found = readValue(place, request);
  const text = textOf(value);
  return isList
    ? textOf(found)
        .split(/\s*,\s*/)
        .includes(text)
    : textOf(found) === text;
}

function textOf(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/**
 * Chooses the way whose position the request contains, otherwise the one whose page size it contains. If that does not
 * decide, chooses the first whose fixed values it contains.
 */
function chooseWay(
  ways: readonly ListWay[],
  request: PageRequest,
): { readonly way: ListWay; readonly position?: unknown; readonly isBack?: true } {
  for (const way of ways) {
    const position = readValue(way.position, request);
    const back = way.back?.position && readValue(way.back.position, request);
    if (position !== undefined && back !== undefined)
      throw new RequestRejected(`${describePlace(way.position)} and the cursor of the way back are mutually exclusive`);
    if (back !== undefined) return { way, position: back, isBack: true };
    if (position !== undefined) return { way, position };
  }
  const sized = ways.find(({ limit }) => limit !== undefined && readValue(limit, request) !== undefined);
  const fits = ({ fixed = [] }: ListWay): boolean =>
    fixed.every(({ at, value, isList }) => hasValue(at, value, isList, request));
  return { way: sized ?? ways.find(fits) ?? (ways[0] as ListWay) };
}

function readLimit({ limit: place, limits, sizes }: ListWay, request: PageRequest, faults: PageFaults): number {
  const { minLimit = 1, maxLimit = Infinity, maxResults = Infinity, defaultLimit } = limits;
  const asked = place && readValue(place, request);
  if (place === undefined || asked === undefined) {
    return defaultLimit ?? sizes?.[0] ?? Math.max(minLimit, Math.min(USUAL_PAGE_SIZE, maxLimit, maxResults));
  }
  const limit = toWholeNumber(asked);
  if (sizes !== undefined && !sizes.includes(limit)) {
    throw new RequestRejected(`${describePlace(place)} must be one of ${sizes.join(', ')}`);
  }
  const most = Math.min(maxLimit, faults.maxLimit ?? maxLimit);
  if (limit >= minLimit && limit <= most) return limit;
  const range = most === Infinity ? `at least ${minLimit}` : `from ${minLimit} to ${most}`;
  throw new RequestRejected(`${describePlace(place)} must be ${range}`);
}

/** Selects the items within the bounds of every way: a filter works whichever position is sent with it. */
function selectItems(ways: readonly ListWay[], request: PageRequest, items: ListSource): ListSource {
  let selected = items;
  for (const { deep } of ways) {
    if (deep === undefined) continue;
    const [from, until] = [deep.from, deep.until].map((place) => place && readValue(place, request));
    if (from === undefined && until === undefined) continue;
    const within = selected.within(deep.field, from, until);
    if (within === undefined) {
      const place = (from === undefined ? deep.until : deep.from) as RequestPlace;
      throw new RequestRejected(`${describePlace(place)} must have the type of the items' field ${deep.field}`);
    }
    selected = within;
  }
  return selected;
}

function findStart(way: ListWay, position: unknown, source: ListSource, limit: number, faults: PageFaults): number {
  if (way.style === 'cursor' || way.style === 'link') return findCursorStart(way, position, source);
  const { maxOffset = Infinity, maxPage = Infinity, maxResults = Infinity } = way.limits;
  const isPage = way.style === 'page';
  const first = Number(way.start ?? (isPage ? 1 : 0));
  const number = toWholeNumber(position);
  const name = describePlace(way.position);
  if (!(number >= first)) throw new RequestRejected(`${name} must be a whole number of at least ${first}`);
  const most = isPage ? maxPage : Math.min(maxOffset, faults.maxOffset ?? maxOffset);
  if (number > most) throw new RequestRejected(`${name} must be at most ${most}`);
  const start = isPage ? (number - first) * limit : number - first;
  if (start + limit > maxResults) throw new RequestRejected(`${name} selects items after the first ${maxResults}`);
  return start;
}

/** Returns the index before which a page of the way back ends; undefined for a cursor of the way forward. */
function findEnd(way: ListWay, position: unknown, source: ListSource, isBack: boolean): number | undefined {
  const { back, response } = way;
  if (back === undefined) return undefined;
  const index =
    isBack && back.firstItemCursor !== undefined
      ? source.find(back.firstItemCursor, position)
      : readBack(position, response, source, isBack);
  if (index !== undefined && index <= source.total) return Math.max(0, index);
  if (isBack) throw new RequestRejected('the cursor is not one that this list returned');
  return undefined;
}

function readBack(
  position: unknown,
  { cursor }: ListWay['response'],
  source: ListSource,
  isBack: boolean,
): number | undefined {
  const index = readCursor(position, cursor);
  return index === undefined || (index >= 0 && !isBack) ? undefined : Math.abs(index) - source.skipped;
}

function findCursorStart(way: ListWay, position: unknown, source: ListSource): number {
  const { start, response } = way;
  if (start !== undefined && String(position) === String(start)) return 0;
  const { itemCursor, cursor, parts, isInclusive, isStateful = false } = response;
  const skipped = isInclusive ? 0 : 1;
  if (parts !== undefined) return findPartsStart(parts, position as Readonly<Record<string, unknown>>, source, skipped);
  if (itemCursor === undefined) {
    const index = readCursor(position, cursor);
    const scrolled = isStateful && index !== undefined ? readScroll(way, index) : undefined;
    if (scrolled !== undefined) return scrolled;
    if (!isStateful && index !== undefined && index >= 0 && index <= source.skipped + source.total)
      return index - source.skipped;
  } else {
    const index = source.find(itemCursor, position);
    if (index !== undefined) return index + skipped;
  }
  throw new RequestRejected('the cursor is not one that this list returned');
}

/** Finds the page of a cursor with several parts, which have to agree. */
function findPartsStart(
  parts: readonly CursorPartPlace[],
  position: Readonly<Record<string, unknown>>,
  source: ListSource,
  skipped: number,
): number {
  const starts = parts
    .filter(({ isKept }) => !isKept)
    // A keyset goes on behind the last page, which omits the parts that only an answer has.
    .filter(({ name, item, end }) => item !== undefined || end !== undefined || position[name] !== undefined)
    .map(({ name, item, shape }) => {
      const index = item === undefined ? readCursor(position[name], shape) : source.find(item, position[name]);
      if (index === undefined) return undefined;
      return item === undefined ? index - source.skipped : index + skipped;
    });
  const [start] = starts;
  if (start !== undefined && starts.every((other) => other === start) && start <= source.total) return start;
  throw new RequestRejected('the cursor is not one that this list returned');
}
