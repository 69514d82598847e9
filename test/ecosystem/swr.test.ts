import { afterAll, describe, expect, it } from 'vitest';
import type { ClientCore } from '../../templates/runtime/client.js';
import type { InfinitePage } from '../../templates/runtime/integrations/cache.js';
import type { CachedCall, InfiniteListKeys } from '../../templates/runtime/integrations/swr.js';
import {
  type Client,
  type Generated,
  generated,
  type Item,
  mockFetch,
  paramsOf,
  STYLES,
  scenario,
} from './generated.ts';

type KeysOf = (client: ClientCore, params?: object) => InfiniteListKeys<Item, readonly unknown[]>;

const clients: Generated[] = [];
afterAll(async () => {
  for (const client of clients) await client.remove();
});

// The hook itself runs in a browser, in another test.
describe.each(STYLES)('keys and fetcher of the style %s', (style) => {
  it('lead from page to page, and through JSON, to the end', async () => {
    const own = await generated(scenario(style), ['swr']);
    clients.push(own);
    const { createClient, listItems } = await own.load<Client>('index.ts');
    const { listItemsInfinite } = await own.load<{ listItemsInfinite: KeysOf }>('swr.ts');
    const { fetch } = await mockFetch(scenario(style), 130);
    const client = createClient({ fetch });
    const { getKey, fetcher } = listItemsInfinite(client, paramsOf(style));
    const ids: string[] = [];
    const keys = new Set<string>();
    let previous: InfinitePage<Item> | null = null;
    for (let index = 0; ; index++) {
      const key = getKey(index, previous);
      if (key === null) break;
      keys.add(JSON.stringify(key));
      previous = JSON.parse(JSON.stringify(await fetcher(JSON.parse(JSON.stringify(key))))) as InfinitePage<Item>;
      ids.push(...previous.items.map(({ id }) => id));
      expect(keys.size).toBe(index + 1);
    }
    const walked: string[] = [];
    for await (const { id } of listItems(client, paramsOf(style))) walked.push(id);
    expect(ids).toEqual(walked);
  });
});

it('calls and first pages have a key and a fetcher', async () => {
  type Read = (client: ClientCore, params?: object) => CachedCall<{ readonly id?: string }, readonly unknown[]>;
  const own = await generated('close.yaml', ['swr']);
  clients.push(own);
  const { createClient } = await own.load<Client>('index.ts');
  const { getLeadSwr, listLeadsSwr } = await own.load<{ getLeadSwr: Read; listLeadsSwr: Read }>('swr.ts');
  const { fetch } = await mockFetch('close.yaml', 130);
  const client = createClient({ fetch, auth: { apiKey: 'key' } });
  const lead = getLeadSwr(client, { id: 'a' });
  expect(lead.key).toEqual(['CloseClient', 'leads', 'getLead', { id: 'a' }]);
  expect((await lead.fetcher()).id).toEqual(expect.any(String));
  expect(await listLeadsSwr(client, { _limit: 10 }).fetcher()).toMatchObject({ total: 130 });
});
