import { afterEach, describe, expect, test } from 'vitest';
import { type CloseServer, type CloseServerOptions, startCloseServer } from './support/close-server.ts';
import { type PlacesServer, type PlacesServerOptions, startPlacesServer } from './support/places-server.ts';

interface Reply {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: the answers of a server under test are looked into freely.
  readonly body: any;
}

const open: { close(): Promise<void> }[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function close(options: CloseServerOptions = {}): Promise<CloseServer> {
  const server = await startCloseServer({ leads: 25, contacts: 40, events: 120, ...options });
  open.push(server);
  return server;
}

async function places(options: PlacesServerOptions = {}): Promise<PlacesServer> {
  const server = await startPlacesServer(options);
  open.push(server);
  return server;
}

async function send(url: string, authorization: string | undefined, init: { method?: string; body?: unknown } = {}) {
  const response = await fetch(url, {
    method: init.method ?? (init.body === undefined ? 'GET' : 'POST'),
    headers: { ...(authorization === undefined ? {} : { authorization }), 'content-type': 'application/json' },
    ...(init.body === undefined ? {} : { body: JSON.stringify(init.body) }),
  });
  return { status: response.status, headers: response.headers, body: await response.json() } as Reply;
}

const BASIC = `Basic ${btoa('api_test:')}`;
const ids = (reply: Reply): string[] => reply.body.data.map((row: { id: string }) => row.id);

describe('the Close look-alike', () => {
  test('takes the API key as user name with an empty password, or a bearer token, and nothing else', async () => {
    const { url } = await close();
    expect((await send(`${url}/me/`, BASIC)).status).toBe(200);
    expect((await send(`${url}/me/`, 'Bearer token_test')).status).toBe(200);
    for (const wrong of [undefined, 'Bearer no', `Basic ${btoa('api_test:x')}`, `Basic ${btoa('api_test')}`]) {
      expect((await send(`${url}/me/`, wrong)).status).toBe(401);
    }
  });

  test('returns leads by _skip and _limit, with has_more and total_results', async () => {
    const { url, data } = await close();
    const first = await send(`${url}/lead/?_limit=20`, BASIC);
    const second = await send(`${url}/lead/?_limit=20&_skip=20`, BASIC);
    expect([...ids(first), ...ids(second)]).toEqual(data.leads.map((lead) => lead.id));
    expect(first.body).toMatchObject({ has_more: true, total_results: 25 });
    expect(second.body).toMatchObject({ has_more: false, total_results: 25 });
    expect(first.body.data[0].contacts.map((contact: { id: string }) => contact.id)).toEqual([
      'cont_000000',
      'cont_000025',
    ]);
    expect((await send(`${url}/contact/`, BASIC)).body).not.toHaveProperty('total_results');
  });

  test.each([
    ['/lead/', 200],
    ['/contact/', 100],
    ['/activity/', 100],
    ['/activity/note/', 100],
    ['/opportunity/', 250],
    ['/task/', 1000],
  ])('refuses more than the maximum of %s', async (path, max) => {
    const { url } = await close({ maxOffset: 30 });
    expect((await send(`${url}${path}?_limit=${max}&_skip=30`, BASIC)).status).toBe(200);
    for (const over of [`_limit=${max + 1}`, '_skip=31']) {
      const reply = await send(`${url}${path}?${over}`, BASIC);
      expect(reply.status).toBe(400);
      expect(reply.body).toEqual({ errors: [expect.stringContaining('maximum')], 'field-errors': {} });
    }
  });

  test('allows a maximum _skip of 10,000 by default', async () => {
    const { url } = await close({ contacts: 10_050 });
    const last = await send(`${url}/contact/?_skip=10000`, BASIC);
    expect(ids(last)).toHaveLength(50);
    expect((await send(`${url}/contact/?_skip=10001`, BASIC)).status).toBe(400);
  });

  test('narrows lists by creation date and orders them by it both ways', async () => {
    const { url, data } = await close();
    const from = encodeURIComponent(data.leads[6]!.date_created);
    const before = encodeURIComponent(data.leads[12]!.date_created);
    const bounds = `date_created__gte=${from}&date_created__lt=${before}`;
    const expected = data.leads.slice(6, 12).map((lead) => lead.id);
    expect(data.leads[7]!.date_created).toBe(data.leads[6]!.date_created);
    expect(ids(await send(`${url}/lead/?${bounds}&_order_by=date_created`, BASIC))).toEqual(expected);
    const reverse = await send(`${url}/lead/?${bounds}&_order_by=-date_created&_skip=1&_limit=4`, BASIC);
    expect(ids(reverse)).toEqual(expected.toReversed().slice(1, 5));
    expect(reverse.body).toMatchObject({ has_more: true, total_results: 6 });
    expect((await send(`${url}/lead/?date_created__gte=soon`, BASIC)).status).toBe(400);
  });

  test('filters by query and by field', async () => {
    const { url } = await close();
    const acme = await send(`${url}/lead/?query=${encodeURIComponent('name:acme')}`, BASIC);
    expect(acme.body.total_results).toBe(4);
    expect(ids(await send(`${url}/contact/?lead_id=lead_000001`, BASIC))).toEqual(['cont_000001', 'cont_000026']);
    const names = await send(`${url}/lead/lead_000001/?_fields=id,name`, BASIC);
    expect(Object.keys(names.body)).toEqual(['id', 'name']);
  });

  test('returns events newest first, by a cursor that ends with null, and filters only while it is asked to', async () => {
    const { url, data } = await close();
    const seen: string[] = [];
    for (let cursor = ''; ; ) {
      const reply = await send(`${url}/event/${cursor && `?_cursor=${cursor}`}`, BASIC);
      seen.push(...ids(reply));
      if (reply.body.cursor_next === null) break;
      cursor = encodeURIComponent(reply.body.cursor_next);
    }
    expect(seen).toEqual(data.events.map((event) => event.id).reverse());
    const created = await send(`${url}/event/?action=created&_limit=10`, BASIC);
    const next = `${url}/event/?_limit=10&_cursor=${created.body.cursor_next}`;
    const actions = async (at: string) =>
      new Set((await send(at, BASIC)).body.data.map((event: { action: string }) => event.action));
    expect(await actions(`${next}&action=created`)).toEqual(new Set(['created']));
    expect(await actions(next)).toEqual(new Set(['created', 'updated']));
    expect((await send(`${url}/event/?_limit=51`, BASIC)).status).toBe(400);
    expect((await send(`${url}/event/?_cursor=none`, BASIC)).status).toBe(400);
  });

  const contacts = { type: 'object_type', object_type: 'contact' };

  test('searches by a cursor, up to so many objects a walk', async () => {
    const { url } = await close({ maxSearchResults: 30 });
    const first = await send(`${url}/data/search/`, BASIC, { body: { query: contacts, _limit: 20 } });
    expect(first.body.data[0]).toEqual({ __object_type: 'contact', id: 'cont_000000' });
    const again = { query: contacts, _limit: 20, cursor: first.body.cursor };
    const second = await send(`${url}/data/search/`, BASIC, { body: again });
    expect(ids(second)).toEqual(Array.from({ length: 10 }, (_, index) => `cont_0000${index + 20}`));
    expect(second.body.cursor).toBeNull();
    expect(await send(`${url}/data/search/`, BASIC, { body: again })).toMatchObject({ body: second.body });
    const other = { ...again, query: { type: 'match_all' } };
    expect((await send(`${url}/data/search/`, BASIC, { body: other })).status).toBe(400);
  });

  test('finds by words, returns the requested fields, and counts', async () => {
    const { url } = await close();
    const query = { type: 'and', queries: [contacts, { type: 'text', value: 'ada' }] };
    const body = { query, _fields: { contact: ['name'] }, include_counts: true, results_limit: 2 };
    const reply = await send(`${url}/data/search/`, BASIC, { body });
    expect(reply.body).toEqual({
      data: [
        { __object_type: 'contact', id: 'cont_000000', name: 'Ada Moss 0' },
        { __object_type: 'contact', id: 'cont_000005', name: 'Ada Moss 5' },
      ],
      cursor: null,
      count: { limited: 2, total: 8 },
    });
  });

  test('refuses a search cursor once it is older than its time to live', async () => {
    let time = 0;
    const { url } = await close({ now: () => time });
    const { body } = await send(`${url}/data/search/`, BASIC, { body: { query: contacts, _limit: 5 } });
    const next = { query: contacts, _limit: 5, cursor: body.cursor };
    time = 30_000;
    expect((await send(`${url}/data/search/`, BASIC, { body: next })).status).toBe(200);
    time = 30_001;
    expect((await send(`${url}/data/search/`, BASIC, { body: next })).status).toBe(400);
  });

  test('says its rate limit with every answer and answers each n-th request with 429', async () => {
    const { url, requests } = await close({ rateLimitEvery: 3, rateLimitReset: 2 });
    const replies = [];
    for (let index = 0; index < 4; index++) replies.push(await send(`${url}/me/`, BASIC));
    expect(replies.map((reply) => reply.status)).toEqual([200, 200, 429, 200]);
    expect(replies[2]?.headers.get('ratelimit')).toBe('limit=100, remaining=0, reset=2');
    expect(replies[3]?.headers.get('ratelimit')).toMatch(/^limit=100, remaining=\d+, reset=2$/);
    expect(requests.map((request) => request.status)).toEqual([200, 200, 429, 200]);
  });

  test('creates, reads, changes and deletes leads and contacts', async () => {
    const { url } = await close();
    const made = await send(`${url}/lead/`, BASIC, { body: { name: 'New Co', contacts: [{ name: 'Zoe' }] } });
    expect(made.body).toMatchObject({ display_name: 'New Co', contacts: [{ name: 'Zoe', lead_id: made.body.id }] });
    const at = `${url}/lead/${made.body.id}/`;
    await send(at, BASIC, { method: 'PUT', body: { name: 'Newer Co', id: 'ignored' } });
    expect((await send(at, BASIC)).body).toMatchObject({ id: made.body.id, display_name: 'Newer Co' });
    expect(await send(at, BASIC, { method: 'DELETE' })).toMatchObject({ status: 200, body: {} });
    expect((await send(at, BASIC)).status).toBe(404);
    expect((await send(`${url}/contact/`, BASIC, { body: { lead_id: 'lead_none' } })).status).toBe(400);
    const contact = await send(`${url}/contact/`, BASIC, { body: { name: 'Yan', lead_id: 'lead_000003' } });
    const lead = await send(`${url}/lead/lead_000003/`, BASIC);
    expect(lead.body.contacts.at(-1)).toEqual(contact.body);
  });

  test('starts exports, merges leads, and knows no path without its slash', async () => {
    const { url } = await close();
    const made = await send(`${url}/export/lead/`, BASIC, { body: { format: 'csv', type: 'leads' } });
    expect((await send(`${url}/export/${made.body.id}/`, BASIC)).body).toEqual(made.body);
    const merge = { source: 'lead_000001', destination: 'lead_000002' };
    expect((await send(`${url}/lead/merge/`, BASIC, { body: merge })).status).toBe(200);
    expect(ids(await send(`${url}/contact/?lead_id=lead_000002`, BASIC))).toHaveLength(4);
    expect((await send(`${url}/lead`, BASIC)).status).toBe(404);
  });

  test('lets a test answer in its place, and records what was sent', async () => {
    const { url, requests } = await close({ intercept: (_, index) => (index === 0 ? { status: 503 } : undefined) });
    await fetch(`${url}/lead/`, { method: 'POST', headers: { authorization: BASIC }, body: '{"name":"A"}' });
    expect(requests[0]).toMatchObject({ method: 'POST', path: '/api/v1/lead/', body: { name: 'A' }, status: 503 });
  });
});

describe('the places look-alike', () => {
  const TOKEN = 'Bearer token_test';
  const search = (server: PlacesServer, body: object) =>
    send(`${server.url}/api/v1/places/search`, TOKEN, { body: { query: 'cafe', ...body } });

  test('returns every place by an array cursor, in order', async () => {
    const server = await places({ places: 1005, maxResults: 100 });
    const seen: string[] = [];
    let cursor: unknown;
    do {
      const reply = await search(server, cursor === undefined ? { limit: 100 } : { limit: 100, cursor });
      seen.push(...ids(reply));
      cursor = reply.body.meta.next_cursor;
    } while (Array.isArray(cursor));
    expect(cursor).toBeNull();
    expect(seen).toEqual(server.places.map((place) => place.id));
  });

  test('goes no deeper than page × limit and offset + limit of 10,000', async () => {
    const server = await places();
    const last = await search(server, { page: 100, limit: 100 });
    expect(last.body.meta).toEqual({
      total: 25000,
      limit: 100,
      page: 100,
      total_pages: 250,
      has_more: true,
      next_cursor: null,
    });
    expect(ids(last).at(-1)).toBe('pl_009999');
    expect(ids(await search(server, { offset: 9990, limit: 10 })).at(-1)).toBe('pl_009999');
    for (const deeper of [
      { page: 101, limit: 100 },
      { offset: 9991, limit: 10 },
    ]) {
      const reply = await search(server, deeper);
      expect(reply.status).toBe(400);
      expect(reply.body.error).toEqual({ code: 'invalid_request', message: expect.stringContaining('10000') });
    }
  });

  test('refuses two positions at once, a cursor that was changed, a limit out of range and a wrong token', async () => {
    const server = await places({ places: 200 });
    const { body } = await search(server, {});
    const [score, ...rest] = body.meta.next_cursor;
    const wrong = [
      { page: 1, offset: 0 },
      { page: 1, cursor: body.meta.next_cursor },
      { cursor: [String(score), ...rest] },
      { cursor: JSON.stringify(body.meta.next_cursor) },
      { limit: 101 },
      { page: 0 },
    ];
    for (const request of wrong) expect((await search(server, request)).status).toBe(400);
    expect((await send(`${server.url}/api/v1/contacts`, 'Bearer no')).status).toBe(401);
  });

  test('returns contacts by a string cursor that holds a comma and colons', async () => {
    const server = await places({ contacts: 60 });
    const first = await send(`${server.url}/api/v1/contacts?limit=50`, TOKEN);
    expect(first.body.meta.next_cursor).toMatch(/^.*:.*:.*,.*$/);
    const cursor = encodeURIComponent(first.body.meta.next_cursor);
    const second = await send(`${server.url}/api/v1/contacts?limit=50&cursor=${cursor}`, TOKEN);
    expect([...ids(first), ...ids(second)]).toEqual(server.contacts.map((contact) => contact.id));
    expect(second.body.meta.next_cursor).toBeNull();
  });

  test('says its rate limit with every answer and answers each n-th request with 429', async () => {
    const server = await places({ rateLimitEvery: 2, rateLimitReset: 3 });
    const fine = await search(server, {});
    const limited = await search(server, {});
    expect([fine.status, limited.status]).toEqual([200, 429]);
    expect(fine.headers.get('x-ratelimit-limit')).toBe('60');
    expect(limited.headers.get('retry-after')).toBe('3');
    expect(limited.headers.get('x-ratelimit-remaining')).toBe('0');
  });
});
