import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ClientError } from '../../templates/runtime/errors.js';
import type { PaginationCeilingError } from '../../templates/runtime/paginator/errors.js';
import { type CloseServer, type CloseServerOptions, startCloseServer } from '../support/close-server.ts';
import type { RecordedRequest } from '../support/http.ts';
import { type PlacesServer, type PlacesServerOptions, startPlacesServer } from '../support/places-server.ts';
import { type CloseModule, generatedClients, type Item, type PlacesModule } from './generated-clients.ts';

let modules: { close: CloseModule; places: PlacesModule; remove: () => Promise<void> };
const servers: { close(): Promise<void> }[] = [];

beforeAll(async () => {
  modules = await generatedClients();
});
afterAll(() => modules.remove());
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function close(options: CloseServerOptions = {}) {
  const server = await startCloseServer({ leads: 30, contacts: 30, events: 30, ...options });
  servers.push(server);
  const client = new modules.close.CloseClient({
    baseUrl: server.url,
    auth: { apiKey: server.apiKey },
    budgets: false,
  });
  return { server, client };
}

async function places(options: PlacesServerOptions = {}) {
  const server = await startPlacesServer(options);
  servers.push(server);
  const client = new modules.places.PlacesSearchClient({
    baseUrl: server.url,
    auth: { token: server.token },
    budgets: false,
  });
  return { server, client };
}

interface Walked {
  readonly ids: string[];
  /** The error that ended the walk, if any. */
  readonly error: unknown;
}

async function walk(items: AsyncIterable<Item>): Promise<Walked> {
  const ids: string[] = [];
  try {
    for await (const { id } of items) ids.push(id);
    return { ids, error: undefined };
  } catch (error) {
    return { ids, error };
  }
}

const idsOf = (rows: readonly { readonly id: string }[]): string[] => rows.map(({ id }) => id);

function refused({ requests }: CloseServer | PlacesServer): RecordedRequest[] {
  return requests.filter(({ status }) => status !== 200);
}

/** The walk met refusals for haste, waited them out, and met no other refusal. */
function expectOnlyHaste(server: CloseServer | PlacesServer): void {
  expect(refused(server).length).toBeGreaterThan(3);
  expect(new Set(refused(server).map(({ status }) => status))).toEqual(new Set([429]));
}

function expectCeiling({ error }: Walked, ErrorClass: typeof PaginationCeilingError): PaginationCeilingError {
  expect(error).toBeInstanceOf(ErrorClass);
  return error as PaginationCeilingError;
}

const CONTACTS = { query: { type: 'object_type', object_type: 'contact' } };

