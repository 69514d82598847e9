import { CloseSearch, eventPage } from './close-cursors.ts';
import { type CloseCounts, type CloseData, type CloseObject, closeData } from './close-data.ts';
import { fieldsOf, listPage } from './close-lists.ts';
import { CloseObjects } from './close-objects.ts';
import { type Answer, type Intercept, type LocalServer, listen, type RecordedRequest } from './http.ts';

export interface CloseServerOptions extends Partial<CloseCounts> {
  /** Default `api_test`. */
  readonly apiKey?: string;
  /** Default `token_test`. */
  readonly token?: string;
  /** Largest `_skip` of every list; default 10000. */
  readonly maxOffset?: number;
  /** Seconds for which a search cursor is accepted; default 30. */
  readonly cursorTtl?: number;
  /** The maximum number of objects that a search returns. Default: 10000. */
  readonly maxSearchResults?: number;
  /** The clock, in milliseconds; default `Date.now`. */
  readonly now?: () => number;
  /** Every n-th request is answered with 429; default never. */
  readonly rateLimitEvery?: number;
  /** Seconds that the `RateLimit` header says to wait; default 0. */
  readonly rateLimitReset?: number;
  readonly intercept?: Intercept;
}

export interface CloseServer extends LocalServer {
  /** The base URL of the API. */
  readonly url: string;
  readonly apiKey: string;
  readonly token: string;
  /** The data of the server, each list in order of creation. */
  readonly data: CloseData;
}

const BASE = '/api/v1';
const COUNTS: CloseCounts = {
  leads: 9345,
  contacts: 12000,
  opportunities: 600,
  tasks: 900,
  activities: 1200,
  events: 5000,
};

interface Resource {
  readonly rows: CloseObject[];
  readonly maxLimit: number;
  /** Prefix of IDs; absent: read only. */
  readonly prefix?: string;
  /** Of the activities, only those of this type. */
  readonly type?: string;
}

/**
 * Starts a look-alike of the Close API on a loopback port: authentication, maxima of `_limit` and `_skip` for each
 * resource, the event log, advanced filtering with cursors that expire, rate limits, and changes to objects.
 * Its data is the same on every start.
 */
export async function startCloseServer(options: CloseServerOptions = {}): Promise<CloseServer> {
  const { apiKey = 'api_test', token = 'token_test', rateLimitEvery = 0, rateLimitReset = 0 } = options;
  const data = closeData({ ...COUNTS, ...options });
  const answer = router(data, options);
  const credentials = [`Basic ${Buffer.from(`${apiKey}:`).toString('base64')}`, `Bearer ${token}`];
  let count = 0;
  const respond = (request: RecordedRequest, limited: boolean): Answer => {
    if (limited) return tooManyRequests(rateLimitReset);
    if (!credentials.includes(request.headers.authorization ?? '')) return refusal(401, 'Unauthorized.');
    return answer(request);
  };
  const server = await listen(async (request) => {
    const index = count++;
    const limited = rateLimitEvery > 0 && count % rateLimitEvery === 0;
    const headers = { ratelimit: `limit=100, remaining=${limited ? 0 : 99 - (index % 99)}, reset=${rateLimitReset}` };
    const reply = (await options.intercept?.(request, index)) ?? respond(request, limited);
    return { ...reply, headers: { ...headers, ...reply.headers } };
  });
  return { ...server, url: server.url + BASE, apiKey, token, data };
}

