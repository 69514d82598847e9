import { type SetupServer, setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ClientCore } from '../../templates/runtime/client.js';
import type { ListHandler, ListHandlerOptions, ListItems } from '../../templates/runtime/integrations/msw.js';
import type { ListOptions } from '../../templates/runtime/paginator/options.js';
import {
  type Client,
  type Generated,
  generated,
  type Item,
  type List,
  paramsOf,
  STYLES,
  scenario,
} from './generated.ts';

type HandlerOf<Element = Item> = (items: ListItems<Element>, options?: ListHandlerOptions<object>) => ListHandler;

const server: SetupServer = setupServer();
const clients: Generated[] = [];
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(async () => {
  server.close();
  for (const client of clients) await client.remove();
});

async function load<Index, Handlers>(document: string): Promise<Index & Handlers> {
  const own = await generated(document, ['msw']);
  clients.push(own);
  return { ...(await own.load<Index>('index.ts')), ...(await own.load<Handlers>('msw.ts')) };
}

type Scenario = Client & { readonly listItemsHandler: HandlerOf };
const scenarios = new Map<string, Promise<Scenario>>();

function loadScenario(style: string): Promise<Scenario> {
  const loaded = scenarios.get(style) ?? load<Client, { listItemsHandler: HandlerOf }>(scenario(style));
  scenarios.set(style, loaded);
  return loaded;
}

/** Three share a time, as in a list that is walked in windows. */
const itemsOf = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    id: `item-${index}`,
    created_at: new Date(Date.UTC(2026, 0, 1, 0, 0, Math.floor(index / 3))).toISOString(),
  }));

async function walk<Element>(list: AsyncIterable<Element>): Promise<Element[]> {
  const found: Element[] = [];
  for await (const item of list) found.push(item);
  return found;
}

describe.each(STYLES)('the handler of the style %s', (style) => {
  it('serves every item once, in pages', async () => {
    const { createClient, listItems, listItemsHandler } = await loadScenario(style);
    for (const count of [0, 1, 20, 130]) {
      const items = itemsOf(count);
      server.resetHandlers(listItemsHandler(items));
      const client = createClient({});
      expect(await walk(listItems(client, paramsOf(style)))).toEqual(items);
      const pages = await walk(listItems(client, paramsOf(style)).pages());
      expect(pages.length).toBeGreaterThanOrEqual(Math.ceil(count / 30));
    }
  });

  it('resumes', async () => {
    const { createClient, listItems, listItemsHandler } = await loadScenario(style);
    const items = itemsOf(130);
    server.use(listItemsHandler(items));
    const { checkpoint } = await listItems(createClient({}), paramsOf(style));
    const first =
      items.length - (await walk(listItems(createClient({}), paramsOf(style), { resume: checkpoint }))).length;
    expect(first).toBe(style === 'link-header' ? 30 : 20);
  });
});