describe('the CRM', () => {
  it.each([
    ['by windows over the creation date, as declared', {}],
    ['by offset alone', { deep: false }],
  ])('returns 9,345 leads by offset, each once and in order: %s', async (_, options) => {
    const { server, client } = await close({ leads: 9345, rateLimitEvery: 9 });
    const walked = await walk(client.leads.list({ _limit: 200 }, options));
    expect(walked).toEqual({ ids: idsOf(server.data.leads), error: undefined });
    expectOnlyHaste(server);
    expect(server.requests.length - refused(server).length).toBe(Math.ceil(9345 / 200));
  });

  it('returns 10,450 leads through a second window, if the offset ends at 10,000', async () => {
    const { server, client } = await close({ leads: 10_450 });
    const walked = await walk(client.leads.list({ _limit: 200 }));
    expect(walked).toEqual({ ids: idsOf(server.data.leads), error: undefined });
    expect(refused(server)).toEqual([]);
  });

  it('returns the 5,000 events by the cursor of the log', async () => {
    const { server, client } = await close({ events: 5000, rateLimitEvery: 9 });
    const walked = await walk(client.events.list());
    expect(walked).toEqual({ ids: idsOf(server.data.events.toReversed()), error: undefined });
    expectOnlyHaste(server);
  });

  it('returns 9,999 contacts by the cursor of the search', async () => {
    const { server, client } = await close({ contacts: 9999, rateLimitEvery: 9 });
    const walked = await walk(client.search.objects({ body: { ...CONTACTS, _limit: 200 } }));
    expect(walked).toEqual({ ids: idsOf(server.data.contacts), error: undefined });
    expectOnlyHaste(server);
  });

  it('ends the search of 12,000 contacts after 10,000 with an error, not in silence', async () => {
    const { server, client } = await close({ contacts: 12_000, rateLimitEvery: 9 });
    const walked = await walk(client.search.objects({ body: { ...CONTACTS, _limit: 200 } }));
    const error = expectCeiling(walked, modules.close.PaginationCeilingError);
    expect(walked.ids).toEqual(idsOf(server.data.contacts.slice(0, 10_000)));
    expect(error).toMatchObject({ ceiling: 'maxResults', alternatives: ['createLeadExport'], delivered: 10_000 });
    expect(error.message).toMatch(/searchObjects.*10,?000.*createLeadExport/s);
    expectOnlyHaste(server);
  });

  it('ends the offset walk of 12,000 contacts at the largest offset, every reachable one returned', async () => {
    const { server, client } = await close({ contacts: 12_000 });
    const walked = await walk(client.contacts.list({ _limit: 100 }));
    const error = expectCeiling(walked, modules.close.PaginationCeilingError);
    // Skip 10,000 is still allowed: its page is the last one.
    expect(walked.ids).toEqual(idsOf(server.data.contacts.slice(0, 10_100)));
    expect(error).toMatchObject({ ceiling: 'maxOffset', delivered: 10_100 });
    expect(refused(server)).toEqual([]);
  });

  it('stops quietly at the ceiling if the caller asks for it, and says that it did', async () => {
    const { client } = await close({ contacts: 12_000 });
    const paginator = client.search.objects({ body: { ...CONTACTS, _limit: 200 } }, { onCeiling: 'stop' });
    const { ids, error } = await walk(paginator);
    expect({ count: ids.length, error, truncated: paginator.truncated }).toEqual({
      count: 10_000,
      error: undefined,
      truncated: true,
    });
  });

  it.each([
    ['leads', 200],
    ['contacts', 100],
  ] as const)('refuses _limit: 500 of %s before any request, and says what is allowed', async (name, allowed) => {
    const { server, client } = await close();
    const list = name === 'leads' ? client.leads.list({ _limit: 500 }) : client.contacts.list({ _limit: 500 });
    const { ids, error } = await walk(list);
    expect(error).toBeInstanceOf(modules.close.PaginationLimitError);
    expect(error).toMatchObject({ limit: 'maxLimit', value: 500, allowed });
    expect((error as Error).message).toMatch(new RegExp(`500.*${allowed}`));
    expect({ ids, requests: server.requests }).toEqual({ ids: [], requests: [] });
  });

  it('creates, reads, changes and deletes a lead', async () => {
    const { server, client } = await close();
    const created = await client.leads.create({ body: { name: 'Acme & Söhne', contacts: [{ name: 'Ada' }] } });
    expect(created).toMatchObject({ name: 'Acme & Söhne', contacts: [{ name: 'Ada' }] });
    const { id } = created;
    expect(await client.leads.get({ id })).toEqual(created);
    const { body, status } = await client.leads.update({ id, body: { description: 'New' } }).withResponse();
    expect({ status, ...body }).toMatchObject({ status: 200, id, name: 'Acme & Söhne', description: 'New' });
    await client.leads.delete({ id });
    await expect(client.leads.get({ id })).rejects.toMatchObject({ name: 'ApiError', status: 404 });
    expect(server.requests.map(({ method, path }) => `${method} ${path.replace(id, '{id}')}`)).toEqual([
      'POST /api/v1/lead/',
      'GET /api/v1/lead/{id}/',
      'PUT /api/v1/lead/{id}/',
      'DELETE /api/v1/lead/{id}/',
      'GET /api/v1/lead/{id}/',
    ]);
  });

  it('returns the body of a 400 with the error', async () => {
    const { client } = await close();
    const error: unknown = await client.leads
      .list({ _order_by: 'name' })
      .first()
      .catch((reason) => reason);
    expect(error).toBeInstanceOf(modules.close.ApiError);
    expect(error).toMatchObject({
      status: 400,
      operation: 'listLeads',
      body: { errors: [], 'field-errors': { _order_by: 'Cannot order by it.' } },
    });
    expect((error as Error).message).toContain('Cannot order by it.');
  });

  it('sends the API key as Basic user name, or a token as Bearer, and needs one of them', async () => {
    const { server } = await close();
    const { CloseClient, ClientError: ErrorClass } = modules.close;
    const send = async (auth: { apiKey?: string; oauth?: () => Promise<string> } | undefined) => {
      const client = new CloseClient({ baseUrl: server.url, ...(auth && { auth }) });
      const page = await client.leads.list();
      expect(page.items).toHaveLength(30);
      return server.requests.at(-1)?.headers.authorization;
    };
    expect(await send({ apiKey: 'api_test' })).toBe(`Basic ${btoa('api_test:')}`);
    expect(await send({ oauth: async () => 'token_test' })).toBe('Bearer token_test');
    const before = server.requests.length;
    const error = await send(undefined).catch((reason: ClientError) => reason);
    expect(error).toBeInstanceOf(ErrorClass);
    expect(error).toMatchObject({ code: 'MISSING_CREDENTIALS' });
    expect(server.requests).toHaveLength(before);
  });
});

