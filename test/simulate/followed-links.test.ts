import { expect, test } from 'vitest';
import { createMock } from '../../src/simulate/mock/create-mock.ts';
import { openDocument } from '../../src/tasks/open-document.ts';

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
  const { model } = await openDocument({ document: { file: '/searches.json', text } });
  const mock = createMock(model ?? expect.fail(), { items: 45, faults: {}, sample: () => 'item' });
  const ask = (method: string, url: string) =>
    mock.answer({ method, url: new URL(url), headers: new Headers(), body: method === 'POST' ? {} : undefined });
  const sizes: number[] = [];
  let answer = ask('POST', 'https://api.example.com/search');
  for (;;) {
    const { data, next } = answer.body as { data: string[]; next?: string };
    sizes.push(data.length);
    if (next === undefined) break;
    answer = ask('GET', next);
  }
  expect(sizes).toEqual([20, 20, 5]);
  expect(ask('GET', 'https://api.example.com/search').status).toBe(405);
});