describe('a handler', () => {
  it('refuses what the limits forbid', async () => {
    const { createClient, listItemsHandler } = await loadScenario('offset');
    server.use(listItemsHandler(itemsOf(2000)));
    createClient({});
    const ask = async (query: string) => {
      const answer = await fetch(`https://api.example.com/items?${query}`);
      return { status: answer.status, ...((await answer.json()) as object) };
    };
    expect(await ask('limit=101')).toEqual({ status: 400, error: 'the query parameter `limit` must be from 1 to 100' });
    expect(await ask('offset=1001')).toEqual({
      status: 400,
      error: 'the query parameter `offset` must be at most 1000',
    });
    expect(await ask('created_from=soon')).toEqual({
      status: 400,
      error: "the query parameter `created_from` must have the type of the items' field /created_at",
    });
    expect(await ask('offset=1000&limit=1')).toMatchObject({
      status: 200,
      data: [{ id: 'item-1000' }],
      has_more: true,
    });
    expect(await ask('offset=2')).toMatchObject({ status: 200, data: { length: 20 } });
  });

  it('lets a walk pass a ceiling in windows', async () => {
    const { createClient, listItems, listItemsHandler } = await loadScenario('offset');
    const items = itemsOf(2500);
    server.use(listItemsHandler(items));
    expect(await walk(listItems(createClient({}), { limit: 100 }))).toEqual(items);
  });

  it('answers where the client looks, with what else the answer holds', async () => {
    const { createClient, listItems, listItemsHandler } = await loadScenario('page');
    server.use(listItemsHandler(itemsOf(3), { baseUrl: 'https://other.test/v2/', body: { generated: true } }));
    const page = await listItems(createClient({ baseUrl: 'https://other.test/v2' }));
    expect(page.items).toHaveLength(3);
    expect(page.body).toMatchObject({ generated: true });
  });

  it('takes items that depend on the request, and sees what is added', async () => {
    const { createClient, listItems, listItemsHandler } = await loadScenario('cursor-query');
    const items = itemsOf(2);
    server.use(
      listItemsHandler((request) => (new URL(request.url).searchParams.get('limit') === '5' ? items.slice(1) : items)),
    );
    const client = createClient({});
    expect(await walk(listItems(client, { limit: 5 }))).toEqual(items.slice(1));
    items.push({ id: 'new', created_at: '' });
    expect(await walk(listItems(client))).toEqual(items);
  });

  it('serves all strategies of an operation, each by its own rules', async () => {
    interface Places {
      readonly createClient: (config: object) => ClientCore;
      readonly searchPlaces: List<{ id: string }>;
      readonly searchPlacesHandler: HandlerOf<object>;
    }
    const { createClient, searchPlaces, searchPlacesHandler } = await load<Places, object>('places.yaml');
    const items = itemsOf(250);
    server.use(searchPlacesHandler(items));
    const client = createClient({ auth: { token: 'x' }, budgets: false });
    const params = { body: { query: 'cafe', limit: 100 } };
    for (const strategy of ['cursor', 'page', 'offset']) {
      const options: ListOptions = { strategy };
      expect(await walk(searchPlaces(client, params, options))).toEqual(items);
    }
    server.resetHandlers(searchPlacesHandler(itemsOf(10_050)));
    await expect(walk(searchPlaces(client, params, { strategy: 'page' }))).rejects.toMatchObject({
      name: 'PaginationCeilingError',
      delivered: 10_000,
    });
  });

  it('serves links that are a part of a path, below the server, or without some parameters', async () => {
    interface Links {
      readonly createClient: (config: object) => ClientCore;
      readonly listUsers: List;
      readonly listGroups: List;
      readonly listUsersHandler: HandlerOf;
      readonly listGroupsHandler: HandlerOf;
    }
    const links = await load<Links, object>('../test/ecosystem/documents/links.yaml');
    const items = itemsOf(50);
    const asked: string[] = [];
    const record = (request: Request) => {
      asked.push(request.url.replace(/(token=|pages\/)[^&]+/, '$1…'));
      return items;
    };
    server.use(links.listUsersHandler(record), links.listGroupsHandler(record));
    const client = links.createClient({});
    expect(await walk(links.listUsers(client, { tenant: 'acme' }))).toEqual(items);
    expect(await walk(links.listGroups(client, { limit: 20, locale: 'en', since: 'x' }))).toEqual(items);
    expect(asked).toEqual([
      'https://api.example.com/v2/acme/users',
      'https://api.example.com/v2/acme/pages/…',
      'https://api.example.com/v2/acme/pages/…',
      'https://api.example.com/v2/groups?limit=20&locale=en&since=x',
      'https://api.example.com/v2/groups?limit=20&page_token=…&locale=en',
      'https://api.example.com/v2/groups?limit=20&page_token=…&locale=en',
    ]);
  });

  it('rejects cursors of other lists, and parameters of the first page with a cursor', async () => {
    const { listItems, listItemsHandler, createClient } = await load<Client, { listItemsHandler: HandlerOf }>(
      'fixtures/first-page-only.yaml',
    );
    server.use(listItemsHandler(itemsOf(50)));
    const { body } = await listItems(createClient({}));
    const cursor = encodeURIComponent((body as { readonly next: string }).next);
    const ask = async (query: string) => (await fetch(`https://api.example.com/items?${query}`)).json();
    expect(await ask(`cursor=${cursor}&limit=1`)).toMatchObject({ data: [{ id: 'item-20' }] });
    expect(await ask('cursor=20x')).toEqual({ error: 'the cursor is not one that this list returned' });
    expect(await ask(`cursor=${cursor}&query=open`)).toEqual({
      error: 'the query parameter `query` is allowed only in a request for the first page',
    });
  });

  it('ends a list with a value that the document declares', async () => {
    const { listItems, listItemsHandler, createClient } = await load<Client, { listItemsHandler: HandlerOf }>(
      'fixtures/cursor-end.yaml',
    );
    server.use(listItemsHandler(itemsOf(3)));
    expect((await listItems(createClient({}))).body).toMatchObject({ next: '' });
  });

  it('injects faults', async () => {
    const { createClient, listItems, listItemsHandler } = await loadScenario('cursor-query');
    server.use(listItemsHandler(itemsOf(50), { faults: { cap: 7, repeatCursor: 3 } }));
    const list = listItems(createClient({}));
    await expect(walk(list)).rejects.toMatchObject({ name: 'PaginationLoopError' });
    server.resetHandlers(listItemsHandler(itemsOf(50), { faults: { missing: ['nextCursor'] } }));
    expect(await walk(listItems(createClient({})))).toHaveLength(20);
  });

  it.each([
    'cursor-array-body',
    'cursor-array-content',
    'cursor-array-style',
    'cursor-deep-object',
    'cursor-integer',
    'cursor-keyset',
    'cursor-object-body',
    'cursor-keyset-bare',
    'cursor-start',
    'cursor-response-header',
    'deep-until',
    'first-page-only',
    'has-more',
    'items-nested',
    'items-whole-body',
    'limit-enum',
    'limit-max-results-cursor',
    'next-url-carry',
    'next-url-header',
    'next-url-same',
    'page-bracket-name',
    'page-deep-object',
    'page-zero-based',
    'past-end',
    'total',
    'total-header',
  ])('serves what the document %s declares', async (name) => {
    const module = await load<Record<string, unknown>, object>(`fixtures/${name}.yaml`);
    const handlerName = Object.keys(module).find((key) => key.endsWith('Handler')) ?? '';
    const operation = handlerName.replace(/Handler$/, '');
    const items = itemsOf(45).map((item, index) => ({
      ...item,
      id: name.includes('integer') ? index : item.id,
      ...(name === 'deep-until' && { sequence: 45 - index }),
    }));
    server.use((module[handlerName] as HandlerOf<object>)(items));
    const createClient = module['createClient'] as (config: object) => ClientCore;
    const list = module[operation] as List<object>;
    const params = /body|same|array-body/.test(name) && name !== 'items-whole-body' ? { body: {} } : {};
    expect(await walk(list(createClient({}), params, { onCeiling: 'stop' }))).toEqual(items);
  });
});

