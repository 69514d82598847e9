import { setImmediate } from 'node:timers/promises';
import { dehydrate, hydrate, InfiniteQueryObserver, MutationObserver, QueryClient } from '@tanstack/query-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ClientCore } from '../../templates/runtime/client.js';
import type { InfiniteOptions, InfinitePage } from '../../templates/runtime/integrations/cache.js';
import type { CachedMutation, CachedQuery, InfiniteListQuery } from '../../templates/runtime/integrations/tanstack.js';
import type { PositionListOptions } from '../../templates/runtime/paginator/options.js';
import {
  type Client,
  type Generated,
  generated,
  hanging,
  type Item,
  mockFetch,
  paramsOf,
  STYLES,
  scenario,
} from './generated.ts';

type Query = InfiniteListQuery<Item, readonly unknown[]>;
type QueryOf = (client: ClientCore, params?: object, options?: InfiniteOptions<PositionListOptions>) => Query;

interface Case {
  readonly client: Client;
  readonly listItemsInfiniteOptions: QueryOf;
}

const clients: Generated[] = [];
afterAll(async () => {
  for (const client of clients) await client.remove();
});

async function load(document: string): Promise<Case> {
  const own = await generated(document, ['tanstack']);
  clients.push(own);
  const { listItemsInfiniteOptions } = await own.load<{ listItemsInfiniteOptions: QueryOf }>('tanstack.ts');
  return { client: await own.load<Client>('index.ts'), listItemsInfiniteOptions };
}

/** A list as a component observes it. */
function observe(queries: QueryClient, query: Query) {
  const observer = new InfiniteQueryObserver(queries, query);
  const stop = observer.subscribe(() => {});
  return { observer, stop, result: () => observer.getCurrentResult() };
}

type Observed = ReturnType<typeof observe>;

async function settled({ observer }: Observed): Promise<void> {
  while (observer.getCurrentResult().isFetching) await new Promise((resolve) => setTimeout(resolve, 1));
}

const idsOf = (pages: readonly InfinitePage<Item>[] = []): string[] =>
  pages.flatMap(({ items }) => items.map(({ id }) => id));

/** Fetches pages until there are no more, or one fails. */
async function scrollDown(list: Observed): Promise<void> {
  await settled(list);
  while (list.result().hasNextPage && !list.result().isError) await list.observer.fetchNextPage();
}

const walk = async (list: AsyncIterable<Item>): Promise<string[]> => {
  const ids: string[] = [];
  for await (const { id } of list) ids.push(id);
  return ids;
};

describe.each(STYLES)('an infinite query of the style %s', (style) => {
  let loaded: Case;
  let client: ClientCore;
  beforeAll(async () => {
    loaded = await load(scenario(style));
    const { fetch } = await mockFetch(scenario(style), 130);
    client = loaded.client.createClient({ fetch });
  });

  it('returns what a walk returns, page by page', async () => {
    const list = observe(new QueryClient(), loaded.listItemsInfiniteOptions(client, paramsOf(style)));
    await settled(list);
    expect(list.result().data?.pages).toHaveLength(1);
    await scrollDown(list);
    list.stop();
    expect(list.result().error).toBeNull();
    expect(list.result().data?.pages.length).toBeGreaterThan(1);
    expect(idsOf(list.result().data?.pages)).toEqual(await walk(loaded.client.listItems(client, paramsOf(style))));
  });

  it('goes on after its data went through JSON', async () => {
    const query = loaded.listItemsInfiniteOptions(client, paramsOf(style));
    const server = new QueryClient();
    await server.fetchInfiniteQuery(query);
    const sent = JSON.stringify(dehydrate(server));
    const browser = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } });
    hydrate(browser, JSON.parse(sent));
    const list = observe(browser, loaded.listItemsInfiniteOptions(client, paramsOf(style)));
    expect(idsOf(list.result().data?.pages)).not.toEqual([]);
    await scrollDown(list);
    list.stop();
    expect(idsOf(list.result().data?.pages)).toEqual(await walk(loaded.client.listItems(client, paramsOf(style))));
  });

  it('fetches all its pages again', async () => {
    const queries = new QueryClient();
    const list = observe(queries, loaded.listItemsInfiniteOptions(client, paramsOf(style)));
    await scrollDown(list);
    const before = idsOf(list.result().data?.pages);
    await queries.invalidateQueries({ queryKey: list.observer.options.queryKey?.slice(0, 3) ?? [] });
    list.stop();
    expect(idsOf(list.result().data?.pages)).toEqual(before);
  });
});