describe('the places search', () => {
  const search = (more: object = {}) => ({ body: { query: 'cafe', limit: 100, ...more } });

  it('returns 25,000 places by the array cursor', async () => {
    const { server, client } = await places({ rateLimitEvery: 25 });
    const params = search();
    const walked = await walk(client.places.search(params));
    expect(walked).toEqual({ ids: idsOf(server.places), error: undefined });
    expectOnlyHaste(server);
    expect(params).toEqual(search());
  });

  it.each(['page', 'offset'])('gives the first 10,000 by %s, then says that there is no way on', async (strategy) => {
    const { server, client } = await places({ rateLimitEvery: 25 });
    const walked = await walk(client.places.search(search(), { strategy }));
    const error = expectCeiling(walked, modules.places.PaginationCeilingError);
    expect(walked.ids).toEqual(idsOf(server.places.slice(0, 10_000)));
    expect(error).toMatchObject({ ceiling: 'maxResults', delivered: 10_000 });
    expect(error.alternatives).toContain('cursor');
    expectOnlyHaste(server);
  });

  it.each(['page', 'offset'])(
    'lands on the ceiling exactly by %s if the page size does not divide it',
    async (strategy) => {
      const { server, client } = await places();
      const walked = await walk(client.places.search(search({ limit: 96 }), { strategy }));
      const error = expectCeiling(walked, modules.places.PaginationCeilingError);
      expect(walked.ids).toEqual(idsOf(server.places.slice(0, 10_000)));
      expect(error.delivered).toBe(10_000);
      expect(refused(server)).toEqual([]);
    },
  );

  it.each(['cursor', 'page', 'offset'])(
    'gives all of a search that is smaller than the ceiling by %s',
    async (strategy) => {
      const { server, client } = await places({ places: 1234 });
      const walked = await walk(client.places.search(search(), { strategy }));
      expect(walked).toEqual({ ids: idsOf(server.places), error: undefined });
    },
  );

  it('returns contacts by a cursor that holds a comma and colons', async () => {
    const { server, client } = await places({ contacts: 1000, rateLimitEvery: 5 });
    const walked = await walk(client.contacts.list());
    expect(walked).toEqual({ ids: idsOf(server.contacts), error: undefined });
    expect(server.requests.some(({ query }) => /:.*,/.test(query.get('cursor') ?? ''))).toBe(true);
    expectOnlyHaste(server);
  });

  it('refuses the position of another strategy before any request', async () => {
    const { server, client } = await places();
    const { ids, error } = await walk(client.places.search(search({ page: 3 })));
    expect(error).toBeInstanceOf(modules.places.ClientError);
    expect(error).toMatchObject({ code: 'STRATEGY_CONFLICT', operation: 'searchPlaces' });
    expect((error as Error).message).toContain('page');
    expect({ ids, requests: server.requests }).toEqual({ ids: [], requests: [] });
    const walked = await walk(client.places.search(search({ page: 99 }), { strategy: 'page' }));
    expect(walked.ids).toEqual(idsOf(server.places.slice(9800, 10_000)));
  });
});