describe('handlers of other operations', () => {
  interface Lead {
    readonly id: string;
    readonly name: string;
  }
  type Answering<Call> = (
    answer: object | string | ((call: Call) => unknown),
    options?: { baseUrl?: string },
  ) => ListHandler;
  interface Close {
    readonly CloseClient: new (
      config: object,
    ) => {
      readonly leads: {
        readonly list: (params?: object, options?: object) => ReturnType<List<Lead>>;
        readonly get: (params: object) => Promise<Lead>;
        readonly create: (params: object) => Promise<Lead>;
        readonly delete: (params: object) => Promise<unknown>;
      };
    };
    readonly listLeadsHandler: HandlerOf<Lead>;
    readonly getLeadHandler: Answering<{ readonly path: { readonly id: string }; readonly query: URLSearchParams }>;
    readonly createLeadHandler: Answering<{ readonly body: { readonly name: string } }>;
    readonly deleteLeadHandler: Answering<{ readonly path: { readonly id: string } }>;
  }
  let close: Close;
  beforeAll(async () => {
    close = await load<Close, object>('close.yaml');
  });
  const leads = () => new close.CloseClient({ auth: { apiKey: 'key' } }).leads;

  it('answer with a body', async () => {
    server.use(close.getLeadHandler({ id: 'a', name: 'Acme' }));
    expect(await leads().get({ id: 'a' })).toEqual({ id: 'a', name: 'Acme' });
  });

  it('answer by path, query and body of the request, or with a response of their own', async () => {
    server.use(
      close.getLeadHandler(({ path, query }) =>
        path.id === 'a/b'
          ? { id: path.id, name: query.get('_fields') }
          : Response.json({ error: 'gone' }, { status: 404 }),
      ),
      close.createLeadHandler(async ({ body }) => ({ id: 'new', ...body })),
    );
    expect(await leads().get({ id: 'a/b', _fields: ['name'] })).toEqual({ id: 'a/b', name: 'name' });
    await expect(leads().get({ id: 'x' })).rejects.toMatchObject({ status: 404, body: { error: 'gone' } });
    expect(await leads().create({ body: { name: 'Acme' } })).toEqual({ id: 'new', name: 'Acme' });
  });

  it('change the array that a list serves page by page', async () => {
    const all: Lead[] = Array.from({ length: 120 }, (_, index) => ({ id: `${index}`, name: `Lead ${index}` }));
    server.use(
      close.listLeadsHandler(all),
      close.createLeadHandler(({ body }) => {
        const lead = { id: `${all.length}`, ...body };
        all.push(lead);
        return lead;
      }),
      close.deleteLeadHandler(({ path }) => {
        all.splice(
          all.findIndex(({ id }) => id === path.id),
          1,
        );
        return {};
      }),
    );
    await leads().create({ body: { name: 'Acme' } });
    await leads().delete({ id: '7' });
    const names = (await walk(leads().list({ _limit: 50 }, { deep: false }))).map(({ name }) => name);
    expect(names).toHaveLength(120);
    expect(names.at(-1)).toBe('Acme');
    expect(names).not.toContain('Lead 7');
  });

  it('serve answers without a body, and streams', async () => {
    type Handlers = Record<'patchReportHandler' | 'streamLinesHandler', Answering<{ readonly body: unknown }>>;
    interface Contents {
      readonly createClient: Client['createClient'];
      readonly patchReport: (client: ClientCore, params: object) => Promise<unknown>;
      readonly streamLines: (client: ClientCore) => Promise<AsyncIterable<unknown>>;
    }
    const contents = await load<Contents, Handlers>('fixtures/contents.yaml');
    const seen: unknown[] = [];
    server.use(
      contents.patchReportHandler(({ body }) => void seen.push(body)),
      contents.streamLinesHandler('{"id":1}\n{"id":2}\n'),
    );
    const client = contents.createClient({ baseUrl: 'https://reports.example' });
    expect(await contents.patchReport(client, { body: { a: 1 } })).toBeUndefined();
    expect(seen).toEqual([{ a: 1 }]);
    expect(await walk(await contents.streamLines(client))).toEqual([{ id: 1 }, { id: 2 }]);
  });
});
