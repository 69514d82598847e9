import { expect, test } from 'vitest';
import { mockedText } from './mocked.ts';

const text = JSON.stringify({
  openapi: '3.1.0',
  info: { title: 'Searches', version: '1' },
  servers: [{ url: 'https://api.example.com' }],
  paths: {
    '/search': {
      post: {
        operationId: 'search',
        requestBody: { content: { 'application/json': { schema: { type: 'object' } } } },
        'x-pagination': { style: 'next-url', response: { items: '/data', nextUrl: '/next' } },
        responses: {
          200: {
            description: 'One page.',
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  properties: { data: { type: 'array', items: { type: 'string' } }, next: { type: 'string' } },
                },
              },
            },
          },
        },
      },
    },
  },
});

test('the mock follows its links by GET, although the document declares POST alone', async () => {
  const ask = await mockedText(text, 45);
  const sizes: number[] = [];
  let answer = ask('/search', {});
  for (;;) {
    const { data, next } = answer.body as unknown as { data: string[]; next?: string };
    sizes.push(data.length);
    if (next === undefined) break;
    answer = ask(next);
  }
  expect(sizes).toEqual([20, 20, 5]);
  expect(ask('/search').status).toBe(405);
});
