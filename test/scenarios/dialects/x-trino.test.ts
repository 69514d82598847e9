import { expect, it } from 'vitest';
import { document, ITEMS, LIST, NUMBER, object, operation, pageFrom, query, walk } from './walk.ts';

it('pages by number until the total is reached', async () => {
  const { items, requests, codes } = await walk(
    document({
      '/items': {
        get: operation(object({ results: LIST, total_results: NUMBER }), {
          'x-trino': {
            pageParam: 'page',
            limitParam: 'per_page',
            resultsPath: '$response.body#/results',
            totalResultsPath: '$response.body#/total_results',
          },
          parameters: [
            query('page', { type: 'integer', default: 1 }),
            query('per_page', { type: 'integer', default: 3 }),
          ],
        }),
      },
    }),
    ({ query: sent }) => ({
      body: { results: pageFrom((Number(sent.get('page')) - 1) * 3, 3).page, total_results: ITEMS.length },
    }),
  );
  expect(codes).toEqual([]);
  expect(items).toEqual(ITEMS);
  // The second page is short and reaches the total, so that no third one is needed.
  expect(requests).toEqual(['GET /items?page=1', 'GET /items?page=2']);
});
