import { afterAll, beforeAll, expect, it } from 'vitest';
import { type LocalServer, listen } from '../support/http.ts';
import { type GeneratedClient, generatedClient } from './generated-client.ts';

/** Above 2^53 - 1: as a JSON number it would be rounded. */
const LARGE = '9007199254740993';

let server: LocalServer;
let generated: GeneratedClient;
beforeAll(async () => {
  server = await listen(({ query }) => {
    const after = query.get('after');
    if (after === null) return { headers: { 'X-Next': LARGE }, body: [{ id: 1 }] };
    return { headers: { 'X-Next': '0' }, body: [{ id: 2 }] };
  });
  generated = await generatedClient('cursor-header-end.yaml');
}, 60_000);
afterAll(async () => {
  await server?.close();
  await generated?.remove();
});

it('a cursor in a header goes back digit by digit, and ends at the number that means the end', async () => {
  const { createClient, listNumbers } = generated.functions as Record<string, (...given: unknown[]) => unknown>;
  const list = listNumbers?.(createClient?.({ baseUrl: server.url })) as AsyncIterable<unknown>;
  const items: unknown[] = [];
  for await (const item of list) items.push(item);
  expect(items).toEqual([{ id: 1 }, { id: 2 }]);
  expect(server.requests.map(({ url }) => url)).toEqual(['/numbers', `/numbers?after=${LARGE}`]);
});