describe('an infinite query', () => {
  let offset: Case;
  beforeAll(async () => {
    offset = await load(scenario('offset'));
  });

  it('ends at a ceiling with the error of the walk, and keeps what was reached', async () => {
    const { fetch } = await mockFetch(scenario('offset'), 1500);
    const client = offset.client.createClient({ fetch });
    const list = observe(new QueryClient(), offset.listItemsInfiniteOptions(client, { limit: 100 }));
    await scrollDown(list);
    list.stop();
    expect(list.result().error).toMatchObject({ name: 'PaginationCeilingError', ceiling: 'maxOffset' });
    expect(idsOf(list.result().data?.pages)).toHaveLength(1100);
  });

  it('ends quietly there if the caller says so', async () => {
    const { fetch } = await mockFetch(scenario('offset'), 1500);
    const client = offset.client.createClient({ fetch });
    const list = observe(
      new QueryClient(),
      offset.listItemsInfiniteOptions(client, { limit: 100 }, { onCeiling: 'stop' }),
    );
    await scrollDown(list);
    list.stop();
    expect(list.result()).toMatchObject({ error: null, hasNextPage: false });
    expect(idsOf(list.result().data?.pages)).toHaveLength(1100);
  });

  it('passes it in windows if the caller says so', async () => {
    const { fetch } = await mockFetch(scenario('offset'), 1500);
    const client = offset.client.createClient({ fetch });
    const list = observe(new QueryClient(), offset.listItemsInfiniteOptions(client, { limit: 100 }, { deep: true }));
    await scrollDown(list);
    list.stop();
    expect(list.result().error).toBeNull();
    expect(new Set(idsOf(list.result().data?.pages)).size).toBe(1500);
    expect(idsOf(list.result().data?.pages)).toHaveLength(1500);
  });

  it('fails at once if the client has given up, and not only after tries of its own', async () => {
    const { fetch, state } = await mockFetch(scenario('offset'), 10);
    const client = offset.client.createClient({ fetch });
    const list = observe(new QueryClient(), offset.listItemsInfiniteOptions(client, { limit: 101 }));
    await settled(list);
    list.stop();
    expect(list.result().error).toMatchObject({ name: 'PaginationLimitError' });
    expect(state.requests).toBe(0);
  });

  it('aborts its request if nobody wants it any more', async () => {
    let aborts = 0;
    const client = offset.client.createClient({ fetch: hanging(() => aborts++) });
    const list = observe(new QueryClient(), offset.listItemsInfiniteOptions(client));
    await setImmediate();
    list.stop();
    await setImmediate();
    expect(aborts).toBe(1);
  });

  it('passes over empty pages, to whose end nobody can scroll', async () => {
    const { client, listItemsInfiniteOptions } = await load(scenario('cursor-query'));
    const pages: Record<string, object> = {
      '': { data: [{ id: 'a' }], next: '1' },
      '1': { data: [], next: '2' },
      '2': { data: [], next: '3' },
      '3': { data: [{ id: 'b' }], next: '4' },
      '4': { data: [], next: null },
    };
    const core = client.createClient({
      fetch: async (url) => Response.json(pages[new URL(String(url)).searchParams.get('cursor') ?? '']),
    });
    const list = observe(new QueryClient(), listItemsInfiniteOptions(core));
    await settled(list);
    await list.observer.fetchNextPage();
    expect(list.result().data?.pages.map(({ items }) => items)).toEqual([[{ id: 'a' }], [{ id: 'b' }]]);
    await list.observer.fetchNextPage();
    list.stop();
    expect(list.result().hasNextPage).toBe(false);
  });

  it('has a key of API, operation, parameters and what else decides on its pages', async () => {
    const client = offset.client.createClient({});
    const key = (params: object, options?: InfiniteOptions<PositionListOptions>) =>
      JSON.stringify(offset.listItemsInfiniteOptions(client, params, options).queryKey);
    expect(key({ limit: 5 })).toBe('["DeepFromClient","items","listItems",{"limit":5},{}]');
    expect(key({}, { deep: true, timeout: 1, headers: { a: 'b' } })).toBe(
      '["DeepFromClient","items","listItems",{},{"deep":true}]',
    );
  });
});

