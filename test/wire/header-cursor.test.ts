import { afterAll, beforeAll, expect, it } from 'vitest';
import { type LocalServer, listen } from '../support/http.ts';
import { type GeneratedClient, generatedClient } from './generated-client.ts';

/** Above 2^53 - 1: as a JSON number it would be rounded. */
const LARGE = '9007199254740993';

let server: LocalServer;
let generated: GeneratedClient;
beforeAll(async () => {
  server = await listen(({ method, query, body }) => {
    if (method === 'POST') {
      const { after } = body as { after?: unknown };
      if (after !== undefined && after !== 7)
        return { status: 400, body: { error: `after is ${JSON.stringify(after)}` } };
      return { headers: { 'X-Next': after === undefined ? '7' : '0' }, body: [{ id: after === undefined ? 1 : 2 }] };
    }
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

it('a cursor from a header goes into a body as what the field there is', async () => {
  const { createClient, searchNumbers } = generated.functions as Record<string, (...given: unknown[]) => unknown>;
  const list = searchNumbers?.(createClient?.({ baseUrl: server.url }), { body: {} }) as AsyncIterable<unknown>;
  const items: unknown[] = [];
  for await (const item of list) items.push(item);
  expect(items).toEqual([{ id: 1 }, { id: 2 }]);
});
