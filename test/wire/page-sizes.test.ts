import { afterAll, beforeAll, expect, it } from 'vitest';
import { type LocalServer, listen } from '../support/http.ts';
import { clientOf } from './document-client.ts';
import type { GeneratedClient } from './generated-client.ts';

/** Page sizes as the schema of the limit parameter declares them, over real HTTP. */

let server: LocalServer;
const clients: GeneratedClient[] = [];
beforeAll(async () => {
  const all = Array.from({ length: 7 }, (_, id) => ({ id }));
  server = await listen(({ query }) => {
    const start = Number(query.get('offset') ?? 0);
    return { body: { data: all.slice(start, start + 3) } };
  });
});
afterAll(async () => {
  await server.close();
  await Promise.all(clients.map((client) => client.remove()));
});

it.each([
  ['a minimum of 0', { type: 'integer', minimum: 0 }],
  ['an exclusive minimum of -1', { type: 'integer', exclusiveMinimum: -1 }],
  ['a negative minimum', { type: 'integer', minimum: -5, maximum: 100 }],
  ['a default of 0', { type: 'integer', default: 0 }],
  ['a default of -1 and a maximum of 0', { type: 'integer', default: -1, maximum: 0 }],
  ['fractions', { type: 'number', minimum: 0.5, maximum: 99.5, default: 2.5 }],
  ['an enum with 0', { type: 'integer', enum: [0, 3, 10] }],
  ['null', { type: ['integer', 'null'], minimum: 0, default: null }],
  ['text', { type: 'string', pattern: '^[0-9]+$', default: '0' }],
])('a list whose page size has %s is walked to its end', async (_, schema) => {
  const client = await clientOf({
    openapi: '3.1.0',
    info: { title: 'Sizes', version: '1' },
    paths: {
      '/things': {
        get: {
          operationId: 'list',
          parameters: [
            { name: 'offset', in: 'query', schema: { type: 'integer', minimum: 0 } },
            { name: 'limit', in: 'query', schema },
          ],
          'x-pagination': {
            style: 'offset',
            request: { offset: 'offset', limit: 'limit' },
            response: { items: 'data' },
          },
          responses: {
            200: {
              description: 'ok',
              content: {
                'application/json': {
                  schema: {
                    type: 'object',
                    properties: {
                      data: { type: 'array', items: { type: 'object', properties: { id: { type: 'integer' } } } },
                    },
                  },
                },
              },
            },
          },
        },
      },
    },
  });
  clients.push(client);
  const { createClient, list } = client.functions;
  const items: unknown[] = [];
  const walk = list?.(createClient?.({ baseUrl: server.url } as never)) as unknown as AsyncIterable<unknown>;
  for await (const item of walk) items.push(item);
  expect(items).toHaveLength(7);
});