describe('queries and mutations', () => {
  type Query = CachedQuery<{ readonly id?: string } & Partial<InfinitePage<Item>>, readonly unknown[]>;
  type Read = (client: ClientCore, params?: object, options?: object) => Query;
  interface File {
    readonly getLeadQueryOptions: Read;
    readonly getContactQueryOptions: Read;
    readonly listLeadsQueryOptions: Read;
    readonly createLeadMutationOptions: (client: ClientCore) => CachedMutation<{ readonly id: string }, object>;
    readonly queryKey: (group?: string, operation?: string, params?: object) => readonly unknown[];
  }
  let file: File;
  let createClient: Client['createClient'];
  beforeAll(async () => {
    const own = await generated('close.yaml', ['tanstack']);
    clients.push(own);
    file = await own.load<File>('tanstack.ts');
    ({ createClient } = await own.load<Client>('index.ts'));
  });

  const connected = async () => {
    const { fetch, state } = await mockFetch('close.yaml', 130);
    return { client: createClient({ fetch, auth: { apiKey: 'key' } }), state };
  };

  it('return the body of an answer', async () => {
    const { client } = await connected();
    const lead = await new QueryClient().fetchQuery(file.getLeadQueryOptions(client, { id: 'a' }));
    expect(lead.id).toEqual(expect.any(String));
  });

  it('return the first page of a list, as JSON can keep it', async () => {
    const { client, state } = await connected();
    const page = await new QueryClient().fetchQuery(file.listLeadsQueryOptions(client, { _limit: 10 }));
    expect(page.items).toHaveLength(10);
    expect(page).toMatchObject({ total: 130, next: { operation: 'listLeads' } });
    expect(JSON.parse(JSON.stringify(page))).toEqual(page);
    expect(state.requests).toBe(1);
  });

  it('keep what they fetched, through JSON, by API, group, operation and params', async () => {
    const { client, state } = await connected();
    const server = new QueryClient();
    const query = file.getLeadQueryOptions(client, { id: 'a' });
    await server.prefetchQuery(query);
    const browser = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } });
    hydrate(browser, JSON.parse(JSON.stringify(dehydrate(server))));
    expect(await browser.fetchQuery(query)).toEqual(server.getQueryData(query.queryKey));
    expect(state.requests).toBe(1);
    await browser.fetchQuery(file.getLeadQueryOptions(client, { id: 'b' }));
    expect(state.requests).toBe(2);
    expect(query.queryKey).toEqual(['CloseClient', 'leads', 'getLead', { id: 'a' }]);
  });

  it('are invalidated by group, operation and params', async () => {
    const { client } = await connected();
    const queries = new QueryClient();
    const all = {
      a: file.getLeadQueryOptions(client, { id: 'a' }),
      b: file.getLeadQueryOptions(client, { id: 'b' }),
      list: file.listLeadsQueryOptions(client),
      contact: file.getContactQueryOptions(client, { id: 'a' }),
    };
    const invalidated = async (queryKey: readonly unknown[]): Promise<string[]> => {
      for (const query of Object.values(all)) await queries.fetchQuery(query);
      await queries.invalidateQueries({ queryKey });
      return Object.entries(all)
        .filter(([, query]) => queries.getQueryState(query.queryKey)?.isInvalidated)
        .map(([name]) => name);
    };
    expect(await invalidated(file.queryKey('leads', 'getLead', { id: 'b' }))).toEqual(['b']);
    expect(await invalidated(file.queryKey('leads', 'getLead'))).toEqual(['a', 'b']);
    expect(await invalidated(file.queryKey('leads'))).toEqual(['a', 'b', 'list']);
    expect(await invalidated(file.queryKey())).toEqual(['a', 'b', 'list', 'contact']);
  });

  it('send what a mutation is given', async () => {
    const { client, state } = await connected();
    const observer = new MutationObserver(new QueryClient(), file.createLeadMutationOptions(client));
    const lead = await observer.mutate({ body: { name: 'Acme' } });
    expect(lead.id).toEqual(expect.any(String));
    expect(state.requests).toBe(1);
    expect(observer.options.mutationKey).toEqual(['CloseClient', 'leads', 'createLead']);
  });

  it('abort a request that nobody wants any more', async () => {
    let aborts = 0;
    const client = createClient({ fetch: hanging(() => aborts++), auth: { apiKey: 'key' } });
    const queries = new QueryClient();
    const pending = queries.fetchQuery(file.getLeadQueryOptions(client, { id: 'a' })).catch(() => {});
    await setImmediate();
    await queries.cancelQueries({ queryKey: file.queryKey('leads') });
    await pending;
    expect(aborts).toBe(1);
  });
});
