import { type Answer, type Intercept, isObject, type LocalServer, listen, type RecordedRequest } from './http.ts';
import { makeContacts, makePlaces, type Place, type PlaceContact } from './places-data.ts';

export interface PlacesServerOptions {
  /** Default `token_test`. */
  readonly token?: string;
  /** Default 25000. */
  readonly places?: number;
  /** Default 1000. */
  readonly contacts?: number;
  /** Largest `page` × `limit` and `offset` + `limit`; default 10000. */
  readonly maxResults?: number;
  /** Every n-th request is answered with 429; default never. */
  readonly rateLimitEvery?: number;
  /** Seconds to wait, in `Retry-After` and `X-RateLimit-Reset`; default 0. */
  readonly rateLimitReset?: number;
  readonly intercept?: Intercept;
}

export interface PlacesServer extends LocalServer {
  readonly token: string;
  readonly places: readonly Place[];
  readonly contacts: readonly PlaceContact[];
}

const DEFAULT_LIMIT = 25;
const MAX_LIMIT = 100;

/**
 * Starts a look-alike of the places search on a loopback port: bearer token, one search with three ways of paging of
 * which two end at `maxResults`, contacts by a string cursor, rate limit headers. Its data is the same on every start.
 */
export async function startPlacesServer(options: PlacesServerOptions = {}): Promise<PlacesServer> {
  const { token = 'token_test', maxResults = 10000, rateLimitEvery = 0, rateLimitReset = 0 } = options;
  const places = makePlaces(options.places ?? 25000);
  const contacts = makeContacts(options.contacts ?? 1000);
  let count = 0;
  const respond = (request: RecordedRequest, limited: boolean): Answer => {
    if (limited) return refusal(429, 'rate_limited', 'Too many requests.', { 'retry-after': String(rateLimitReset) });
    if (request.headers.authorization !== `Bearer ${token}`) return refusal(401, 'unauthorized', 'Wrong token.');
    const route = `${request.method} ${request.path}`;
    if (route === 'POST /api/v1/places/search') return search(places, request.body, maxResults);
    if (route === 'GET /api/v1/contacts') return contactPage(contacts, request.query);
    return refusal(404, 'not_found', `There is no ${route}.`);
  };
  const server = await listen(async (request) => {
    const index = count++;
    const limited = rateLimitEvery > 0 && count % rateLimitEvery === 0;
    const headers = {
      'x-ratelimit-limit': '60',
      'x-ratelimit-remaining': String(limited ? 0 : 59 - (index % 59)),
      'x-ratelimit-reset': String(rateLimitReset),
    };
    const reply = (await options.intercept?.(request, index)) ?? respond(request, limited);
    return { ...reply, headers: { ...headers, ...reply.headers } };
  });
  return { ...server, token, places, contacts };
}

function search(places: readonly Place[], body: unknown, maxResults: number): Answer {
  if (!isObject(body) || typeof body.query !== 'string') return invalid('query is required.');
  const { cursor, page, offset, limit = DEFAULT_LIMIT } = body;
  if (!isWhole(limit, 1) || limit > MAX_LIMIT) return invalid(`limit has to be from 1 to ${MAX_LIMIT}.`);
  if ([cursor, page, offset].filter((value) => value !== undefined && value !== null).length > 1) {
    return invalid('Only one of cursor, page and offset may be given.');
  }
  if (page !== undefined) {
    if (!isWhole(page, 1)) return invalid('page has to be 1 or more.');
    if (page * limit > maxResults) return invalid(`page × limit may not exceed ${maxResults}. Use cursor instead.`);
    return pageOfPlaces(places, (page - 1) * limit, limit, { page });
  }
  if (offset !== undefined) {
    if (!isWhole(offset, 0)) return invalid('offset has to be 0 or more.');
    if (offset + limit > maxResults) return invalid(`offset + limit may not exceed ${maxResults}. Use cursor instead.`);
    return pageOfPlaces(places, offset, limit, {});
  }
  if (cursor === undefined || cursor === null) return pageOfPlaces(places, 0, limit, { page: 1, cursor: true });
  const start = afterCursor(places, cursor);
  return start === undefined ? invalid('cursor is not valid.') : pageOfPlaces(places, start, limit, { cursor: true });
}

function pageOfPlaces(
  places: readonly Place[],
  start: number,
  limit: number,
  given: { readonly page?: number; readonly cursor?: true },
): Answer {
  const data = places.slice(start, start + limit).map(({ score: _score, ...place }) => place);
  const more = start + limit < places.length;
  const meta = {
    total: places.length,
    limit,
    page: given.page ?? null,
    total_pages: Math.ceil(places.length / limit),
    has_more: more,
    next_cursor: more && given.cursor ? cursorOf(places[start + limit - 1]!) : null,
  };
  return { body: { data, meta } };
}

/** The sort values of a place, and its ID, which tells apart those that are equal. */
function cursorOf({ score, rating, reviews, id }: Place): unknown[] {
  return [score, rating, reviews, id];
}

/** Returns the index at which the page after the cursor begins, or undefined unless every value came back unchanged. */
function afterCursor(places: readonly Place[], cursor: unknown): number | undefined {
  const id = Array.isArray(cursor) ? String(cursor[3]) : '';
  const index = Number(/^pl_(\d+)$/.exec(id)?.[1] ?? Number.NaN);
  const place = places[index];
  return place !== undefined && JSON.stringify(cursorOf(place)) === JSON.stringify(cursor) ? index + 1 : undefined;
}

function contactPage(contacts: readonly PlaceContact[], query: URLSearchParams): Answer {
  const limit = query.has('limit') ? Number(query.get('limit')) : DEFAULT_LIMIT;
  if (!isWhole(limit, 1) || limit > MAX_LIMIT) return invalid(`limit has to be from 1 to ${MAX_LIMIT}.`);
  const cursor = query.get('cursor');
  const rows = query.has('place_id') ? contacts.filter((one) => one.place_id === query.get('place_id')) : contacts;
  const start = cursor === null ? 0 : rows.findIndex((contact) => contactCursor(contact) === cursor) + 1;
  if (cursor !== null && start === 0) return invalid('cursor is not valid.');
  const next = start + limit < rows.length ? contactCursor(rows[start + limit - 1]!) : null;
  return { body: { data: rows.slice(start, start + limit), meta: { limit, next_cursor: next } } };
}

/** Time and ID, such as `2025-01-01T00:00:00.000Z,ct_000000`: it holds a comma and colons. */
function contactCursor({ created_at, id }: PlaceContact): string {
  return `${created_at},${id}`;
}

function isWhole(value: unknown, least: number): value is number {
  return Number.isInteger(value) && (value as number) >= least;
}

function invalid(message: string): Answer {
  return refusal(400, 'invalid_request', message);
}

function refusal(
  status: number,
  code: string,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return { status, headers, body: { error: { code, message } } };
}
