import { expect, test } from 'vitest';
import { mockedText } from './mocked.ts';

function textOf(parameter: string, annotation: object): string {
  const schema = {
    type: 'object',
    properties: {
      data: { type: 'array', items: { type: 'string' } },
      next: { type: ['string', 'null'] },
      more: { type: 'boolean' },
    },
  };
  const list = {
    operationId: 'search',
    parameters: [parameter, 'limit'].map((name) => ({ name, in: 'query', schema: {} })),
    'x-pagination': annotation,
    responses: { 200: { description: 'One page.', content: { 'application/json': { schema } } } },
  };
  return JSON.stringify({
    openapi: '3.1.0',
    info: { title: 'Searches', version: '1' },
    servers: [{ url: 'https://api.example.com' }],
    paths: { '/search': { get: list } },
  });
}

test.each([
  [31, undefined],
  [30, false],
])('at the ceiling of cursors, the mock does not say that this was all of %i items', async (items, more) => {
  const annotation = {
    style: 'cursor-query',
    request: { cursor: 'cursor', limit: 'limit' },
    response: { items: '/data', nextCursor: '/next', hasMore: '/more' },
    limits: { maxResults: 30, defaultLimit: 15 },
  };
  const ask = await mockedText(textOf('cursor', annotation), items);
  const { next } = ask('/search').body as unknown as { next: string };
  const last = ask(`/search?cursor=${encodeURIComponent(next)}`).body as object;
  expect(last).toMatchObject({ next: null, ...(more !== undefined && { more }) });
  expect('more' in last).toBe(more !== undefined);
});

test('a request without a page size gets a page that fits below the ceiling', async () => {
  const annotation = {
    style: 'page',
    request: { page: 'page', limit: 'limit' },
    response: { items: '/data' },
    limits: { maxResults: 10 },
  };
  const ask = await mockedText(textOf('page', annotation), 50);
  expect(ask('/search?page=1')).toMatchObject({ status: 200, body: { data: { length: 10 } } });
});