function router(data: CloseData, options: CloseServerOptions): (request: RecordedRequest) => Answer {
  const { maxOffset = 10000, cursorTtl = 30, maxSearchResults: maxResults = 10000, now = Date.now } = options;
  const objects = new CloseObjects(data, now);
  const search = new CloseSearch(
    { lead: data.leads, contact: data.contacts },
    { cursorTtl, maxResults, maxLimit: 200, now },
  );
  const single: Readonly<Record<string, (request: RecordedRequest) => Answer>> = {
    'GET /event/': ({ query }) => eventPage(data.events, query),
    'GET /me/': () => ({ body: data.users[0] }),
    'GET /pipeline/': () => ({ body: { data: [{ id: 'pipe_1', name: 'Sales', statuses: data.opportunityStatuses }] } }),
    'POST /data/search/': ({ body }) => search.page(body),
    'POST /lead/merge/': ({ body }) => objects.merge(body),
    'POST /export/lead/': ({ body }) => objects.export((body as { type?: unknown } | undefined)?.type, body),
    'POST /export/opportunity/': ({ body }) => objects.export('opportunities', body),
  };
  const resources = resourcesOf(data);
  return (request) => {
    const path = request.path.startsWith(`${BASE}/`) ? request.path.slice(BASE.length) : '';
    const own = single[`${request.method} ${path}`];
    if (own !== undefined) return own(request);
    const whole = resources[path];
    if (whole !== undefined) return collection(request, whole, objects, data, maxOffset);
    const [, parent = '', id = ''] = /^(\/.+\/)([^/]+)\/$/.exec(path) ?? [];
    const resource = resources[parent];
    return resource === undefined ? refusal(404, 'Not found.') : item(request, resource, id, objects, data);
  };
}

function resourcesOf(data: CloseData): Readonly<Record<string, Resource>> {
  const activities = { rows: data.activities, maxLimit: 100 };
  return {
    '/lead/': { rows: data.leads, maxLimit: 200, prefix: 'lead' },
    '/contact/': { rows: data.contacts, maxLimit: 100, prefix: 'cont' },
    '/opportunity/': { rows: data.opportunities, maxLimit: 250, prefix: 'oppo' },
    '/task/': { rows: data.tasks, maxLimit: 1000, prefix: 'task' },
    '/activity/': activities,
    '/activity/note/': { ...activities, prefix: 'acti', type: 'Note' },
    '/activity/call/': { ...activities, type: 'Call' },
    '/activity/email/': { ...activities, type: 'Email' },
    '/status/lead/': { rows: data.leadStatuses, maxLimit: 100 },
    '/status/opportunity/': { rows: data.opportunityStatuses, maxLimit: 100 },
    '/custom_field/lead/': { rows: data.customFields, maxLimit: 100, prefix: 'cf' },
    '/custom_field/contact/': { rows: data.customFields, maxLimit: 100 },
    '/custom_field/opportunity/': { rows: data.customFields, maxLimit: 100 },
    '/user/': { rows: data.users, maxLimit: 100 },
    '/saved_search/': { rows: data.smartViews, maxLimit: 100 },
    '/event/': { rows: data.events, maxLimit: 50 },
    '/export/': { rows: data.exports, maxLimit: 100 },
  };
}

function collection(
  { method, query, body }: RecordedRequest,
  { rows, maxLimit, prefix, type }: Resource,
  objects: CloseObjects,
  data: CloseData,
  maxOffset: number,
): Answer {
  if (method === 'POST' && prefix !== undefined) return objects.create(rows, prefix, body);
  if (method !== 'GET') return refusal(405, 'Method not allowed.');
  const filters = new URLSearchParams(query);
  if (type !== undefined) filters.set('_type', type);
  const leads = rows === data.leads;
  const { total, ...page } = listPage(rows, filters, { maxLimit, maxOffset }, leads ? objects.showLead : undefined);
  return leads && total !== undefined ? { ...page, body: { ...(page.body as object), total_results: total } } : page;
}

function item(
  { method, query, body }: RecordedRequest,
  { rows, prefix }: Resource,
  id: string,
  objects: CloseObjects,
  data: CloseData,
): Answer {
  const index = rows.findIndex((row) => row.id === id);
  const row = rows[index];
  if (row === undefined) return refusal(404, 'Empty query: this object does not exist.');
  if (method === 'GET') return { body: fieldsOf(rows === data.leads ? objects.showLead(row) : row, query) };
  if (method === 'PUT' && prefix !== undefined) return objects.update(rows, index, body);
  if (method === 'DELETE' && prefix !== undefined) return objects.remove(rows, index);
  return refusal(405, 'Method not allowed.');
}

function refusal(status: number, error: string): Answer {
  return { status, body: { error } };
}

function tooManyRequests(reset: number): Answer {
  const message = 'API call count exceeded for this window.';
  return { status: 429, body: { error: { message, rate_limit: 100, rate_window: 5, rate_reset: reset } } };
}
